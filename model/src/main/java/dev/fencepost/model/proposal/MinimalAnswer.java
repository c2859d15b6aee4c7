package dev.fencepost.model.proposal;

import dev.fencepost.model.platform.BarrierPlan;
import dev.fencepost.model.platform.BarrierSite;
import dev.fencepost.model.platform.Platform;
import dev.fencepost.model.protocol.Variant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * All minimal plans of a protocol on a platform, or why they are not known.
 *
 * @param platform the platform
 * @param model the name of the memory model
 * @param variant the protocol, and what its parties agreed on
 * @param bound how many of its units a scenario passes at most
 * @param choices what there is to choose at each site
 * @param plans every minimal sufficient plan; empty if Bounded, or if no plan is sufficient
 * @param reasons why nothing is known, one sentence each; empty if the answer is complete
 * @param checks how many explorations it took
 */
public record MinimalAnswer(
        Platform platform,
        String model,
        Variant variant,
        int bound,
        List<MinimalChoices> choices,
        List<MinimalPlan> plans,
        List<String> reasons,
        long checks) {
    /** Copies the lists. */
    public MinimalAnswer {
        choices = List.copyOf(choices);
        plans = List.copyOf(plans);
        reasons = List.copyOf(reasons);
        if (!reasons.isEmpty() && !plans.isEmpty()) {
            throw new IllegalArgumentException("a plan of which nothing is known is no answer");
        }
    }

    /** Whether a limit was hit, so that nothing is known. */
    public boolean bounded() {
        return !reasons.isEmpty();
    }

    /** The sites, in the order of the choices. */
    public List<BarrierSite> sites() {
        return choices.stream().map(MinimalChoices::site).toList();
    }

    /** The sites where a plan has something that a processor sees. */
    public Set<BarrierSite> barriers(MinimalPlan plan) {
        Set<BarrierSite> sites = new LinkedHashSet<>();
        for (int place = 0; place < choices.size(); place++) {
            MinimalChoices here = choices.get(place);
            if (!here.strength(plan.choices().get(place)).isNothing()) {
                sites.add(here.site());
            }
        }
        return sites;
    }

    /**
     * Every smallest set of sites that is enough, with something strong enough at each. A plan that is sufficient is at
     * least as strong as a minimal one, which has barriers at the same sites at most: so these are the smallest among
     * the sets of sites of the minimal plans.
     */
    public List<Set<BarrierSite>> smallestSets() {
        List<Set<BarrierSite>> sets = new ArrayList<>();
        for (MinimalPlan plan : plans) {
            Set<BarrierSite> set = barriers(plan);
            if (!sets.contains(set)) {
                sets.add(set);
            }
        }
        return sets.stream()
                .filter(set -> sets.stream().noneMatch(other -> other != set && set.containsAll(other)))
                .toList();
    }

    /** Whether some minimal plan is at most as strong as {@code plan} at every site: whether that is sufficient. */
    public boolean covers(BarrierPlan plan) {
        return plans.stream().anyMatch(minimal -> {
            for (int place = 0; place < choices.size(); place++) {
                MinimalChoices here = choices.get(place);
                if (!here.atMost(minimal.choices().get(place), plan.at(here.site()))) {
                    return false;
                }
            }
            return true;
        });
    }
}
