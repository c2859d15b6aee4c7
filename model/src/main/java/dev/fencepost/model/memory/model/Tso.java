package dev.fencepost.model.memory.model;

import dev.fencepost.model.memory.execution.EventSet;
import dev.fencepost.model.memory.execution.Execution;
import dev.fencepost.model.memory.execution.Relation;
import dev.fencepost.model.memory.execution.Workspace;
import dev.fencepost.model.memory.program.LocationKind;

/**
 * x86-TSO: program order without write-to-read, unless a full fence or a locked read-modify-write lies between or is
 * one of the two (Owens, Sarkar, Sewell 2009; herd's {@code x86tso-mixed.cat}).
 *
 * <p>A locked instruction is a fence whether or not it writes: the read of a cmpxchg that fails is ordered like one
 * that succeeds (one that is tried only after a plain load has been tested is none before that). And it is one access
 * for its own thread: its read does not see its own write.
 */
public final class Tso extends OrderedModel {
    @Override
    public String name() {
        return "tso";
    }

    @Override
    Relation localOrder(Execution x) {
        Workspace w = x.work;
        EventSet locked = w.noneSet();
        for (int at = x.accesses.next(0); at >= 0; at = x.accesses.next(at + 1)) {
            if (isLocked(x, at)) {
                locked.add(at);
            }
        }
        Relation po = w.between(x.accesses, x.po, x.accesses);
        Relation writeToRead = w.between(w.minus(x.writes, locked), po, w.minus(x.reads, locked));
        Relation preserved = w.minus(po, writeToRead);
        if (!x.ordinary) {
            preserved = w.minus(preserved, overtaking(x, po, locked));
        }
        return w.union(preserved, w.seq(w.to(po, locked), po));
    }

    /**
     * What memory types take away: a write to write-combining memory waits in its buffer, and later accesses to other
     * locations pass it, but for a locked instruction and a read of uncached memory (Intel SDM 3A, 12.3.1, where a
     * write of uncached memory empties the buffer, too; on AMD it does not: Software Optimization Guide 25112, Table
     * 12). An interrupt sent by WRMSR waits for nothing (Intel SDM 3A, 12.12.3).
     */
    private static Relation overtaking(Execution x, Relation po, EventSet locked) {
        Relation result = x.work.none();
        for (int from = x.accesses.next(0); from >= 0; from = x.accesses.next(from + 1)) {
            for (int to = po.next(from, 0); to >= 0; to = po.next(from, to + 1)) {
                boolean drained = locked.contains(to) || x.reads.contains(to) && Levels.isMmio(x, to);
                boolean combined = x.kind(from) == LocationKind.WRITE_COMBINING
                        && x.writes.contains(from)
                        && x.location(from) != x.location(to)
                        && !drained;
                if (combined || x.kind(to) == LocationKind.SIGNAL && x.writes.contains(to)) {
                    result.add(from, to);
                }
            }
        }
        return result;
    }

    /** A spin_trylock that fails, or an atomic_add_unless that does not add, has only read. */
    private static boolean isLocked(Execution x, int at) {
        return x.event(at).partner() >= 0 && !x.event(at).onlyLoads(x);
    }
}
