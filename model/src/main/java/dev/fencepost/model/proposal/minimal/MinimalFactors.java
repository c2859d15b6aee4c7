package dev.fencepost.model.proposal.minimal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * A set of plans as a product: groups of places, and for each group its alternatives, such that the plans are exactly
 * the ways to take one alternative of each. That says in a few lines what hundreds of plans say one by one.
 */
public final class MinimalFactors {
    private MinimalFactors() {}

    /** The groups of a product, which are found in each of its parts for itself; without plans none. */
    public static List<MinimalGroup> of(MinimalProduct plans) {
        if (plans.isEmpty()) {
            return List.of();
        }
        List<MinimalGroup> groups = new ArrayList<>();
        Set<Integer> elsewhere = new TreeSet<>(everything(List.of(plans.get(0))));
        for (MinimalGroup part : plans.parts()) {
            elsewhere.removeAll(part.places());
            for (MinimalGroup group : of(part.alternatives())) {
                groups.add(new MinimalGroup(
                        group.places().stream().map(part.places()::get).toList(), group.alternatives()));
            }
        }
        for (int place : elsewhere) {
            groups.add(new MinimalGroup(
                    List.of(place), List.of(List.of(plans.get(0).get(place)))));
        }
        groups.sort(Comparator.comparingInt(group -> group.places().get(0)));
        return List.copyOf(groups);
    }

    /** The groups, in the order of their first places; without plans none. */
    public static List<MinimalGroup> of(List<List<Integer>> plans) {
        if (plans.isEmpty()) {
            return List.of();
        }
        List<Set<Integer>> parts = new ArrayList<>();
        for (int place = 0; place < plans.get(0).size(); place++) {
            parts.add(joined(parts, place, plans));
        }
        List<MinimalGroup> groups = groups(parts, plans);
        long ways =
                groups.stream().mapToLong(group -> group.alternatives().size()).reduce(1, (a, b) -> a * b);
        // Three places can depend on each other although no two do: then the whole set is one group.
        return ways == new LinkedHashSet<>(plans).size() ? groups : groups(List.of(everything(plans)), plans);
    }

    /** A new part with {@code place} and all parts that it depends on, which are taken out of {@code parts}. */
    private static Set<Integer> joined(List<Set<Integer>> parts, int place, List<List<Integer>> plans) {
        Set<Integer> joined = new TreeSet<>(Set.of(place));
        List<Set<Integer>> dependent = parts.stream()
                .filter(part -> part.stream().anyMatch(other -> depend(place, other, plans)))
                .toList();
        dependent.forEach(joined::addAll);
        parts.removeAll(dependent);
        return joined;
    }

    private static boolean depend(int one, int other, List<List<Integer>> plans) {
        long together = project(List.of(one, other), plans).size();
        return together
                != (long) project(List.of(one), plans).size()
                        * project(List.of(other), plans).size();
    }

    private static List<MinimalGroup> groups(List<Set<Integer>> parts, List<List<Integer>> plans) {
        return parts.stream()
                .map(List::copyOf)
                .sorted((a, b) -> a.get(0) - b.get(0))
                .map(places -> new MinimalGroup(places, List.copyOf(project(places, plans))))
                .toList();
    }

    private static Set<Integer> everything(List<List<Integer>> plans) {
        Set<Integer> all = new TreeSet<>();
        for (int place = 0; place < plans.get(0).size(); place++) {
            all.add(place);
        }
        return all;
    }

    private static Set<List<Integer>> project(List<Integer> places, List<List<Integer>> plans) {
        Set<List<Integer>> seen = new LinkedHashSet<>();
        plans.forEach(plan -> seen.add(places.stream().map(plan::get).toList()));
        return seen;
    }
}
