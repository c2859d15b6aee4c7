package dev.fencepost.model.memory;

import java.util.Map;

/**
 * Fencepost's own extension of an {@link OrderedModel} beyond one coherent machine. No published model stands behind
 * it; its precedents are the proxies of PTX and the availability and visibility operations of Vulkan.
 *
 * <p>Agents sit in nested domains, and only weak boundaries (see {@link Topology}) separate levels. Every access has
 * one node for each level. A write travels outward, from its node at level 0 to the outermost; a read is fetched
 * inward. Two agents meet at the level of the smallest domain that holds both: {@code rf} and {@code fr} hold there,
 * {@code co} there and at every level outside it. A barrier that reaches level R lets what follows start only once an
 * earlier write is out at R or an earlier read is done; a later read then starts from R. Dependencies, acquire and
 * release, and whatever order the base model keeps by itself hold at level 0: they reach as far as coherence does.
 *
 * <p>A device register ({@link LocationKind#MMIO}) is met at the outermost level by everybody, its accesses stay in
 * program order there (posted writes; a read waits for them), and only a barrier that reaches {@link Reach#SYSTEM}
 * orders it against memory. Where the boundary around the device ({@link Reach#DEVICE}) is weak, such a barrier does
 * not make a posted write arrive; a {@link FenceKind#READ_BACK} does, and it orders nothing else. Of a location of kind
 * {@link LocationKind#NON_COHERENT} no barrier pushes a write out or fetches a read anew: that takes a clean or an
 * invalidate of that location.
 *
 * <p>The axiom is the base model's: these edges have no cycle. Where no boundary is weak there is one level, and this
 * is the base model, to which device registers and cache maintenance are nothing special. Making a boundary weak, or
 * narrowing a barrier, only takes edges away. Moving one of two parties farther from the other does too; among three it
 * need not: two agents that come close to each other, but not to a third, see each other's writes before the third
 * does, as the first two of WRC.
 */
public final class ReachModel implements MemoryModel {
    private static final Axiom ACROSS = new Axiom("external visibility across boundaries");

    private final OrderedModel base;
    private final Topology topology;
    private final int levels;

    /** The extension of {@code base} for programs whose threads sit as {@code topology} says. */
    public ReachModel(OrderedModel base, Topology topology) {
        this.base = base;
        this.topology = topology;
        this.levels = 1 + topology.weakBoundaries().size();
    }

    @Override
    public String name() {
        return levels == 1 ? base.name() : base.name() + "+reach";
    }

    /** How far out an ordering of this reach holds, in weak boundaries crossed. */
    private int level(Reach reach) {
        int crossed = 0;
        for (Reach boundary : topology.weakBoundaries()) {
            crossed += boundary.compareTo(reach) <= 0 ? 1 : 0;
        }
        return crossed;
    }

    /** Its reach counts by the weak boundaries that it crosses, and by whether it speaks of device registers at all. */
    @Override
    public Barrier seen(Barrier barrier) {
        Barrier seen = base.seen(barrier);
        boolean travels = !FenceKind.COMPILER.covers(barrier.kind());
        if (levels == 1 || !travels) {
            return seen;
        }
        Reach least = barrier.reach();
        for (Reach reach : Reach.values()) {
            boolean shorter = reach.compareTo(least) < 0;
            if (shorter && level(reach) == level(least) && reachesRegisters(reach) == reachesRegisters(least)) {
                least = reach;
            }
        }
        return new Barrier(seen.name(), seen.kind(), least, false);
    }

    private static boolean reachesRegisters(Reach reach) {
        return reach.compareTo(Reach.SYSTEM) >= 0;
    }

    /** @throws IllegalArgumentException if the topology does not place every thread of the program */
    @Override
    public Axiom violated(Execution x) {
        if (levels == 1) {
            return base.violated(x);
        }
        return order(x).close().isReflexiveSomewhere() ? ACROSS : null;
    }

    @Override
    public Map<Axiom, Relation> acyclic(Execution x) {
        return levels == 1 ? base.acyclic(x) : Map.of(ACROSS, order(x));
    }

    private Relation order(Execution x) {
        if (topology.places().size() != x.program().threads().size()) {
            throw new IllegalArgumentException(
                    "the topology has " + topology.places().size() + " places for "
                            + x.program().threads().size() + " threads");
        }
        Relation order = x.levelled(levels);
        addTravel(x, order);
        addObserved(x, order);
        addLocal(x, base.localOrder(x), order);
        for (int fence = x.fences.next(0); fence >= 0; fence = x.fences.next(fence + 1)) {
            addFence(x, x.event(fence), order);
        }
        return order;
    }

