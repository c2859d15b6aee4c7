package dev.fencepost.model.memory.model;

import dev.fencepost.model.memory.execution.Event;
import dev.fencepost.model.memory.execution.EventSet;
import dev.fencepost.model.memory.execution.Execution;
import dev.fencepost.model.memory.execution.Relation;
import dev.fencepost.model.memory.execution.Workspace;
import dev.fencepost.model.memory.program.Mode;

/**
 * Armv8-A, other-multi-copy atomic: {@code irreflexive ob} with {@code ob = (obs | lwfs | dob | aob | bob)+} (Arm
 * Architecture Reference Manual B2.3; herd's {@code aarch64.cat}), for normal memory and what the Linux kernel uses.
 *
 * <p>Where the cat file says {@code lrs} (the next read of the same location), this says {@code rfi}: they differ only
 * where another agent's write comes between, and then {@code coe; rfe} gives the same order. Unlike {@code lrs},
 * {@code rfi} only grows while an execution is being decided.
 */
public final class Armv8 extends OrderedModel {
    private final String name;

    /** The model of programs whose acquire loads are LDAR. */
    public Armv8() {
        this("armv8");
    }

    private Armv8(String name) {
        this.name = name;
    }

    /** The same model, for programs whose acquire loads are LDAPR ({@link Mode#ACQUIRE_PC}). */
    public static Armv8 rcpc() {
        return new Armv8("armv8-rcpc");
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    boolean fenceOrdersLoad(Event load) {
        return load.mode() != Mode.NORETURN;
    }

    @Override
    Relation localOrder(Execution x) {
        return x.work.union(localWriteSuccessor(x), dependencies(x), atomics(x), x.amongMemory(acquireRelease(x)));
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
        return w.union(x.rmw, w.to(w.seq(x.rmw, internal), w.union(acquires(x), weakAcquires(x))));
    }

    /** bob, without the fences. */
    private static Relation acquireRelease(Execution x) {
        Workspace w = x.work;
        EventSet acquire = acquires(x);
        EventSet release = releases(x);
        EventSet fullAtomic = w.range(w.between(acquire, x.rmw, release));
        Relation po = w.between(x.accesses, x.po, x.accesses);
        EventSet first = w.union(acquire, weakAcquires(x), fullAtomic);
        return w.union(w.from(first, po), w.to(po, release), w.between(release, po, acquire));
    }

    /** AcquirePC: LDAPR, which an earlier store-release may pass. */
    private static EventSet weakAcquires(Execution x) {
        EventSet result = x.work.noneSet();
        for (int at = x.reads.next(0); at >= 0; at = x.reads.next(at + 1)) {
            if (x.event(at).mode() == Mode.ACQUIRE_PC) {
                result.add(at);
            }
        }
        return result;
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
            if (!event.onlyLoads(x) && (event.mode() == mode || event.mode() == Mode.ACQUIRE_RELEASE)) {
                result.add(at);
            }
        }
        return result;
    }
}
