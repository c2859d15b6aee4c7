package dev.fencepost.properties.memory.naive;

import dev.fencepost.model.memory.program.FenceKind;

/**
 * herd's {@code x86tso-mixed.cat}. Unlike herd's x86 events, the two halves of a read-modify-write are in program order
 * here, so that {@code internal} keeps it from reading its own write.
 */
public final class NaiveTso extends OneOrder {
    public NaiveTso(String omitted) {
        super(omitted);
    }

    @Override
    public boolean allows(Candidate c) {
        return coherent(c) && atomic(c) && axiom("external", ob(c).irreflexive());
    }

    @Override
    Pairs local(Candidate c) {
        return lob(c, 0);
    }

    private Pairs ob(Candidate c) {
        return c.external(c.rf.or(c.fr, c.co))
                .or(lob(c, c.fence(FenceKind.FULL, FenceKind.STORE_ANY, FenceKind.STORE_LOAD, FenceKind.ANY_LOAD)))
                .closure();
    }

    private Pairs lob(Candidate c, long mfence) {
        long memory = c.skeleton.reads | c.skeleton.writes;
        long locked = c.set(step -> step.readModifyWrite() && !step.onlyLoads());
        Pairs po = c.skeleton.po;
        Pairs writeToRead = po.from(c.skeleton.writes).to(c.skeleton.reads);
        return po.minus(writeToRead)
                .from(memory)
                .to(memory)
                .or(
                        part("mfence", c.around(mfence).and(writeToRead)),
                        part("locked", writeToRead.to(locked).or(writeToRead.from(locked))))
                .closure();
    }
}
