package dev.fencepost.properties.memory.naive;

import java.util.Arrays;

/**
 * An immutable set of pairs of events, with the operators of the cat language. Events are numbers below 64, and a set
 * of events is a {@code long} with a bit for each.
 */
final class Pairs {
    private final long[] successors;

    private Pairs(long[] successors) {
        this.successors = successors;
    }

    static Pairs none(int events) {
        return new Pairs(new long[events]);
    }

    /** Every pair from one set to the other: {@code from * to}. */
    static Pairs product(int events, long from, long to) {
        long[] result = new long[events];
        for (int a = 0; a < events; a++) {
            result[a] = contains(from, a) ? to : 0;
        }
        return new Pairs(result);
    }

    /** Whether two events belong together. */
    interface Related {
        boolean test(int a, int b);
    }

    /** Every pair that belongs together. */
    static Pairs where(int events, Related related) {
        long[] result = new long[events];
        for (int a = 0; a < events; a++) {
            for (int b = 0; b < events; b++) {
                result[a] |= related.test(a, b) ? 1L << b : 0;
            }
        }
        return new Pairs(result);
    }

    static boolean contains(long set, int event) {
        return (set >>> event & 1) != 0;
    }

    boolean contains(int a, int b) {
        return contains(successors[a], b);
    }

    /** This and one more pair. */
    Pairs plus(int a, int b) {
        long[] result = successors.clone();
        result[a] |= 1L << b;
        return new Pairs(result);
    }

    /** {@code this | others}. */
    Pairs or(Pairs... others) {
        long[] result = successors.clone();
        for (Pairs other : others) {
            for (int a = 0; a < result.length; a++) {
                result[a] |= other.successors[a];
            }
        }
        return new Pairs(result);
    }

    /** {@code this & other}. */
    Pairs and(Pairs other) {
        long[] result = successors.clone();
        for (int a = 0; a < result.length; a++) {
            result[a] &= other.successors[a];
        }
        return new Pairs(result);
    }

    /** {@code this \ other}. */
    Pairs minus(Pairs other) {
        long[] result = successors.clone();
        for (int a = 0; a < result.length; a++) {
            result[a] &= ~other.successors[a];
        }
        return new Pairs(result);
    }

    /** {@code this ; next}. */
    Pairs seq(Pairs next) {
        long[] result = new long[successors.length];
        for (int a = 0; a < result.length; a++) {
            for (long rest = successors[a]; rest != 0; rest &= rest - 1) {
                result[a] |= next.successors[Long.numberOfTrailingZeros(rest)];
            }
        }
        return new Pairs(result);
    }

    /** {@code this ; next ; ...}. */
    Pairs seq(Pairs first, Pairs... others) {
        Pairs result = seq(first);
        for (Pairs next : others) {
            result = result.seq(next);
        }
        return result;
    }

    /** {@code [set] ; this}. */
    Pairs from(long set) {
        long[] result = successors.clone();
        for (int a = 0; a < result.length; a++) {
            result[a] = contains(set, a) ? result[a] : 0;
        }
        return new Pairs(result);
    }

    /** {@code this ; [set]}. */
    Pairs to(long set) {
        long[] result = successors.clone();
        for (int a = 0; a < result.length; a++) {
            result[a] &= set;
        }
        return new Pairs(result);
    }

    /** {@code this^-1}. */
    Pairs inverse() {
        return where(successors.length, (a, b) -> contains(b, a));
    }

    /** {@code this?}. */
    Pairs optional() {
        long[] result = successors.clone();
        for (int a = 0; a < result.length; a++) {
            result[a] |= 1L << a;
        }
        return new Pairs(result);
    }

    /** {@code this*}. */
    Pairs star() {
        return closure().optional();
    }

    /** {@code this+}. */
    Pairs closure() {
        Pairs longer = or(seq(this));
        return Arrays.equals(longer.successors, successors) ? this : longer.closure();
    }

    boolean irreflexive() {
        for (int a = 0; a < successors.length; a++) {
            if (contains(a, a)) {
                return false;
            }
        }
        return true;
    }

    boolean acyclic() {
        return closure().irreflexive();
    }

    boolean isEmpty() {
        return Arrays.stream(successors).allMatch(row -> row == 0);
    }

    /** The events that some pair starts at. */
    long domain() {
        long result = 0;
        for (int a = 0; a < successors.length; a++) {
            result |= successors[a] == 0 ? 0 : 1L << a;
        }
        return result;
    }

    /** The events that some pair ends at. */
    long range() {
        return Arrays.stream(successors).reduce(0, (left, right) -> left | right);
    }
}
