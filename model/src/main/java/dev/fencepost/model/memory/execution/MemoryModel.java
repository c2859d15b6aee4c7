package dev.fencepost.model.memory.execution;

import dev.fencepost.model.memory.program.Barrier;
import dev.fencepost.model.memory.program.LocationKind;
import java.util.Map;
import java.util.Set;

/** A memory model: which executions are consistent. One small class each, to be read beside its cat file. */
public interface MemoryModel {
    /**
     * The name on the command line and in evidence: {@code sc}, {@code tso}, {@code armv8}, {@code riscv},
     * {@code lkmm}.
     */
    String name();

    /**
     * Judges an execution, complete or not. Of an incomplete one it must answer from what is decided: every relation
     * here only grows as more reads are decided, so what is violated now stays violated.
     *
     * @return the violated axiom, or null where none is
     */
    Axiom violated(Execution execution);

    /**
     * The relations that must have no cycle, by axiom, for an execution that {@link #violated} has just judged: what
     * {@link Why} looks for a cycle in.
     */
    Map<Axiom, Relation> acyclic(Execution execution);

    /** Names of the flags ({@code data-race}) that a complete consistent execution raises; empty for most models. */
    default Set<String> flags(Execution execution) {
        return Set.of();
    }

    /**
     * What this model sees of a barrier: the weakest one that no program can tell from it. Two barriers that are seen
     * as the same are equal here, so that what looks for smallest sets of them need not know why. A published model
     * sees only which accesses a barrier orders, not how far out it reaches or whether it waits.
     *
     * @param ordinary whether only programs are meant whose locations are all {@link LocationKind#COHERENT}
     */
    default Barrier seen(Barrier barrier, boolean ordinary) {
        return Barrier.smp(barrier.kind().name(), barrier.kind());
    }
}
