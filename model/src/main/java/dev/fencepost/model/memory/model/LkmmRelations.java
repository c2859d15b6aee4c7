package dev.fencepost.model.memory.model;

import dev.fencepost.model.memory.execution.Event;
import dev.fencepost.model.memory.execution.EventKind;
import dev.fencepost.model.memory.execution.EventSet;
import dev.fencepost.model.memory.execution.Execution;
import dev.fencepost.model.memory.execution.Relation;
import dev.fencepost.model.memory.execution.Workspace;
import dev.fencepost.model.memory.program.FenceKind;
import dev.fencepost.model.memory.program.LockRole;
import dev.fencepost.model.memory.program.Mode;

/**
 * The relations of {@code linux-kernel.cat} for one execution, each under the name that the cat file gives it (or,
 * where that is an abbreviation, the one that {@code explanation.txt} uses).
 */
final class LkmmRelations {
    private final Execution x;
    private final Workspace w;
    private final Workspace fixed;
    private long version = -1;

    // What happens and where: unchanged while only rf and co grow.
    EventSet marked;
    EventSet plain;
    EventSet acquire;
    EventSet release;
    EventSet fullRmw;
    EventSet noreturn;
    EventSet rmwAccesses;
    EventSet lockReads;
    EventSet unlocks;
    EventSet readsForRmb;
    private EventSet lockWrites;
    private Relation fixedFullBarrier;
    Relation loadFence;
    Relation storeBarrier;
    Relation loadBarrier;
    Relation acquirePo;
    Relation poRelease;

    // The rest: grows with rf and co.
    Relation data;
    Relation control;
    Relation unlockLock;
    Relation readsFromInternal;
    Relation readsFromExternal;
    Relation addressDependency;
    Relation strongFence;
    Relation nonRwFence;
    Relation fence;
    Relation rmwSequence;
    Relation cumulFences;
    Relation propagation;
    Relation happensBefore;
    Relation happensBeforeStar;
    Relation propagatesBefore;

    LkmmRelations(Execution execution) {
        x = execution;
        w = execution.work;
        fixed = execution.fixedWork;
    }

    /** Brings everything up to date. */
    void update() {
        updateWithinThreads();
        grow();
    }

    /** Brings up to date what orders two accesses by itself, without what follows for the whole execution. */
    void updateWithinThreads() {
        if (version != x.version()) {
            version = x.version();
            classify();
            fences();
        }
        growWithinThreads();
    }

    boolean hasPlain() {
        return !plain.isEmpty();
    }

    private void classify() {
        EventSet failed = x.fixedSet(this::isFailedRmw);
        plain = x.fixedSet(e -> e.address() >= 0 && e.kind() != EventKind.INIT && e.mode() == Mode.PLAIN);
        marked = fixed.minus(x.executed, plain);
        acquire = fixed.minus(x.fixedSet(e -> isHalf(e, Mode.ACQUIRE) && x.reads.contains(e.index())), failed);
        release = fixed.minus(x.fixedSet(e -> isHalf(e, Mode.RELEASE) && x.writes.contains(e.index())), failed);
        fullRmw = fixed.minus(x.fixedSet(e -> e.mode() == Mode.MB), failed);
        noreturn = x.fixedSet(e -> e.mode() == Mode.NORETURN && x.reads.contains(e.index()));
        rmwAccesses = x.fixedSet(e -> e.partner() >= 0 && e.lock() == LockRole.NONE);
        lockReads = x.fixedSet(e -> isLockRead(e.lock()) && x.executed.contains(e.partner()));
        lockWrites = x.fixedSet(e -> e.lock() == LockRole.LOCK_WRITE);
        unlocks = x.fixedSet(e -> e.lock() == LockRole.UNLOCK);
        readsForRmb = fixed.minus(x.reads, noreturn);
    }

    /** The kernel has no atomic that is both acquire and release; it orders what the two order. */
    private static boolean isHalf(Event event, Mode mode) {
        return event.mode() == mode || event.mode() == Mode.ACQUIRE_RELEASE;
    }

    private static boolean isLockRead(LockRole role) {
        return role == LockRole.LOCK_READ || role == LockRole.TRY_READ;
    }

    /** A read-modify-write that did not write; of a spin_trylock, LF. */
    private boolean isFailedRmw(Event event) {
        return event.kind() == EventKind.READ && event.partner() >= 0 && !x.executed.contains(event.partner());
    }

