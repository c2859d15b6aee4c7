package dev.fencepost.model.memory.model;

import dev.fencepost.model.memory.execution.Axiom;
import dev.fencepost.model.memory.execution.DataRace;
import dev.fencepost.model.memory.execution.Execution;
import dev.fencepost.model.memory.execution.MemoryModel;
import dev.fencepost.model.memory.execution.Relation;
import java.util.Map;
import java.util.Set;

/**
 * The Linux kernel memory model without RCU: {@code linux-kernel.cat} and {@code lock.cat} (Alglave, Maranget,
 * McKenney, Parri, Stern, ASPLOS 2018, as maintained in the kernel's tools/memory-model), relation by relation in
 * {@link LkmmRelations}. Coherence and atomicity are what {@code Coherence} saturates.
 */
public final class Lkmm implements MemoryModel {
    private static final Axiom HAPPENS_BEFORE = new Axiom("happens-before");
    private static final Axiom PROPAGATION = new Axiom("propagation");
    private static final Axiom LOCK_NEST = new Axiom("lock-nest");
    private static final Axiom PLAIN_COHERENCE = new Axiom("plain-coherence");

    @Override
    public String name() {
        return "lkmm";
    }

    @Override
    public Axiom violated(Execution x) {
        if (!new LkmmLocks(x).wellNested()) {
            return LOCK_NEST;
        }
        LkmmRelations r = relations(x);
        r.update();
        if (!x.work.acyclic(r.happensBefore)) {
            return HAPPENS_BEFORE;
        }
        if (!x.work.acyclic(r.propagatesBefore)) {
            return PROPAGATION;
        }
        return r.hasPlain() && !new LkmmRaces(x, r).plainCoherent() ? PLAIN_COHERENCE : null;
    }

    @Override
    public Map<Axiom, Relation> acyclic(Execution x) {
        LkmmRelations r = relations(x);
        return Map.of(HAPPENS_BEFORE, r.happensBefore, PROPAGATION, r.propagatesBefore);
    }

    @Override
    public Set<String> flags(Execution x) {
        return new LkmmRaces(x, relations(x)).flags();
    }

    /** The pairs of accesses that race in a complete consistent execution. */
    public Set<DataRace> races(Execution x) {
        return new LkmmRaces(x, relations(x)).races();
    }

    private static LkmmRelations relations(Execution x) {
        return x.attachment(LkmmRelations.class, LkmmRelations::new);
    }
}
