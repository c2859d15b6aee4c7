package dev.fencepost.model.memory.model;

import dev.fencepost.model.memory.execution.Event;
import dev.fencepost.model.memory.execution.Execution;
import dev.fencepost.model.memory.execution.Relation;
import dev.fencepost.model.memory.execution.Workspace;
import dev.fencepost.model.memory.program.FenceKind;

/**
 * The relations of {@link LkmmRelations} over the nodes of {@link Levels}, under the same names. What the kernel's
 * model composes as {@code a ; b} is here {@code a ; travel* ; b}: an access has to be where the next one sees it.
 */
final class KernelReachRelations {
    final Workspace work;
    private final Execution x;
    private final Levels levels;
    private final LkmmRelations r;

    private Relation travel;
    private Relation travelStar;
    private Relation readsFrom;
    private Relation strong;
    private Relation release;
    private Relation store;
    /** Barriers of the other kinds, and whatever else orders two accesses of a thread. */
    private Relation preserved;
    /** Order at a device, which holds for everybody. */
    private Relation device;

    Relation happensBefore;
    Relation propagatesBefore;

    KernelReachRelations(Execution execution, Levels levels) {
        x = execution;
        this.levels = levels;
        r = new LkmmRelations(execution);
        work = new Workspace(execution.size * levels.count);
    }

    /** Those of the kernel's model, as of the last {@link #update}. */
    LkmmRelations ofTheKernel() {
        return r;
    }

    void update() {
        r.updateWithinThreads();
        work.reset();
        travel = work.none();
        levels.addTravel(x, travel);
        travelStar = work.star(travel);
        readsFrom = work.none();
        levels.addReadsFrom(x, readsFrom);
        device = work.none();
        levels.addDeviceOrder(x, device);
        withinThreads();
        barriers();
        axioms();
    }

    /** What holds as far as coherence does. */
    private void withinThreads() {
        strong = innermost(x.amongMemory(r.strongFence));
        release = innermost(x.amongMemory(r.poRelease));
        store = innermost(x.amongMemory(r.storeBarrier));
        Workspace w = x.work;
        Relation dependency = w.union(r.addressDependency, r.data);
        Relation toWrite = w.union(
                w.to(w.union(dependency, r.control), x.writes),
                w.seq(w.to(r.addressDependency, r.plain), x.amongMemory(r.storeBarrier)));
        Relation toRead =
                w.union(w.to(r.addressDependency, x.reads), w.seq(w.to(dependency, r.marked), r.readsFromInternal));
        Relation annotated = x.amongMemory(w.union(r.acquirePo, r.loadBarrier));
        Relation sections = w.minus(r.unlockLock, x.external);
        preserved = innermost(w.between(r.marked, w.union(toWrite, toRead, annotated, sections), r.marked));
        levels.addOwnCoherence(x, preserved);
        levels.addOwnFromReads(x, preserved);
    }

    private Relation innermost(Relation local) {
        Relation result = work.none();
        levels.addLocal(x, local, result);
        return result;
    }

    private void barriers() {
        for (int at = x.fences.next(0); at >= 0; at = x.fences.next(at + 1)) {
            Event fence = x.event(at);
            switch (fence.barrier().kind()) {
                case FULL, STORE_ANY -> levels.addFence(x, fence, pairs(fence), strong);
                case STORE_STORE -> levels.addFence(x, fence, pairs(fence), store);
                case ANY_STORE -> levels.addFence(x, fence, pairs(fence), release);
                case ACQUIRE_RELEASE -> {
                    levels.addFence(
                            x, fence, (from, to) -> pairs(fence).orders(from, to) && x.writes.contains(to), release);
                    levels.addFence(x, fence, pairs(fence), preserved);
                }
                case CLEAN -> {
                    levels.addMaintenance(x, fence, store);
                    levels.addFetchAfterClean(x, fence, strong);
                }
                case READ_BACK -> levels.addReadBack(x, fence, strong);
                case INVALIDATE -> levels.addMaintenance(x, fence, preserved);
                default -> levels.addFence(x, fence, pairs(fence), preserved);
            }
        }
    }

    /** The marked accesses that a fence orders; neither smp_rmb nor an acquire fence sees an atomic without result. */
    private Levels.PairOf pairs(Event fence) {
        FenceKind kind = fence.barrier().kind();
        return (from, to) -> {
            boolean fromStore = x.writes.contains(from);
            boolean toStore = x.writes.contains(to);
            boolean unseen = kind != FenceKind.FULL && !fromStore && r.noreturn.contains(from)
                    || kind == FenceKind.LOAD_LOAD && r.noreturn.contains(to);
            return kind.orders(fromStore, toStore) && !unseen && r.marked.contains(from) && r.marked.contains(to);
        };
    }

    private void axioms() {
        Relation overwrite = work.none();
        levels.addOverwrites(x, overwrite);
        Relation ownReads = innermost(r.readsFromInternal);
        Relation updates = work.seq(work.union(readsFrom, ownReads), travelStar, innermost(x.rmw), travelStar);
        Relation rmwSequence = work.star(updates);
        Relation sections = innermost(x.work.between(r.marked, r.unlockLock, r.marked));
        Relation cumulFences;
        do {
            Relation cumulative = work.union(strong, release);
            Relation aCumulative = work.union(cumulative, work.seq(readsFrom, travelStar, cumulative));
            Relation weak = work.union(aCumulative, store, sections, device);
            cumulFences = work.star(work.union(travel, work.seq(weak, travelStar, rmwSequence)));
        } while (addCumulative(work.seq(cumulFences, work.optional(readsFrom), travelStar)));
        Relation propagation =
                work.seq(work.optional(overwrite), travelStar, cumulFences, work.optional(readsFrom), travelStar);
        happensBefore = work.union(travel, preserved, strong, release, store, readsFrom, device, own(propagation));
        propagatesBefore = work.seq(propagation, strong, work.star(happensBefore));
    }

    /** Only a third party can be seen before a barrier without being out as far as it reaches. */
    private boolean addCumulative(Relation propagates) {
        boolean added = false;
        for (int at = x.fences.next(0); x.program().threads().size() > 2 && at >= 0; at = x.fences.next(at + 1)) {
            Event fence = x.event(at);
            Relation into = fence.barrier().kind() == FenceKind.FULL ? strong : store;
            added |= levels.addCumulative(x, fence, pairs(fence), propagates::contains, into);
        }
        return added;
    }

    /** Pairs of different events of one thread. */
    private Relation own(Relation propagation) {
        Relation result = work.none();
        for (int from = 0; from < propagation.size; from++) {
            for (int to = propagation.next(from, 0); to >= 0; to = propagation.next(from, to + 1)) {
                int first = from % x.size;
                int second = to % x.size;
                if (first != second && !x.external.contains(first, second)) {
                    result.add(from, to);
                }
            }
        }
        return result;
    }
}
