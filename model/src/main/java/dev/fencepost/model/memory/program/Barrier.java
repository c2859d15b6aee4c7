package dev.fencepost.model.memory.program;

import java.util.Objects;

/**
 * A fence as an instruction: what it orders, how far, and whether it waits.
 *
 * @param name as the user knows it: {@code smp_wmb}, {@code dsb st}
 * @param kind which accesses it orders
 * @param reach among which agents
 * @param completes whether earlier accesses are complete, not just ordered, when it ends (Arm: DSB)
 */
public record Barrier(String name, FenceKind kind, Reach reach, boolean completes) {
    /** Checks that nothing is missing. */
    public Barrier {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(reach, "reach");
    }

    /** A barrier among the processors of one SMP system that orders without waiting, as the smp_* family does. */
    public static Barrier smp(String name, FenceKind kind) {
        return new Barrier(name, kind, Reach.INNER, false);
    }
}
