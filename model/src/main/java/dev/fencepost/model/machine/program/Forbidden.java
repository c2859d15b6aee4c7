package dev.fencepost.model.machine.program;

import dev.fencepost.model.memory.program.Condition;
import dev.fencepost.model.spec.Rule;
import java.util.Objects;

/**
 * What no run of a program may end in.
 *
 * @param bad the final states that break it
 * @param clause the rule behind it
 * @param finding what went wrong in such a state, in one sentence
 */
public record Forbidden(Condition bad, Rule clause, String finding) {
    /** Checks that nothing is missing. */
    public Forbidden {
        Objects.requireNonNull(bad, "bad");
        Objects.requireNonNull(clause, "clause");
        Objects.requireNonNull(finding, "finding");
    }
}
