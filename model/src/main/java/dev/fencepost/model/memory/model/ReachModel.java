package dev.fencepost.model.memory.model;

import dev.fencepost.model.memory.execution.Axiom;
import dev.fencepost.model.memory.execution.Event;
import dev.fencepost.model.memory.execution.Execution;
import dev.fencepost.model.memory.execution.MemoryModel;
import dev.fencepost.model.memory.execution.Relation;
import dev.fencepost.model.memory.program.Barrier;
import dev.fencepost.model.memory.program.FenceKind;
import dev.fencepost.model.memory.program.LocationKind;
import dev.fencepost.model.memory.program.Reach;
import dev.fencepost.model.memory.program.Topology;
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
 * <p>Barriers are cumulative: a write of a third party that comes, where it meets the barrier's own thread, before
 * something ahead of the barrier is out at R as well before what follows. Without that a buffer that one processor
 * fills and another one publishes could not be right, whatever the publisher does. Full barriers are, and those that
 * reach the system, as the one inside writel; what dma_wmb says of the stores of others is not documented.
 *
 * <p>A device register ({@link LocationKind#MMIO}) is met at the outermost level by everybody, and the accesses to one
 * device stay in program order there (posted writes; a read waits for them); those to two devices do not. Only a
 * barrier that reaches {@link Reach#SYSTEM} orders registers against memory, neither acquire nor release does. Where
 * the boundary around the device ({@link Reach#DEVICE}) is weak, such a barrier does not make a posted write arrive; a
 * {@link FenceKind#READ_BACK} does for one device, and it orders nothing else. Of a location of kind
 * {@link LocationKind#NON_COHERENT} no barrier pushes a write out or fetches a read anew: that takes a clean or an
 * invalidate of that location. Write-combining memory and signals take a barrier that waits.
 *
 * <p>The axiom is the base model's: these edges have no cycle. Where no boundary is weak there is one level, and this
 * is the base model, to which cache maintenance is nothing special. Making a boundary weak, or narrowing a barrier,
 * only takes edges away. Moving one of two parties farther from the other does too; among three it need not: two agents
 * that come close to each other, but not to a third, see each other's writes before the third does, as the first two of
 * WRC. {@link KernelReach} is the same for the Linux kernel's model.
 */
public final class ReachModel implements MemoryModel {
    private static final Axiom ACROSS = new Axiom("external visibility across boundaries");

    private final OrderedModel base;
    private final Levels levels;

    /** The extension of {@code base} for programs whose threads sit as {@code topology} says. */
    public ReachModel(OrderedModel base, Topology topology) {
        this.base = base;
        this.levels = new Levels(topology);
    }

    @Override
    public String name() {
        return levels.count == 1 ? base.name() : base.name() + "+reach";
    }

    @Override
    public Barrier seen(Barrier barrier, boolean ordinary) {
        return levels.seen(barrier, ordinary);
    }

    /** @throws IllegalArgumentException if the topology does not place every thread of the program */
    @Override
    public Axiom violated(Execution x) {
        if (levels.areOne(x)) {
            return base.violated(x);
        }
        return closed(x).isReflexiveSomewhere() ? ACROSS : null;
    }

    @Override
    public Map<Axiom, Relation> acyclic(Execution x) {
        if (levels.areOne(x)) {
            return base.acyclic(x);
        }
        Relation order = order(x);
        Relation closed = x.levelled(levels.count, 1);
        closed.copy(order);
        while (addCumulative(x, order, closed.close())) {
            closed.copy(order);
        }
        return Map.of(ACROSS, order);
    }

    private Relation closed(Execution x) {
        Relation order = order(x).close();
        while (!order.isReflexiveSomewhere() && addCumulative(x, order, order)) {
            order.close();
        }
        return order;
    }

    private Relation order(Execution x) {
        levels.check(x);
        Relation order = x.levelled(levels.count, 0);
        levels.addTravel(x, order);
        levels.addReadsFrom(x, order);
        levels.addOverwrites(x, order);
        levels.addOwnCoherence(x, order);
        levels.addDeviceOrder(x, order);
        levels.addLocal(x, base.localOrder(x), order);
        for (int fence = x.fences.next(0); fence >= 0; fence = x.fences.next(fence + 1)) {
            addFence(x, x.event(fence), order);
        }
        return order;
    }

    private void addFence(Execution x, Event fence, Relation order) {
        switch (fence.barrier().kind()) {
            case CLEAN -> {
                levels.addMaintenance(x, fence, order);
                levels.addFetchAfterClean(x, fence, order);
            }
            case INVALIDATE -> levels.addMaintenance(x, fence, order);
            case READ_BACK -> levels.addReadBack(x, fence, order);
            default -> levels.addFence(x, fence, (from, to) -> base.orders(x, fence, from, to), order);
        }
    }

    /** Only a third party can be seen before a barrier without being out as far as it reaches. */
    private boolean addCumulative(Execution x, Relation order, Relation closed) {
        boolean added = false;
        for (int at = x.fences.next(0); x.program().threads().size() > 2 && at >= 0; at = x.fences.next(at + 1)) {
            Event fence = x.event(at);
            added |= levels.addCumulative(
                    x, fence, (from, to) -> base.orders(x, fence, from, to), closed::contains, order);
        }
        return added;
    }
}
