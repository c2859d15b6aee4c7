package dev.fencepost.model.proposal.minimal;

import dev.fencepost.model.platform.BarrierPlan;
import dev.fencepost.model.platform.BarrierSite;
import dev.fencepost.model.platform.Platform;
import dev.fencepost.model.protocol.Variant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * All minimal plans of a protocol on a platform, or why they are not known.
 *
 * @param platform the platform
 * @param model the name of the memory model
 * @param variant the protocol, and what its parties agreed on
 * @param bound how many of its units a scenario passes at most
 * @param choices what there is to choose at each site
 * @param plans every minimal sufficient plan, each made when it is asked for; empty if Bounded, or if no plan is
 *     sufficient
 * @param showing indices of plans that together have all witnesses there are, each first in the first plan that has it
 * @param groups the plans as a product; empty where there are none
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
        List<Integer> showing,
        List<MinimalGroup> groups,
        List<String> reasons,
        long checks) {
    /** Copies the lists, but for the plans: there may be hundreds of thousands. */
    public MinimalAnswer {
        choices = List.copyOf(choices);
        showing = List.copyOf(showing);
        groups = List.copyOf(groups);
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

    /** The places where an alternative has something that a processor sees. */
    private Set<Integer> barriers(MinimalGroup group, List<Integer> alternative) {
        Set<Integer> places = new TreeSet<>();
        for (int i = 0; i < alternative.size(); i++) {
            int place = group.places().get(i);
            if (!choices.get(place).strength(alternative.get(i)).isNothing()) {
                places.add(place);
            }
        }
        return places;
    }

    /** Those of a group that contain no other one, in the order of its alternatives. */
    private List<Set<Integer>> smallestSets(MinimalGroup group) {
        Set<Set<Integer>> sets = new LinkedHashSet<>();
        group.alternatives().forEach(alternative -> sets.add(barriers(group, alternative)));
        return sets.stream()
                .filter(set -> sets.stream().noneMatch(other -> !other.equals(set) && set.containsAll(other)))
                .toList();
    }

    /**
     * Every smallest set of sites that is enough, with something strong enough at each. A plan that is sufficient is at
     * least as strong as a minimal one, which has barriers at the same sites at most: so these are the smallest among
     * the sets of sites of the minimal plans.
     */
    public List<Set<BarrierSite>> smallestSets() {
        List<Set<Integer>> sets = plans.isEmpty() ? List.of() : List.of(Set.of());
        for (MinimalGroup group : groups) {
            List<Set<Integer>> joined = new ArrayList<>();
            for (Set<Integer> set : sets) {
                for (Set<Integer> more : smallestSets(group)) {
                    Set<Integer> both = new TreeSet<>(set);
                    both.addAll(more);
                    joined.add(both);
                }
            }
            sets = joined;
        }
        return sets.stream().map(this::sitesAt).toList();
    }

    private Set<BarrierSite> sitesAt(Set<Integer> places) {
        Set<BarrierSite> sites = new LinkedHashSet<>();
        places.forEach(place -> sites.add(choices.get(place).site()));
        return sites;
    }

    /** Whether some minimal plan is at most as strong as {@code plan} at every site: whether that is sufficient. */
    public boolean covers(BarrierPlan plan) {
        return !plans.isEmpty()
                && groups.stream()
                        .allMatch(group -> group.alternatives().stream()
                                .anyMatch(alternative -> isAtMost(group.places(), alternative, plan)));
    }

    private boolean isAtMost(List<Integer> places, List<Integer> alternative, BarrierPlan plan) {
        for (int i = 0; i < alternative.size(); i++) {
            MinimalChoices here = choices.get(places.get(i));
            if (!here.atMost(alternative.get(i), plan.at(here.site()))) {
                return false;
            }
        }
        return true;
    }
}