    private int node(Execution x, int event, int level) {
        return level * x.size + event;
    }

    private void addTravel(Execution x, Relation order) {
        for (int at = x.accesses.next(0); at >= 0; at = x.accesses.next(at + 1)) {
            for (int level = 0; level + 1 < levels; level++) {
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

    private void addObserved(Execution x, Relation order) {
        for (int from = x.accesses.next(0); from >= 0; from = x.accesses.next(from + 1)) {
            for (int to = x.accesses.next(0); to >= 0; to = x.accesses.next(to + 1)) {
                int met = meeting(x, from, to);
                if (x.external.contains(from, to) && (x.rf.contains(from, to) || x.fr.contains(from, to))) {
                    order.add(node(x, from, met), node(x, to, met));
                }
                if (x.co.contains(from, to)) {
                    for (int level = met; level < levels; level++) {
                        order.add(node(x, from, level), node(x, to, level));
                    }
                }
                if (isMmio(x, from) && isMmio(x, to) && x.po.contains(from, to)) {
                    order.add(node(x, from, levels - 1), node(x, to, levels - 1));
                }
            }
        }
    }

    private int meeting(Execution x, int from, int to) {
        if (isMmio(x, from)) {
            return levels - 1;
        }
        int left = x.event(from).thread();
        int right = x.event(to).thread();
        boolean initial = left < 0 || right < 0;
        return initial
                ? 0
                : level(topology.places().get(left).distance(topology.places().get(right)));
    }

    private void addLocal(Execution x, Relation local, Relation order) {
        for (int from = 0; from < x.size; from++) {
            for (int to = local.next(from, 0); to >= 0; to = local.next(from, to + 1)) {
                order.add(from, to);
            }
        }
    }

    private void addFence(Execution x, Event fence, Relation order) {
        FenceKind kind = fence.barrier().kind();
        int at = fence.index();
        int reach = level(fence.barrier().reach());
        for (int from = x.accesses.next(0); from >= 0 && from < at; from = x.accesses.next(from + 1)) {
            for (int to = x.po.next(at, 0); x.po.contains(from, at) && to >= 0; to = x.po.next(at, to + 1)) {
                if (!x.accesses.contains(to)) {
                    continue;
                }
                if (kind == FenceKind.CLEAN || kind == FenceKind.INVALIDATE) {
                    addMaintenance(x, fence, from, to, order);
                } else if (kind == FenceKind.READ_BACK) {
                    addReadBack(x, from, to, order);
                } else if (base.orders(x, fence, from, to) && coversMmio(x, fence, from, to)) {
                    int leaves = isCached(x, from) ? 0 : reach;
                    int enters = isCached(x, to) ? 0 : reach;
                    order.add(leaving(x, from, leaves), entering(x, to, enters));
                }
            }
        }
    }

    private void addMaintenance(Execution x, Event maintenance, int from, int to, Relation order) {
        int out = levels - 1;
        int line = x.location(maintenance.index());
        boolean clean = maintenance.barrier().kind() == FenceKind.CLEAN;
        boolean pushes = clean && x.writes.contains(from) && x.location(from) == line;
        boolean fetches = !clean && x.reads.contains(to) && x.location(to) == line;
        if (pushes || fetches) {
            order.add(leaving(x, from, pushes ? out : 0), entering(x, to, isCached(x, to) && !fetches ? 0 : out));
        }
    }

    /** What follows starts when the writes that were posted before have arrived. */
    private void addReadBack(Execution x, int from, int to, Relation order) {
        if (isMmio(x, from) && x.writes.contains(from)) {
            order.add(node(x, from, levels - 1), entering(x, to, isCached(x, to) ? 0 : levels - 1));
        }
    }

    /** A barrier that stops short of the system says nothing about device registers. */
    private boolean coversMmio(Execution x, Event fence, int from, int to) {
        return reachesRegisters(fence.barrier().reach()) || !isMmio(x, from) && !isMmio(x, to);
    }

    private int leaving(Execution x, int from, int level) {
        return x.writes.contains(from) ? node(x, from, level) : from;
    }

    private int entering(Execution x, int to, int level) {
        return x.writes.contains(to) ? to : node(x, to, level);
    }

    private static boolean isMmio(Execution x, int access) {
        return kind(x, access) == LocationKind.MMIO;
    }

    private static boolean isCached(Execution x, int access) {
        return kind(x, access) == LocationKind.NON_COHERENT;
    }

    private static LocationKind kind(Execution x, int access) {
        int location = x.location(access);
        return location < 0
                ? LocationKind.COHERENT
                : x.program().locations().get(location).kind();
    }
}
