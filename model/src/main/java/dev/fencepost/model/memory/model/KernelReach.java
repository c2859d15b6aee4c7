package dev.fencepost.model.memory.model;

import dev.fencepost.model.memory.execution.Axiom;
import dev.fencepost.model.memory.execution.Execution;
import dev.fencepost.model.memory.execution.MemoryModel;
import dev.fencepost.model.memory.execution.Relation;
import dev.fencepost.model.memory.program.Barrier;
import dev.fencepost.model.memory.program.Topology;
import java.util.Map;
import java.util.Set;

/**
 * Fencepost's own extension of the Linux kernel's memory model ({@link Lkmm}) beyond one coherent machine, by the
 * definitions of {@link ReachModel}: its relations, over nodes that say where an access is seen from. It is what a
 * contract for any architecture rests on, since each of these may do what the kernel's model allows.
 *
 * <p>Every edge here is, for the accesses at its ends, one of the kernel's model, but for the order among the registers
 * of a device. So, among memory, whatever that model allows is allowed here; where no boundary is weak, nothing else
 * is.
 */
public final class KernelReach implements MemoryModel {
    private static final Axiom LOCK_NEST = new Axiom("lock-nest");
    private static final Axiom HAPPENS_BEFORE = new Axiom("happens-before across boundaries");
    private static final Axiom PROPAGATION = new Axiom("propagation across boundaries");

    private final Lkmm base = new Lkmm();
    private final Levels levels;

    /** The extension for programs whose threads sit as {@code topology} says. */
    public KernelReach(Topology topology) {
        levels = new Levels(topology);
    }

    @Override
    public String name() {
        return levels.count == 1 ? base.name() : base.name() + "+reach";
    }

    @Override
    public Barrier seen(Barrier barrier, boolean ordinary) {
        return levels.seen(barrier, ordinary);
    }

    /** @throws IllegalArgumentException if the topology does not place every thread of the program */
    @Override
    public Axiom violated(Execution x) {
        if (levels.areOne(x)) {
            return base.violated(x);
        }
        if (!new LkmmLocks(x).wellNested()) {
            return LOCK_NEST;
        }
        KernelReachRelations r = relations(x);
        r.update();
        if (!r.work.acyclic(r.happensBefore)) {
            return HAPPENS_BEFORE;
        }
        return r.work.acyclic(r.propagatesBefore) ? null : PROPAGATION;
    }

    @Override
    public Map<Axiom, Relation> acyclic(Execution x) {
        if (levels.areOne(x)) {
            return base.acyclic(x);
        }
        KernelReachRelations r = relations(x);
        return Map.of(HAPPENS_BEFORE, r.happensBefore, PROPAGATION, r.propagatesBefore);
    }

    /** Those of the kernel's model: a race is one whatever lies between the threads. */
    @Override
    public Set<String> flags(Execution x) {
        if (levels.areOne(x)) {
            return base.flags(x);
        }
        LkmmRelations kernel = relations(x).ofTheKernel();
        kernel.update();
        return new LkmmRaces(x, kernel).flags();
    }

    private KernelReachRelations relations(Execution x) {
        levels.check(x);
        return x.attachment(KernelReachRelations.class, any -> new KernelReachRelations(x, levels));
    }
}
