package dev.fencepost.model.verdict;

import dev.fencepost.model.spec.Rule;
import java.util.List;
import java.util.Objects;

/**
 * What a verdict rests on.
 *
 * @param engine the explorer that produced it
 * @param model the memory model it explored under
 * @param basis whether that model is published or Fencepost's own
 * @param row whether it speaks of a documented contract or of a machine's instructions
 * @param bounds the bounds of the check, in words
 * @param executions consistent executions visited; of a state machine, distinct states
 * @param nodes partial executions judged; of a state machine, steps followed
 * @param seconds wall-clock time
 * @param clauses what was checked
 */
public record Evidence(
        String engine,
        String model,
        Basis basis,
        Row row,
        String bounds,
        long executions,
        long nodes,
        double seconds,
        List<Rule> clauses) {
    /** Checks that nothing is missing. */
    public Evidence {
        Objects.requireNonNull(engine, "engine");
        Objects.requireNonNull(model, "model");
        Objects.requireNonNull(basis, "basis");
        Objects.requireNonNull(row, "row");
        Objects.requireNonNull(bounds, "bounds");
        clauses = List.copyOf(clauses);
    }

    /** Who answers for the memory model. */
    public enum Basis {
        /** A model that its authors published and others have tested: LKMM, Armv8, x86-TSO. */
        PUBLISHED,
        /** Such a model with Fencepost's own extension for agents behind weak boundaries; no other tool checks it. */
        EXTENSION
    }

    /** What a platform row describes. */
    public enum Row {
        /** What is documented: a driver may rely on nothing else. */
        CONTRACT,
        /** What the instructions of one architecture do today. */
        HARDWARE
    }
}
