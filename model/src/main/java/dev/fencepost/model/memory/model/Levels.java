package dev.fencepost.model.memory.model;

import dev.fencepost.model.memory.execution.Event;
import dev.fencepost.model.memory.execution.Execution;
import dev.fencepost.model.memory.execution.Relation;
import dev.fencepost.model.memory.program.Barrier;
import dev.fencepost.model.memory.program.FenceKind;
import dev.fencepost.model.memory.program.LocationKind;
import dev.fencepost.model.memory.program.LockRole;
import dev.fencepost.model.memory.program.Place;
import dev.fencepost.model.memory.program.Reach;
import dev.fencepost.model.memory.program.Topology;
import java.util.function.IntPredicate;

/**
 * What the extensions of the memory models share: where accesses can be seen from. Only weak boundaries (see
 * {@link Topology}) separate levels, and every access has one node for each; node {@code level * size + event}. A write
 * travels outward from level 0, a read is fetched inward to it.
 */
final class Levels {
    private final Topology topology;
    /** At least 1. */
    final int count;

    Levels(Topology topology) {
        this.topology = topology;
        this.count = 1 + topology.weakBoundaries().size();
    }

    /** Whether neither boundaries nor locations ask for more than the base model. */
    boolean areOne(Execution x) {
        return count == 1 && x.ordinary;
    }

    /** @throws IllegalArgumentException if the topology does not place every thread of the program */
    void check(Execution x) {
        boolean together = topology.places().isEmpty() && count == 1;
        if (!together && topology.places().size() != x.program().threads().size()) {
            throw new IllegalArgumentException(
                    "the topology has " + topology.places().size() + " places for "
                            + x.program().threads().size() + " threads");
        }
    }

    /** How far out an ordering of this reach holds, in weak boundaries crossed. */
    int level(Reach reach) {
        int crossed = 0;
        for (Reach boundary : topology.weakBoundaries()) {
            crossed += boundary.compareTo(reach) <= 0 ? 1 : 0;
        }
        return crossed;
    }

    int outermost() {
        return count - 1;
    }

    int node(Execution x, int event, int level) {
        return level * x.size + event;
    }

    /** Adds how writes travel and reads are fetched. */
    void addTravel(Execution x, Relation order) {
        for (int at = x.accesses.next(0); at >= 0; at = x.accesses.next(at + 1)) {
            for (int level = 0; level + 1 < count; level++) {
                int inner = node(x, at, level);
                int outer = node(x, at, level + 1);
                if (x.writes.contains(at)) {
                    order.add(inner, outer);
                } else {
                    order.add(outer, inner);
                }
            }
        }
    }

    /** Adds {@code rf} between threads. */
    void addReadsFrom(Execution x, Relation order) {
        addMet(x, x.rf, order);
    }

    /** Adds {@code fr} and {@code co} between threads. */
    void addOverwrites(Execution x, Relation order) {
        addMet(x, x.fr, order);
        addCoherence(x, order, true);
    }

    /** Adds {@code co} within a thread. */
    void addOwnCoherence(Execution x, Relation order) {
        addCoherence(x, order, false);
    }

    /** Adds {@code fr} within a thread. */
    void addOwnFromReads(Execution x, Relation order) {
        for (int read = x.reads.next(0); read >= 0; read = x.reads.next(read + 1)) {
            for (int write = x.fr.next(read, 0); write >= 0; write = x.fr.next(read, write + 1)) {
                if (!x.external.contains(read, write)) {
                    order.add(read, write);
                }
            }
        }
    }

    private void addMet(Execution x, Relation observed, Relation order) {
        for (int from = x.accesses.next(0); from >= 0; from = x.accesses.next(from + 1)) {
            for (int to = observed.next(from, 0); to >= 0; to = observed.next(from, to + 1)) {
                if (x.external.contains(from, to)) {
                    int met = meeting(x, from, to);
                    order.add(node(x, from, met), node(x, to, met));
                }
            }
        }
    }

