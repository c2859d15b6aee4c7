package dev.fencepost.model.verdict;

import java.util.List;

/** The answer of an exhaustive check. There are exactly three, and a limit that was hit is never {@link Holds}. */
public sealed interface Verdict {
    /** What the answer rests on. */
    Evidence evidence();

    /** Every execution within the stated bounds obeys every clause, and the bounds are large enough to tell. */
    record Holds(Evidence evidence) implements Verdict {}

    /**
     * Some execution breaks a clause.
     *
     * @param counterexamples one for each part of the protocol that was found broken, at least one
     * @param unknown of a check that looks for all of them: limits that were hit, so that there may be more
     */
    record Violated(Evidence evidence, List<Counterexample> counterexamples, List<String> unknown) implements Verdict {
        /** Copies the lists. */
        public Violated {
            counterexamples = List.copyOf(counterexamples);
            unknown = List.copyOf(unknown);
            if (counterexamples.isEmpty()) {
                throw new IllegalArgumentException("a Violated verdict has a counterexample");
            }
        }

        /** With the only one that was looked for. */
        public Violated(Evidence evidence, Counterexample counterexample) {
            this(evidence, List.of(counterexample), List.of());
        }

        /** The first one. */
        public Counterexample counterexample() {
            return counterexamples.get(0);
        }
    }

    /**
     * Nothing bad was found, but the check could not have found everything within its bounds: it says nothing.
     *
     * @param reasons what was not covered, one sentence each
     */
    record Bounded(Evidence evidence, List<String> reasons) implements Verdict {
        /** Copies the list, which must not be empty. */
        public Bounded {
            reasons = List.copyOf(reasons);
            if (reasons.isEmpty()) {
                throw new IllegalArgumentException("a Bounded verdict names its limit");
            }
        }
    }

    /** The name that tables print and proposals expect: Holds, Violated or Bounded. */
    default String word() {
        return getClass().getSimpleName();
    }
}
