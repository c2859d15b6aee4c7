package dev.fencepost.model.proposal.minimal;

import dev.fencepost.model.platform.BarrierPlan;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.RandomAccess;
import java.util.function.Function;

/**
 * The plans of a product with their witnesses. What weakens a plan at a place depends on the part of that place only,
 * so that witnesses are kept for each alternative of each part, and a plan's are put together when it is asked for.
 */
final class ReviewedPlans extends AbstractList<MinimalPlan> implements RandomAccess {
    private final MinimalProduct product;
    private final Function<List<Integer>, BarrierPlan> plan;
    /** For each part, by what its alternative chooses: the witnesses by place. */
    private final List<Map<List<Integer>, Map<Integer, List<MinimalWitness>>>> witnesses;

    ReviewedPlans(
            MinimalProduct product,
            Function<List<Integer>, BarrierPlan> plan,
            List<Map<List<Integer>, Map<Integer, List<MinimalWitness>>>> witnesses) {
        this.product = product;
        this.plan = plan;
        this.witnesses = witnesses;
    }

    @Override
    public int size() {
        return product.size();
    }

    @Override
    public MinimalPlan get(int index) {
        List<Integer> chosen = product.get(index);
        List<List<MinimalWitness>> byPlace = new ArrayList<>();
        chosen.forEach(place -> byPlace.add(List.of()));
        for (int part = 0; part < witnesses.size(); part++) {
            List<Integer> choices =
                    product.parts().get(part).places().stream().map(chosen::get).toList();
            witnesses.get(part).get(choices).forEach(byPlace::set);
        }
        return new MinimalPlan(
                plan.apply(chosen),
                chosen,
                byPlace.stream().flatMap(List::stream).toList());
    }
}
