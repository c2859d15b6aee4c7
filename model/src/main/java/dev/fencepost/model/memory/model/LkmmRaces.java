package dev.fencepost.model.memory.model;

import dev.fencepost.model.memory.execution.DataRace;
import dev.fencepost.model.memory.execution.EventSet;
import dev.fencepost.model.memory.execution.Execution;
import dev.fencepost.model.memory.execution.Relation;
import dev.fencepost.model.memory.execution.Workspace;
import dev.fencepost.model.memory.program.FenceKind;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;

/** Plain accesses in the Linux kernel memory model: what they must not contradict, and when they race. */
final class LkmmRaces {
    private final Execution x;
    private final LkmmRelations r;
    private final Workspace w;
    private final Relation visibleWriteToWrite;
    private final Relation visibleWriteToRead;
    private final Relation executesReadToWrite;
    private final Relation preRace;

    LkmmRaces(Execution execution, LkmmRelations relations) {
        x = execution;
        r = relations;
        w = execution.work;
        Relation executesBefore = w.star(w.union(r.happensBefore, r.propagatesBefore));
        EventSet returning = w.minus(x.executed, r.noreturn);

        Relation internalOrder = w.minus(executesBefore, x.external);
        Relation visible = w.seq(
                r.cumulFences,
                w.to(w.optional(r.readsFromExternal), r.marked),
                w.union(w.seq(w.to(r.strongFence, r.marked), executesBefore), internalOrder));

        Relation toWrite = w.union(r.addressDependency, r.fence);
        Relation writePreBounded = w.from(r.marked, w.optional(toWrite));
        Relation toRead = w.union(r.addressDependency, r.nonRwFence, w.between(r.readsForRmb, r.loadFence, returning));
        Relation readPreBounded = w.from(r.marked, w.optional(toRead));
        Relation writePostBounded = w.seq(w.to(w.optional(r.fence), r.marked), r.rmwSequence);
        Relation afterRead = w.union(r.nonRwFence, w.between(returning, r.loadFence, r.readsForRmb));
        Relation readPostBounded = w.to(w.optional(afterRead), r.marked);

        Relation strong = w.seq(r.strongFence, executesBefore);
        Relation weak = w.seq(writePostBounded, visible);
        visibleWriteToWrite = w.union(r.fence, w.seq(strong, writePreBounded), w.seq(weak, writePreBounded));
        visibleWriteToRead = w.union(r.fence, w.seq(strong, readPreBounded), w.seq(weak, readPreBounded));
        executesReadToWrite = w.union(r.fence, w.seq(readPostBounded, executesBefore, writePreBounded));
        EventSet notInitial = w.minus(x.accesses, x.initial);
        preRace = w.inter(x.external, w.union(w.product(r.plain, x.accesses), w.product(notInitial, r.plain)));
    }

    /** plain-coherence: no plain access contradicts what is visible to it. */
    boolean plainCoherent() {
        Relation writeRead = w.inter(x.rf, w.inverse(executesReadToWrite));
        Relation readWrite = w.inter(x.fr, w.inverse(visibleWriteToRead));
        Relation writeWrite = w.inter(x.co, w.inverse(visibleWriteToWrite));
        return w.inter(preRace, w.union(writeRead, readWrite, writeWrite)).isEmpty();
    }

    /** The flags of a complete execution. */
    Set<String> flags() {
        Set<String> result = new TreeSet<>();
        if (r.hasPlain()) {
            if (!racing().isEmpty()) {
                result.add("data-race");
            }
            if (hasMixedAccesses()) {
                result.add("mixed-accesses");
            }
        }
        new LkmmLocks(x).addFlags(result);
        return result;
    }

    /** The races of a complete execution. */
    Set<DataRace> races() {
        Set<DataRace> result = new HashSet<>();
        if (r.hasPlain()) {
            Relation racing = racing();
            for (int from = 0; from < x.size; from++) {
                for (int to = racing.next(from, 0); to >= 0; to = racing.next(from, to + 1)) {
                    boolean ordered = x.event(from).thread() < x.event(to).thread();
                    result.add(new DataRace(x.location(from), side(ordered ? from : to), side(ordered ? to : from)));
                }
            }
        }
        return result;
    }

    private DataRace.Side side(int access) {
        return new DataRace.Side(x.event(access).thread(), x.writes.contains(access), r.plain.contains(access));
    }

    /** ww-race, wr-race and rw-race. */
    private Relation racing() {
        Relation ordered = w.inter(
                visibleWriteToWrite,
                w.inter(
                        w.union(w.product(r.marked, x.writes), executesReadToWrite),
                        w.union(w.product(x.writes, r.marked), visibleWriteToRead)));
        Relation writeWrite = w.minus(w.inter(preRace, x.co), ordered);
        Relation written = w.seq(w.optional(x.co), x.rf);
        Relation writeRead =
                w.minus(w.minus(w.inter(preRace, written), visibleWriteToRead), w.inverse(executesReadToWrite));
        Relation readWrite = w.minus(w.inter(preRace, x.fr), executesReadToWrite);
        return w.union(writeWrite, writeRead, readWrite);
    }

    /** A plain write and a marked access of one location with no compiler barrier between them. */
    private boolean hasMixedAccesses() {
        EventSet separating = w.noneSet();
        for (int at = x.fences.next(0); at >= 0; at = x.fences.next(at + 1)) {
            FenceKind kind = x.event(at).barrier().kind();
            if (kind != FenceKind.AFTER_SPINLOCK && kind != FenceKind.AFTER_UNLOCK_LOCK) {
                separating.add(at);
            }
        }
        EventSet between = w.union(separating, r.acquire, r.release, r.fullRmw);
        Relation barrier = w.union(w.seq(w.to(x.po, between), x.po), w.to(x.po, r.release), w.from(r.acquire, x.po));
        Relation region = w.minus(x.poLoc, barrier);
        EventSet plainWrites = w.inter(r.plain, x.writes);
        return !(w.between(plainWrites, region, r.marked).isEmpty()
                && w.between(r.marked, region, plainWrites).isEmpty());
    }
}
