package dev.fencepost.properties.memory.naive;

import dev.fencepost.model.memory.program.FenceKind;
import dev.fencepost.model.memory.program.Mode;

/**
 * herd's {@code aarch64.cat} and {@code aarch64hwreqs.cat}, for explicit accesses to normal memory: its own internal
 * visibility clauses, {@code lrs}, and hazards included. Control dependencies end where the if ends, as in C.
 */
public final class NaiveArmv8 extends OneOrder {
    public NaiveArmv8(String omitted) {
        super(omitted);
    }

    @Override
    public boolean allows(Candidate c) {
        return internal(c) && atomic(c) && axiom("external", ob(c).irreflexive());
    }

    private boolean internal(Candidate c) {
        long reads = c.skeleton.reads;
        long writes = c.skeleton.writes;
        Pairs poLoc = c.skeleton.poLoc;
        Pairs ca = c.fr.or(c.co);
        Pairs readWriteRead = poLoc.or(c.skeleton.rmw).from(reads).to(writes).seq(c.internal(c.rf));
        Pairs writeWrite = poLoc.from(writes).to(writes).seq(c.internal(ca).to(writes));
        Pairs writeRead = poLoc.from(writes).to(reads).seq(c.internal(ca).to(writes));
        return axiom("coherence", readWriteRead.or(writeWrite, writeRead).irreflexive());
    }

    private Pairs ob(Candidate c) {
        Pairs ca = c.fr.or(c.co);
        long reads = c.skeleton.reads;
        Pairs hazard = c.skeleton.poLoc.from(reads).to(reads).seq(c.external(ca).to(c.skeleton.writes));
        Pairs obs = c.external(c.rf).or(c.external(ca));
        return hazard.or(
                        obs,
                        part("lwfs", c.skeleton.poLoc.to(c.skeleton.writes)),
                        part("dob", dob(c)),
                        part("aob", aob(c)),
                        part("bob", bob(c)))
                .closure();
    }

    /** The next read of a location after a write, with no other write between: local read successor. */
    private static Pairs lrs(Candidate c) {
        Pairs fromWrite = c.skeleton.poLoc.from(c.skeleton.writes);
        Pairs intervening = fromWrite.to(c.skeleton.writes).seq(c.skeleton.poLoc);
        return fromWrite.to(c.skeleton.reads).minus(intervening);
    }

    private static Pairs dob(Candidate c) {
        long writes = c.skeleton.writes;
        long memory = c.skeleton.reads | writes;
        Pairs addr = c.skeleton.addr;
        Pairs data = c.skeleton.data;
        return addr.or(
                data,
                c.skeleton.ctrl.to(writes),
                addr.to(memory).seq(c.skeleton.po.to(writes)),
                addr.to(memory).seq(lrs(c)),
                data.to(memory).seq(lrs(c)));
    }

    private static Pairs aob(Candidate c) {
        return c.skeleton.rmw.or(c.skeleton.rmw.seq(lrs(c).to(acquires(c))));
    }

    @Override
    Pairs local(Candidate c) {
        return c.skeleton.poLoc.to(c.skeleton.writes).or(dob(c), aob(c), acquireRelease(c));
    }

    private static Pairs bob(Candidate c) {
        long reads = c.skeleton.reads;
        long writes = c.skeleton.writes;
        long memory = reads | writes;
        long returning = reads & ~c.mode(Mode.NORETURN);
        return acquireRelease(c)
                .or(
                        c.around(c.fence(FenceKind.FULL)).from(memory).to(memory),
                        c.around(loadLoad(c)).from(returning).to(reads),
                        c.around(loadStore(c)).from(returning).to(writes),
                        c.around(storeStore(c)).from(writes).to(writes),
                        c.around(storeLoad(c)).from(writes).to(reads));
    }

    private static long loadLoad(Candidate c) {
        return c.fence(FenceKind.LOAD_LOAD, FenceKind.LOAD_ANY, FenceKind.ANY_LOAD, FenceKind.ACQUIRE_RELEASE);
    }

    private static long loadStore(Candidate c) {
        return c.fence(FenceKind.LOAD_STORE, FenceKind.LOAD_ANY, FenceKind.ANY_STORE, FenceKind.ACQUIRE_RELEASE);
    }

    private static long storeStore(Candidate c) {
        return c.fence(FenceKind.STORE_STORE, FenceKind.STORE_ANY, FenceKind.ANY_STORE, FenceKind.ACQUIRE_RELEASE);
    }

    private static long storeLoad(Candidate c) {
        return c.fence(FenceKind.STORE_LOAD, FenceKind.STORE_ANY, FenceKind.ANY_LOAD);
    }

    private static Pairs acquireRelease(Candidate c) {
        long writes = c.skeleton.writes;
        long memory = c.skeleton.reads | writes;
        long acquire = acquires(c);
        long release = c.mode(Mode.RELEASE, Mode.ACQUIRE_RELEASE) & writes;
        long fullAtomic = c.skeleton.rmw.from(acquire).to(release).range();
        Pairs po = c.skeleton.po;
        return po.from(fullAtomic)
                .to(memory)
                .or(
                        po.from(release).to(acquire),
                        po.from(acquire).to(memory),
                        po.from(memory).to(release));
    }

    private static long acquires(Candidate c) {
        return c.mode(Mode.ACQUIRE, Mode.ACQUIRE_RELEASE) & c.skeleton.reads;
    }
}
