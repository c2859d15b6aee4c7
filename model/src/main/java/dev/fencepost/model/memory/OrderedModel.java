package dev.fencepost.model.memory;

import java.util.function.Predicate;

/**
 * A memory model whose axiom is one acyclic order: what a thread does in order locally, and what agents observe of each
 * other. The reach extension ({@link ReachModel}) is defined for these.
 */
public abstract class OrderedModel implements MemoryModel {
    private static final Axiom EXTERNAL = new Axiom("external visibility");

    /** The order within threads that needs no fence: dependencies, acquire and release, what the hardware always keeps. */
    abstract Relation localOrder(Execution x);

    /** The loads before {@code fence} that it orders; models except some kinds of loads here. */
    boolean fenceOrdersLoad(Event load) {
        return true;
    }

    /** Every execution order that the fences satisfying {@code which} give. */
    final Relation fenceOrder(Execution x, Predicate<Event> which) {
        Relation result = x.work.none();
        for (int fence = x.fences.next(0); fence >= 0; fence = x.fences.next(fence + 1)) {
            if (which.test(x.event(fence))) {
                addFence(x, x.event(fence), result);
            }
        }
        return result;
    }

    private void addFence(Execution x, Event fence, Relation into) {
        FenceKind kind = fence.barrier().kind();
        for (int from = x.accesses.next(0); from >= 0 && from < fence.index(); from = x.accesses.next(from + 1)) {
            boolean fromStore = x.writes.contains(from);
            if (!x.po.contains(from, fence.index())
                    || !kind.ordersEarlier(fromStore)
                    || !fromStore && kind != FenceKind.FULL && !fenceOrdersLoad(x.event(from))) {
                continue;
            }
            for (int to = x.po.next(fence.index(), 0); to >= 0; to = x.po.next(fence.index(), to + 1)) {
                if (x.accesses.contains(to) && kind.ordersLater(x.writes.contains(to))) {
                    into.add(from, to);
                }
            }
        }
    }

    /** What agents observe of each other: {@code rfe | fre | coe}. */
    static Relation observed(Execution x) {
        Workspace w = x.work;
        return w.inter(w.union(x.rf, x.fr, x.co), x.external);
    }

    @Override
    public Axiom violated(Execution x) {
        Relation order = x.work.union(localOrder(x), fenceOrder(x, fence -> true), observed(x));
        return x.work.acyclic(order) ? null : EXTERNAL;
    }
}
