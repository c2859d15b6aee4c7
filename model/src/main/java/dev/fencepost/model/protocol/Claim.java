package dev.fencepost.model.protocol;

import dev.fencepost.model.memory.program.Condition;
import dev.fencepost.model.spec.Rule;
import java.util.Objects;

/**
 * Something that no execution of a scenario may end in.
 *
 * @param bad the final states that break it
 * @param clause the rule behind it
 * @param finding what went wrong in such a state, in one sentence
 */
public record Claim(Condition bad, Rule clause, String finding) {
    /** Checks that nothing is missing. */
    public Claim {
        Objects.requireNonNull(bad, "bad");
        Objects.requireNonNull(clause, "clause");
        Objects.requireNonNull(finding, "finding");
    }
}
