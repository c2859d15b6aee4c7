package dev.fencepost.model.memory;

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
        return w.union(preserved, w.seq(w.to(po, locked), po));
    }

    /** A spin_trylock that fails, or an atomic_add_unless that does not add, has only read. */
    private static boolean isLocked(Execution x, int at) {
        return x.event(at).partner() >= 0 && !x.event(at).onlyLoads(x);
    }
}