    private void fences() {
        loadFence = fenceRelation(FenceKind.LOAD_LOAD);
        loadBarrier = fixed.between(readsForRmb, loadFence, readsForRmb);
        storeBarrier = fixed.between(x.writes, fenceRelation(FenceKind.STORE_STORE), x.writes);
        Relation poMaybe = fixed.optional(x.po);
        Relation full = fixed.union(
                fenceRelation(FenceKind.FULL),
                // membar_enter: who orders a store before a later load orders everything else behind it, too.
                fixed.from(x.writes, fenceRelation(FenceKind.STORE_ANY)),
                fixed.to(x.po, fixed.inter(fullRmw, x.reads)),
                fixed.from(fixed.inter(fullRmw, x.writes), x.po),
                fixed.seq(x.po, fixed.from(fullRmw, x.po)),
                fixed.seq(fixed.to(fenceRelation(FenceKind.BEFORE_ATOMIC), rmwAccesses), poMaybe),
                fixed.seq(poMaybe, fixed.from(rmwAccesses, fenceRelation(FenceKind.AFTER_ATOMIC))),
                fixed.seq(poMaybe, fixed.from(lockWrites, fenceRelation(FenceKind.AFTER_SPINLOCK))));
        fixedFullBarrier = fixed.between(x.accesses, full, x.accesses);
        acquirePo = fixed.union(
                fixed.between(acquire, x.po, x.accesses),
                fixed.between(fixed.inter(readsForRmb, marked), languageFence(FenceKind.LOAD_ANY), x.accesses));
        poRelease = fixed.union(
                fixed.between(x.accesses, x.po, release),
                fixed.between(x.accesses, languageFence(FenceKind.ANY_STORE), fixed.inter(x.writes, marked)));
    }

    /**
     * The fences of C11 and Rust, of this kind or acq_rel. The kernel's model has none of them; they are what C11 says
     * of them in its terms (7.17.4): an acquire fence makes a load-acquire of every marked load before it, a release
     * fence a store-release of every marked store after it.
     */
    private Relation languageFence(FenceKind kind) {
        return fixed.union(fenceRelation(kind), fenceRelation(FenceKind.ACQUIRE_RELEASE));
    }

    /** {@code fencerel}: from everything before a fence of this kind to everything after it. */
    private Relation fenceRelation(FenceKind kind) {
        EventSet of = x.fixedSet(e -> e.kind() == EventKind.FENCE && e.barrier().kind() == kind);
        return fixed.seq(fixed.to(x.po, of), x.po);
    }

    private void growWithinThreads() {
        Relation rfi = w.minus(x.rf, x.external);
        readsFromExternal = w.inter(x.rf, x.external);
        Relation carry = w.star(w.seq(x.data, rfi));
        addressDependency = w.seq(carry, x.address);
        control = w.seq(carry, x.control);
        data = w.seq(carry, x.data);
        readsFromInternal = rfi;

        Relation handover = w.union(x.po, x.rf);
        unlockLock = w.seq(w.to(x.po, unlocks), w.to(handover, lockReads), x.po);
        EventSet afterUnlockLock = unlockLockFences();
        Relation throughUnlockLock = w.between(x.accesses, w.seq(w.to(unlockLock, afterUnlockLock), x.po), x.accesses);
        strongFence = w.union(fixedFullBarrier, throughUnlockLock);
        nonRwFence = w.union(strongFence, poRelease, acquirePo);
        fence = w.union(nonRwFence, storeBarrier, loadBarrier);
    }

    private void grow() {
        Relation ppo = preserved();
        rmwSequence = w.star(w.seq(x.rf, x.rmw));
        Relation cumulative = w.union(strongFence, poRelease);
        Relation aCumulative = w.union(cumulative, w.seq(w.to(readsFromExternal, marked), cumulative));
        Relation weak = w.union(aCumulative, storeBarrier, unlockLock);
        Relation cumulFence = w.seq(w.between(marked, weak, marked), rmwSequence);
        cumulFences = w.star(cumulFence);
        Relation overwriteExternal = w.inter(w.union(x.co, x.fr), x.external);
        propagation = w.between(
                marked,
                w.seq(w.optional(overwriteExternal), w.to(cumulFences, marked), w.optional(readsFromExternal)),
                marked);

        Relation local = w.minus(w.irreflexive(propagation), x.external);
        happensBefore = w.between(marked, w.union(ppo, readsFromExternal, local), marked);
        happensBeforeStar = w.star(happensBefore);
        propagatesBefore = w.to(w.seq(propagation, strongFence, happensBeforeStar), marked);
    }

    private EventSet unlockLockFences() {
        EventSet result = w.noneSet();
        for (int at = x.fences.next(0); at >= 0; at = x.fences.next(at + 1)) {
            if (x.event(at).barrier().kind() == FenceKind.AFTER_UNLOCK_LOCK) {
                result.add(at);
            }
        }
        return result;
    }

    /** ppo: preserved program order. */
    private Relation preserved() {
        Relation dependency = w.union(addressDependency, data);
        Relation overwrite = w.minus(w.union(x.co, x.fr), x.external);
        Relation toWrite = w.union(
                w.to(w.union(dependency, control), x.writes),
                overwrite,
                w.seq(w.to(addressDependency, plain), storeBarrier));
        Relation toRead = w.union(w.to(addressDependency, x.reads), w.seq(w.to(dependency, marked), readsFromInternal));
        Relation internal = w.minus(w.union(fence, unlockLock), x.external);
        return w.union(toRead, toWrite, internal);
    }
}
