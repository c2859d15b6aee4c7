package dev.fencepost.properties.bugs;

import dev.fencepost.model.spec.Clause;
import dev.fencepost.model.spec.KnownBugs;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicReference;

/**
 * One bug and the check that it is put to.
 *
 * @param number its number in {@link dev.fencepost.model.spec.KnownBugs}
 * @param check which check
 * @param broken the check of the variant that has the bug
 * @param sound the same check of the same thing without it
 */
record Attempt(int number, Check check, Trial broken, Trial sound) {
    /** A check of a variant: the length of its counterexample, or empty if it finds nothing wrong. */
    @FunctionalInterface
    interface Trial {
        OptionalInt counterexample();
    }

    /** The same trial, made at most once: several bugs may share what is sound. */
    static Trial once(Trial trial) {
        AtomicReference<OptionalInt> found = new AtomicReference<>();
        return () -> {
            if (found.get() == null) {
                found.set(trial.counterexample());
            }
            return found.get();
        };
    }

    /** A counterexample to another rule than those that the bug is known to break is no catch. */
    static void requireClause(int number, Clause broken) {
        boolean known = KnownBugs.all().stream()
                .anyMatch(bug -> bug.number() == number && bug.clauses().contains(broken));
        if (!known) {
            throw new IllegalStateException("bug " + number + " broke " + broken);
        }
    }

    /** The checks, and what the length of a counterexample counts. */
    enum Check {
        /** All executions of the ring's programs: accesses and barriers of the shortest one. */
        WEAK_MEMORY("weak memory"),
        /** What the implementation does against the protocol: accesses and fences of one side. */
        RECORDED_ACCESSES("recorded accesses"),
        /** Operations of driver and device against the model. */
        HISTORIES("histories"),
        /** All interleavings of the state machine: steps. */
        STATE_MACHINE("state machine"),
        /** A peer that writes what it likes: its stores. */
        HOSTILE_PEERS("hostile peers");

        private final String label;

        Check(String label) {
            this.label = label;
        }

        String label() {
            return label;
        }
    }
}
