package dev.fencepost.properties.memory.naive;

import java.util.Set;

/** The kernel's {@code linux-kernel.cat} with {@code cos.cat}: neither locks nor RCU. */
public final class NaiveLkmm extends NaiveModel {
    public NaiveLkmm(String omitted) {
        super(omitted);
    }

    @Override
    public boolean allows(Candidate c) {
        if (!coherent(c) || !atomic(c)) {
            return false;
        }
        KernelRelations r = new KernelRelations(c, this);
        return axiom("happens-before", r.hb.acyclic())
                && axiom("propagation", r.pb.acyclic())
                && axiom("plain-coherence", new KernelRaces(c, r).plainCoherence());
    }

    @Override
    public Set<String> flags(Candidate c) {
        return new KernelRaces(c, new KernelRelations(c, this)).flags();
    }
}
