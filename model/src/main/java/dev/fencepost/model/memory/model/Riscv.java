package dev.fencepost.model.memory.model;

import dev.fencepost.model.memory.execution.EventSet;
import dev.fencepost.model.memory.execution.Execution;
import dev.fencepost.model.memory.execution.Relation;
import dev.fencepost.model.memory.execution.Workspace;
import dev.fencepost.model.memory.program.LockRole;
import dev.fencepost.model.memory.program.Mode;
import java.util.List;

/**
 * RISC-V, RVWMO: {@code acyclic co | rfe | fr | ppo} (The RISC-V Instruction Set Manual, volume I, chapter "RVWMO
 * Memory Consistency Model"; herd's {@code riscv.cat}), for main memory. The numbers are those of the manual's rules.
 *
 * <p>Rule 2 (two reads of one location that return different writes) is not written out: the second one's write is
 * external and later in coherence order wherever the rule applies, so that {@code fre; rfe} is the same order. Its
 * {@code rsw} would shrink while an execution is being decided; this only grows. Rule 4 is what fences order.
 *
 * <p>A read-modify-write is two events here, as LR and SC are: acquire is LR.aq, release SC.rl. One that is full
 * ({@link Mode#MB}) is the kernel's loop, SC.rl and {@code fence rw,rw} behind it where it succeeds. An AMO is one
 * operation to the manual, and therefore ordered more strictly than here: what is forbidden here is forbidden there.
 */
public final class Riscv extends OrderedModel {
    @Override
    public String name() {
        return "riscv";
    }

    @Override
    Relation localOrder(Execution x) {
        return x.work.union(overlapping(x), dependencies(x), pipeline(x), x.amongMemory(annotations(x)));
    }

    /** Rules 1 and 3, and 8, which follows from rule 1 and is left out. */
    private static Relation overlapping(Execution x) {
        Workspace w = x.work;
        Relation internal = w.minus(x.rf, x.external);
        return w.union(w.to(x.poLoc, x.writes), w.from(w.range(x.rmw), internal));
    }

    /** Rules 9 to 11: address, data, and control to a write. */
    private static Relation dependencies(Execution x) {
        return x.work.union(x.address, x.data, x.work.to(x.control, x.writes));
    }

    /** Rule 12: a read of a write whose address or data depends; rule 13: a write after an address that depends. */
    private static Relation pipeline(Execution x) {
        Workspace w = x.work;
        Relation internal = w.minus(x.rf, x.external);
        return w.union(
                w.seq(w.union(x.address, x.data), internal), w.to(w.seq(w.to(x.address, x.accesses), x.po), x.writes));
    }

    /** Rules 5 to 7: acquire, release, and both among their own kind. */
    private static Relation annotations(Execution x) {
        Workspace w = x.work;
        Relation po = w.between(x.accesses, x.po, x.accesses);
        EventSet strong = annotated(x, x.reads, Mode.ACQUIRE, Mode.ACQUIRE_RELEASE);
        EventSet acquire = w.union(strong, annotated(x, x.reads, Mode.ACQUIRE_PC));
        EventSet release = annotated(x, x.writes, Mode.RELEASE, Mode.ACQUIRE_RELEASE);
        EventSet full = annotated(x, x.writes, Mode.MB);
        return w.union(
                w.from(acquire, po),
                w.to(po, release),
                w.between(release, po, w.minus(strong, locks(x))),
                w.to(po, full),
                w.from(full, po),
                w.seq(w.to(po, full), po));
    }

    /** The taking of a lock acquires by a fence, which is no annotation. */
    private static EventSet locks(Execution x) {
        EventSet result = x.work.noneSet();
        for (int at = x.reads.next(0); at >= 0; at = x.reads.next(at + 1)) {
            if (x.event(at).lock() != LockRole.NONE) {
                result.add(at);
            }
        }
        return result;
    }

    /** Those whose annotation is one of these; of a read-modify-write, only where it succeeds. */
    private static EventSet annotated(Execution x, EventSet among, Mode... modes) {
        List<Mode> wanted = List.of(modes);
        EventSet result = x.work.noneSet();
        for (int at = among.next(0); at >= 0; at = among.next(at + 1)) {
            if (wanted.contains(x.event(at).mode()) && !x.event(at).onlyLoads(x)) {
                result.add(at);
            }
        }
        return result;
    }
}
