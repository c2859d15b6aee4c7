package dev.fencepost.properties.bugs;

import dev.fencepost.model.spec.BugCheck;
import dev.fencepost.model.spec.KnownBugs;
import dev.fencepost.model.spec.Rule;
import java.util.List;
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
public record Attempt(int number, BugCheck check, Trial broken, Trial sound) {
    /** A check of a variant: the length of its counterexample, or empty if it finds nothing wrong. */
    @FunctionalInterface
    public interface Trial {
        OptionalInt counterexample();
    }

    /** The same trial, made at most once: several bugs may share what is sound. */
    public static Trial once(Trial trial) {
        AtomicReference<OptionalInt> found = new AtomicReference<>();
        return () -> {
            if (found.get() == null) {
                found.set(trial.counterexample());
            }
            return found.get();
        };
    }

    /** A counterexample to another rule than those that the bug is known to break is no catch. */
    public static void requireClause(int number, Rule broken) {
        boolean known = KnownBugs.all().stream()
                .anyMatch(bug -> bug.number() == number
                        && List.<Rule>copyOf(bug.clauses()).contains(broken));
        if (!known) {
            throw new IllegalStateException("bug " + number + " broke " + broken);
        }
    }
}