    private void addCoherence(Execution x, Relation order, boolean external) {
        for (int from = x.writes.next(0); from >= 0; from = x.writes.next(from + 1)) {
            for (int to = x.co.next(from, 0); to >= 0; to = x.co.next(from, to + 1)) {
                if (x.external.contains(from, to) == external) {
                    for (int level = meeting(x, from, to); level < count; level++) {
                        order.add(node(x, from, level), node(x, to, level));
                    }
                }
            }
        }
    }

    private int meeting(Execution x, int from, int to) {
        if (isDevice(x, from)) {
            return outermost();
        }
        int left = x.event(from).thread();
        int right = x.event(to).thread();
        return left < 0 || right < 0 || count == 1
                ? 0
                : level(topology.places().get(left).distance(topology.places().get(right)));
    }

    /**
     * Adds that accesses to the registers of one device stay in program order, and that a critical section's come
     * before those of the next one under the same lock (memory-barriers.txt, KERNEL I/O BARRIER EFFECTS, 1 and 2). A
     * device itself sees what arrives in its registers and its memory in the order in which it looks.
     */
    void addDeviceOrder(Execution x, Relation order) {
        if (x.ordinary) {
            return;
        }
        for (int from = x.accesses.next(0); from >= 0; from = x.accesses.next(from + 1)) {
            for (int to = x.accesses.next(0); isDevice(x, from) && to >= 0; to = x.accesses.next(to + 1)) {
                boolean registers = isMmio(x, from)
                        && isMmio(x, to)
                        && device(x, from).equals(device(x, to))
                        && (x.po.contains(from, to) || handedOver(x, from, to));
                if (registers || isDevice(x, to) && x.po.contains(from, to) && looks(x, from, to)) {
                    order.add(node(x, from, outermost()), node(x, to, outermost()));
                }
            }
        }
    }

    /** Whether a device reads twice. */
    private boolean looks(Execution x, int from, int to) {
        int thread = x.event(from).thread();
        boolean device = thread >= 0
                && thread < topology.places().size()
                && topology.places().get(thread) != Place.CPU;
        return device && x.reads.contains(from) && x.reads.contains(to);
    }

