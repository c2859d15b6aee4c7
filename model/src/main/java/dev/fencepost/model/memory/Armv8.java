package dev.fencepost.model.memory;

/**
 * Armv8-A, other-multi-copy atomic: {@code irreflexive ob} with {@code ob = (obs | lwfs | dob | aob | bob)+} (Arm
 * Architecture Reference Manual B2.3; herd's {@code aarch64.cat}), for normal memory and what the Linux kernel uses.
 *
 * <p>Where the cat file says {@code lrs} (the next read of the same location), this says {@code rfi}: they differ only
 * where another agent's write comes between, and then {@code coe; rfe} gives the same order. Unlike {@code lrs},
 * {@code rfi} only grows while an execution is being decided.
 */
public final class Armv8 extends OrderedModel {
    @Override
    public String name() {
        return "armv8";
    }

    @Override
    boolean fenceOrdersLoad(Event load) {
        return load.mode() != Mode.NORETURN;
    }

    @Override
    Relation localOrder(Execution x) {
        return x.work.union(localWriteSuccessor(x), dependencies(x), atomics(x), acquireRelease(x));
    }

    /** lwfs: an access before a write of the same location. */
    private static Relation localWriteSuccessor(Execution x) {
        return x.work.to(x.poLoc, x.writes);
    }

    /** dob: address and data dependencies, control and address-po dependencies to writes, and both carried by rfi. */
    private static Relation dependencies(Execution x) {
        Workspace w = x.work;
        Relation carried = w.seq(w.union(x.address, x.data), w.minus(x.rf, x.external));
        return w.union(
                x.address,
                x.data,
                w.to(x.control, x.writes),
                w.to(w.seq(w.to(x.address, x.accesses), x.po), x.writes),
                carried);
    }

    /** aob: the halves of a read-modify-write, and an acquire that reads what one wrote. */
    private static Relation atomics(Execution x) {
        Workspace w = x.work;
        Relation internal = w.minus(x.rf, x.external);
        return w.union(x.rmw, w.to(w.seq(x.rmw, internal), acquires(x)));
    }

    /** bob, without the fences. */
    private static Relation acquireRelease(Execution x) {
        Workspace w = x.work;
        EventSet acquire = acquires(x);
        EventSet release = releases(x);
        EventSet fullAtomic = w.range(w.between(acquire, x.rmw, release));
        Relation po = w.between(x.accesses, x.po, x.accesses);
        return w.union(w.from(w.union(acquire, fullAtomic), po), w.to(po, release), w.between(release, po, acquire));
    }

    private static EventSet acquires(Execution x) {
        return annotated(x, x.reads, Mode.ACQUIRE);
    }

    private static EventSet releases(Execution x) {
        return annotated(x, x.writes, Mode.RELEASE);
    }

    private static EventSet annotated(Execution x, EventSet among, Mode mode) {
        EventSet result = x.work.noneSet();
        for (int at = among.next(0); at >= 0; at = among.next(at + 1)) {
            Event event = x.event(at);
            boolean failedTry = event.lock() == LockRole.TRY_READ && !x.executed.contains(event.partner());
            if (!failedTry && (event.mode() == mode || event.mode() == Mode.ACQUIRE_RELEASE)) {
                result.add(at);
            }
        }
        return result;
    }
}
