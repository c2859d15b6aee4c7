package dev.fencepost.model.proposal.minimal;

import dev.fencepost.model.platform.BarrierPlan;
import java.util.List;

/**
 * A plan that is sufficient, and no longer so with anything weaker at any one site.
 *
 * @param plan what stands at each site; each placement stands for all that are of equal strength there
 * @param choices the same as the numbers of choices, in the order of the answer's sites
 * @param witnesses one for each site and each step down from what the plan has there
 */
public record MinimalPlan(BarrierPlan plan, List<Integer> choices, List<MinimalWitness> witnesses) {
    /** Copies the lists. */
    public MinimalPlan {
        choices = List.copyOf(choices);
        witnesses = List.copyOf(witnesses);
    }
}
