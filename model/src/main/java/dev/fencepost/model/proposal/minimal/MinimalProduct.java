package dev.fencepost.model.proposal.minimal;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.RandomAccess;
import java.util.Set;
import java.util.TreeSet;

/**
 * Plans that are the ways to take one alternative of each part, in lexical order. Kept are the parts only: of a
 * protocol in ten parts with four alternatives each there are a million plans, and each is made when it is asked for.
 */
public final class MinimalProduct extends AbstractList<List<Integer>> implements RandomAccess {
    private final List<Integer> elsewhere;
    private final List<MinimalGroup> parts;
    private final int size;

    /**
     * The ways to choose.
     *
     * @param elsewhere a plan, which says what stands at the places of no part
     * @param parts that have no place in common; each place stands for its number in a plan
     * @throws IllegalArgumentException for 2^31 plans or more
     */
    MinimalProduct(List<Integer> elsewhere, List<MinimalGroup> parts) {
        this.elsewhere = List.copyOf(elsewhere);
        this.parts = parts.stream().map(MinimalProduct::sorted).toList();
        size = ways(this.parts);
    }

    /** No plan at all. */
    static MinimalProduct none() {
        return new MinimalProduct(List.of(), List.of(new MinimalGroup(List.of(), List.of())));
    }

    private static MinimalGroup sorted(MinimalGroup part) {
        return new MinimalGroup(
                part.places(),
                part.alternatives().stream().sorted(MinimalProduct::compare).toList());
    }

    private static int ways(List<MinimalGroup> parts) {
        long ways = 1;
        for (MinimalGroup part : parts) {
            ways *= part.alternatives().size();
            if (ways > Integer.MAX_VALUE) {
                throw new IllegalArgumentException("2^31 smallest plans or more cannot be numbered");
            }
        }
        return (int) ways;
    }

    /** What it is the product of, each part with its alternatives in lexical order. */
    public List<MinimalGroup> parts() {
        return parts;
    }

    @Override
    public int size() {
        return size;
    }

    /**
     * Goes through the places, and at each on to the next choice there until few enough plans are left out: as many as
     * there are alternatives with that choice, times the ways to take one of all other parts.
     */
    @Override
    public List<Integer> get(int index) {
        if (index < 0 || index >= size) {
            throw new IndexOutOfBoundsException("plan " + index + " of " + size);
        }
        List<Integer> plan = new ArrayList<>(elsewhere);
        List<List<List<Integer>>> open = new ArrayList<>();
        parts.forEach(part -> open.add(part.alternatives()));
        long before = index;
        long ways = size;
        for (int place = 0; place < plan.size(); place++) {
            int part = partOf(place);
            if (part >= 0) {
                int column = parts.get(part).places().indexOf(place);
                List<List<Integer>> alternatives = open.get(part);
                long others = ways / alternatives.size();
                int from = 0;
                int to = behind(alternatives, column, from);
                while (before >= (to - from) * others) {
                    before -= (to - from) * others;
                    from = to;
                    to = behind(alternatives, column, from);
                }
                open.set(part, alternatives.subList(from, to));
                ways = (to - from) * others;
                plan.set(place, alternatives.get(from).get(column));
            }
        }
        return List.copyOf(plan);
    }

    /**
     * Plans such that every alternative of every part is in one of them, and each in the first that has it: where all
     * other parts have their first alternatives.
     *
     * @return their indices, in ascending order
     */
    List<Integer> showing() {
        Set<Integer> indices = new TreeSet<>();
        for (MinimalGroup part : size == 0 ? List.<MinimalGroup>of() : parts) {
            for (List<Integer> alternative : part.alternatives()) {
                List<Integer> plan = new ArrayList<>(get(0));
                for (int i = 0; i < alternative.size(); i++) {
                    plan.set(part.places().get(i), alternative.get(i));
                }
                indices.add(Collections.binarySearch(this, plan, MinimalProduct::compare));
            }
        }
        return List.copyOf(indices);
    }

    /** The first alternative behind {@code from} with another choice in that column. */
    private static int behind(List<List<Integer>> alternatives, int column, int from) {
        int to = from;
        while (to < alternatives.size()
                && alternatives
                        .get(to)
                        .get(column)
                        .equals(alternatives.get(from).get(column))) {
            to++;
        }
        return to;
    }

    private int partOf(int place) {
        for (int part = 0; part < parts.size(); part++) {
            if (parts.get(part).places().contains(place)) {
                return part;
            }
        }
        return -1;
    }

    /** By the first place that differs. */
    static int compare(List<Integer> one, List<Integer> other) {
        for (int i = 0; i < one.size(); i++) {
            if (!one.get(i).equals(other.get(i))) {
                return one.get(i) - other.get(i);
            }
        }
        return 0;
    }
}
