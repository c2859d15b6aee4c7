package dev.fencepost.model.memory.model;

import dev.fencepost.model.memory.execution.Axiom;
import dev.fencepost.model.memory.execution.Event;
import dev.fencepost.model.memory.execution.Execution;
import dev.fencepost.model.memory.execution.MemoryModel;
import dev.fencepost.model.memory.execution.Relation;
import dev.fencepost.model.memory.execution.Workspace;
import dev.fencepost.model.memory.program.FenceKind;
import java.util.Map;

/**
 * A memory model whose axiom is one acyclic order: what a thread does in order locally, and what agents observe of each
 * other. The reach extension ({@link ReachModel}) is defined for these.
 */
public abstract class OrderedModel implements MemoryModel {
    private static final Axiom EXTERNAL = new Axiom("external visibility");

    /**
     * The order within threads that needs no fence: dependencies, acquire and release, what the hardware always keeps.
     */
    abstract Relation localOrder(Execution x);

    /** Whether a fence other than a full one orders this load before it; models may except some kinds of loads. */
    boolean fenceOrdersLoad(Event load) {
        return true;
    }

    /** The order that the fences give. */
    private Relation fenceOrder(Execution x) {
        Relation result = x.work.none();
        for (int fence = x.fences.next(0); fence >= 0; fence = x.fences.next(fence + 1)) {
            addFence(x, x.event(fence), result);
        }
        return result;
    }

    private void addFence(Execution x, Event fence, Relation into) {
        int at = fence.index();
        for (int from = x.accesses.next(0); from >= 0 && from < at; from = x.accesses.next(from + 1)) {
            for (int to = x.po.next(at, 0); x.po.contains(from, at) && to >= 0; to = x.po.next(at, to + 1)) {
                if (x.accesses.contains(to) && orders(x, fence, from, to)) {
                    into.add(from, to);
                }
            }
        }
    }

    /** Whether {@code fence}, which stands between the accesses {@code from} and {@code to}, orders them. */
    final boolean orders(Execution x, Event fence, int from, int to) {
        FenceKind kind = fence.barrier().kind();
        boolean fromStore = x.writes.contains(from);
        boolean exempt = !fromStore && kind != FenceKind.FULL && !fenceOrdersLoad(x.event(from));
        return kind.orders(fromStore, x.writes.contains(to)) && !exempt;
    }

    /** What agents observe of each other: {@code rfe | fre | coe}. */
    static Relation observed(Execution x) {
        Workspace w = x.work;
        return w.inter(w.union(x.rf, x.fr, x.co), x.external);
    }

    @Override
    public Axiom violated(Execution x) {
        return x.work.acyclic(order(x)) ? null : EXTERNAL;
    }

    @Override
    public Map<Axiom, Relation> acyclic(Execution x) {
        return Map.of(EXTERNAL, order(x));
    }

    private Relation order(Execution x) {
        return x.work.union(localOrder(x), fenceOrder(x), observed(x));
    }
}
