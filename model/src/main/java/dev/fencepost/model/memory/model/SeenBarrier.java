package dev.fencepost.model.memory.model;

import dev.fencepost.model.memory.execution.MemoryModel;
import dev.fencepost.model.memory.program.Barrier;
import dev.fencepost.model.memory.program.FenceKind;
import dev.fencepost.model.memory.program.Reach;
import java.util.function.ToIntFunction;

/** What the extensions of the memory models see of a barrier, see {@link MemoryModel#seen}. */
final class SeenBarrier {
    private SeenBarrier() {}

    /**
     * Its reach counts by the weak boundaries that it crosses, which {@code level} counts; where locations are not
     * ordinary, also by whether it speaks of device registers at all, and then it matters whether it waits.
     */
    static Barrier of(Barrier barrier, boolean ordinary, ToIntFunction<Reach> level) {
        FenceKind kind = barrier.kind();
        if (FenceKind.COMPILER.covers(kind)) {
            return Barrier.smp(kind.name(), kind);
        }
        Reach least = barrier.reach();
        for (Reach reach : Reach.values()) {
            boolean same = ordinary || reachesRegisters(reach) == reachesRegisters(least);
            boolean shorter = reach.compareTo(least) < 0;
            if (shorter && level.applyAsInt(reach) == level.applyAsInt(least) && same) {
                least = reach;
            }
        }
        return new Barrier(kind.name(), kind, least, !ordinary && barrier.completes());
    }

    /** Whether a barrier of that reach speaks of device registers. */
    static boolean reachesRegisters(Reach reach) {
        return reach.compareTo(Reach.SYSTEM) >= 0;
    }
}
