package dev.fencepost.model.proposal.minimal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How the choices for one place of a plan relate by strength: a finite partial order with a weakest element, its
 * elements numbered from 0. Beside the elements there is a top, which stands for all of them at once: no plan has it,
 * but a search may ask what would be so if nothing were missing at a place.
 */
public final class MinimalOrder {
    private final boolean[][] atMost;
    private final List<Integer> strongestFirst;
    private final int top;

    /**
     * An order.
     *
     * @param atMost whether the first element is at most as strong as the second
     * @throws IllegalArgumentException if that is no partial order with a weakest element
     */
    public MinimalOrder(boolean[][] atMost) {
        int size = atMost.length;
        this.atMost = new boolean[size][];
        for (int i = 0; i < size; i++) {
            this.atMost[i] = atMost[i].clone();
        }
        List<Integer> elements = IntStream.range(0, size).boxed().toList();
        check(elements);
        strongestFirst = elements.stream()
                .sorted(Comparator.comparingLong((Integer e) -> -elements.stream()
                                .filter(lower -> atMost[lower][e])
                                .count())
                        .thenComparing(Comparator.naturalOrder()))
                .toList();
        top = elements.stream()
                .filter(e -> elements.stream().allMatch(other -> atMost[other][e]))
                .findFirst()
                .orElse(size);
    }

    private void check(List<Integer> elements) {
        boolean weakest = elements.stream().anyMatch(e -> elements.stream().allMatch(other -> atMost[e][other]));
        for (int a : elements) {
            for (int b : elements) {
                boolean both = a != b && atMost[a][b] && atMost[b][a];
                boolean open = elements.stream().anyMatch(c -> atMost[a][b] && atMost[b][c] && !atMost[a][c]);
                if (both || open || !atMost[a][a]) {
                    throw new IllegalArgumentException("no partial order: see " + a + " and " + b);
                }
            }
        }
        if (!weakest) {
            throw new IllegalArgumentException("no weakest element");
        }
    }

    /** The number of elements, without the top. */
    public int size() {
        return atMost.length;
    }

    /** All elements at once: the strongest element, where there is one, and else {@link #size}. */
    public int top() {
        return top;
    }

    /** Whether {@code a} is at most as strong as {@code b}. */
    public boolean atMost(int a, int b) {
        return a == b || b == top || a < size() && b < size() && atMost[a][b];
    }

    /** Whether {@code a} is weaker than {@code b}. */
    public boolean below(int a, int b) {
        return a != b && atMost(a, b);
    }

    /** The weakest element. */
    public int weakest() {
        return strongestFirst.get(size() - 1);
    }

    /** The elements, the top among them, that are stronger than {@code a}; none before one that is weaker. */
    List<Integer> strongerThan(int a) {
        List<Integer> stronger = new ArrayList<>();
        if (top == size()) {
            stronger.add(top);
        }
        strongestFirst.stream().filter(e -> below(a, e)).forEach(stronger::add);
        return stronger;
    }

    /** The strongest elements. */
    public List<Integer> strongest() {
        return strongestFirst.stream()
                .filter(e -> strongestFirst.stream().noneMatch(other -> below(e, other)))
                .toList();
    }

    /** One step weaker: the strongest of the elements that are weaker than {@code a}. */
    public List<Integer> stepsDown(int a) {
        return strongestFirst.stream()
                .filter(e -> below(e, a) && strongestFirst.stream().noneMatch(b -> below(e, b) && below(b, a)))
                .sorted()
                .toList();
    }

    /** The weakest of the elements that are at least as strong as {@code from} and not at most {@code bad}. */
    public List<Integer> weakestBeyond(int from, int bad) {
        List<Integer> beyond = strongestFirst.stream()
                .filter(e -> atMost(from, e) && !atMost(e, bad))
                .toList();
        return beyond.stream()
                .filter(e -> beyond.stream().noneMatch(other -> below(other, e)))
                .sorted()
                .toList();
    }
}