    private static boolean handedOver(Execution x, int from, int to) {
        for (int unlock = x.po.next(from, 0); unlock >= 0; unlock = x.po.next(from, unlock + 1)) {
            for (int lock = x.rf.next(unlock, 0);
                    x.event(unlock).lock() == LockRole.UNLOCK && lock >= 0;
                    lock = x.rf.next(unlock, lock + 1)) {
                if (x.po.contains(lock, to)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Adds what a fence orders: the pairs of accesses around it that {@code pairs} says it orders. */
    void addFence(Execution x, Event fence, PairOf pairs, Relation order) {
        int reach = level(fence.barrier().reach());
        forPairs(x, fence, (from, to) -> {
            if (pairs.orders(from, to) && covers(x, fence.barrier(), from, to)) {
                order.add(
                        leaving(x, from, isCached(x, from) ? 0 : reach), entering(x, to, isCached(x, to) ? 0 : reach));
                if (arePosted(x, from, to)) {
                    order.add(node(x, from, outermost()), node(x, to, outermost()));
                }
            }
        });
    }

    /** Whether both are writes that are posted to one device: what leaves the processor in order arrives in order. */
    private static boolean arePosted(Execution x, int from, int to) {
        return isDevice(x, from)
                && isDevice(x, to)
                && x.writes.contains(from)
                && x.writes.contains(to)
                && device(x, from).equals(device(x, to));
    }

    /** Whether a fence orders two accesses, one before and one after it, of the kinds that they are. */
    interface PairOf {
        boolean orders(int from, int to);
    }

    /** What to do with two accesses. */
    interface Pair {
        void visit(int from, int to);
    }

    void forPairs(Execution x, Event fence, Pair pair) {
        int at = fence.index();
        for (int from = x.accesses.next(0); from >= 0 && from < at; from = x.accesses.next(from + 1)) {
            if (x.po.contains(from, at)) {
                for (int to = x.po.next(at, 0); to >= 0; to = x.po.next(at, to + 1)) {
                    if (x.accesses.contains(to)) {
                        pair.visit(from, to);
                    }
                }
            }
        }
    }

    /** Whether a barrier speaks of locations like these: see {@link LocationKind}. */
    boolean covers(Execution x, Barrier barrier, int from, int to) {
        if (x.ordinary) {
            return true;
        }
        boolean registers = isMmio(x, from) || isMmio(x, to);
        boolean waits = has(x, LocationKind.SIGNAL, from, to) || has(x, LocationKind.WRITE_COMBINING, from, to);
        return (!registers || SeenBarrier.reachesRegisters(barrier.reach())) && (!waits || barrier.completes());
    }

    /**
     * Adds what cache maintenance does: once it is complete, what a clean pushed out precedes what follows, and what an
     * invalidate dropped is fetched after what came before. It is complete at once, or at the next barrier that waits.
     */
    void addMaintenance(Execution x, Event maintenance, Relation order) {
        int line = x.location(maintenance.index());
        boolean clean = maintenance.barrier().kind() == FenceKind.CLEAN;
        forPairs(x, maintenance, (from, to) -> {
            boolean pushes = clean && x.writes.contains(from) && x.location(from) == line;
            boolean fetches = !clean && x.reads.contains(to) && x.location(to) == line;
            if ((pushes || fetches) && isComplete(x, maintenance, clean ? to : -1)) {
                order.add(
                        leaving(x, from, pushes ? outermost() : 0),
                        entering(x, to, fetches || !isCached(x, to) ? outermost() : 0));
            }
        });
    }

    /**
     * Adds that a line which is invalidated after a clean, and after a full barrier that waits for it, is fetched after
     * what was cleaned.
     */
    void addFetchAfterClean(Execution x, Event clean, Relation order) {
        for (int at = x.writes.next(0); at >= 0; at = x.writes.next(at + 1)) {
            if (x.po.contains(at, clean.index()) && x.location(at) == x.location(clean.index())) {
                addFetchAfterClean(x, clean, at, order);
            }
        }
    }

    private void addFetchAfterClean(Execution x, Event clean, int pushed, Relation order) {
        for (int at = x.po.next(clean.index(), 0); at >= 0; at = x.po.next(clean.index(), at + 1)) {
            boolean invalidate = x.fences.contains(at) && x.event(at).barrier().kind() == FenceKind.INVALIDATE;
            for (int to = x.po.next(at, 0); invalidate && to >= 0; to = x.po.next(at, to + 1)) {
                if (x.reads.contains(to)
                        && x.location(to) == x.location(at)
                        && waitsBetween(x, clean.index(), at, true)) {
                    order.add(node(x, pushed, outermost()), node(x, to, outermost()));
                }
            }
        }
    }

    private static boolean isComplete(Execution x, Event maintenance, int before) {
        return maintenance.barrier().completes() || before >= 0 && waitsBetween(x, maintenance.index(), before, false);
    }

    private static boolean waitsBetween(Execution x, int first, int last, boolean full) {
        for (int at = x.po.next(first, 0); at >= 0; at = x.po.next(first, at + 1)) {
            if (x.fences.contains(at) && x.po.contains(at, last)) {
                Barrier barrier = x.event(at).barrier();
                boolean maintenance = barrier.kind() == FenceKind.CLEAN || barrier.kind() == FenceKind.INVALIDATE;
                if (barrier.completes() && !maintenance && (!full || barrier.kind() == FenceKind.FULL)) {
                    return true;
                }
            }
        }
        return false;
    }

    /**
     * Adds that what follows a read-back starts when the writes that were posted to its device before have arrived. The
     * device is the one that was written last.
     */
    void addReadBack(Execution x, Event readBack, Relation order) {
        int last = -1;
        for (int at = x.writes.next(0); at >= 0; at = x.writes.next(at + 1)) {
            last = isMmio(x, at) && x.po.contains(at, readBack.index()) ? at : last;
        }
        if (last < 0) {
            return;
        }
        String device = device(x, last);
        forPairs(x, readBack, (from, to) -> {
            if (isMmio(x, from) && x.writes.contains(from) && device(x, from).equals(device)) {
                order.add(node(x, from, outermost()), entering(x, to, isCached(x, to) ? 0 : outermost()));
            }
        });
    }

    /**
     * Adds what makes a barrier cumulative: a write of another thread that this one can have seen ahead of the barrier,
     * since it comes, where the two meet, before an access there, is out as far as the barrier reaches before what
     * follows. So it is for a full barrier, and for one that reaches the system.
     *
     * @param before whether a node of a write comes before an access at level 0
     * @return whether that added anything
     */
    boolean addCumulative(Execution x, Event fence, PairOf pairs, PairOf before, Relation order) {
        int reach = level(fence.barrier().reach());
        boolean cumulative = fence.barrier().kind() == FenceKind.FULL
                || fence.barrier().reach().compareTo(Reach.SYSTEM) >= 0;
        if (!cumulative || reach == 0) {
            return false;
        }
        boolean[] added = new boolean[1];
        IntPredicate foreign = write ->
                x.event(write).thread() >= 0 && x.event(write).thread() != fence.thread() && !isCached(x, write);
        for (int write = x.writes.next(0); write >= 0; write = x.writes.next(write + 1)) {
            int own = write;
            if (foreign.test(write)) {
                forPairs(x, fence, (from, to) -> {
                    int leaves = node(x, own, reach);
                    int enters = entering(x, to, isCached(x, to) ? 0 : reach);
                    boolean fits = pairs.orders(from, to)
                            && covers(x, fence.barrier(), from, to)
                            && covers(x, fence.barrier(), own, to);
                    int seen = node(x, own, meeting(x, own, from));
                    if (fits && !order.contains(leaves, enters) && before.orders(seen, from)) {
                        order.add(leaves, enters);
                        added[0] = true;
                    }
                });
            }
        }
        return added[0];
    }

    int leaving(Execution x, int from, int level) {
        return x.writes.contains(from) ? node(x, from, level) : from;
    }

    int entering(Execution x, int to, int level) {
        return x.writes.contains(to) ? to : node(x, to, level);
    }

    /** Adds an order that holds as far as coherence does. */
    void addLocal(Execution x, Relation local, Relation order) {
        for (int from = 0; from < local.size; from++) {
            for (int to = local.next(from, 0); to >= 0; to = local.next(from, to + 1)) {
                order.add(from, to);
                if (!x.ordinary && arePosted(x, from, to)) {
                    order.add(node(x, from, outermost()), node(x, to, outermost()));
                }
            }
        }
    }

    private static boolean has(Execution x, LocationKind kind, int from, int to) {
        return x.kind(from) == kind || x.kind(to) == kind;
    }

    private static boolean isDevice(Execution x, int access) {
        return isMmio(x, access) || x.kind(access) == LocationKind.WRITE_COMBINING;
    }

    static boolean isMmio(Execution x, int access) {
        return x.kind(access) == LocationKind.MMIO;
    }

    private static boolean isCached(Execution x, int access) {
        return x.kind(access) == LocationKind.NON_COHERENT;
    }

    private static String device(Execution x, int access) {
        return x.program().locations().get(x.location(access)).device();
    }

    /** What can be seen of a barrier here, see {@link SeenBarrier}. */
    Barrier seen(Barrier barrier, boolean ordinary) {
        return SeenBarrier.of(barrier, ordinary, this::level);
    }
}
