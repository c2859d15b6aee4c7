package dev.fencepost.model.memory;

/** Which earlier accesses a fence orders before which later ones. */
public enum FenceKind {
    /** Everything before everything: smp_mb, DMB SY, MFENCE. */
    FULL(true, true, true, true),
    /** Loads before loads: smp_rmb. */
    LOAD_LOAD(true, false, true, false),
    /** Stores before stores: smp_wmb, DMB ST. */
    STORE_STORE(false, true, false, true),
    /** Loads before everything: DMB LD. */
    LOAD_ANY(true, false, true, true),
    /** Nothing that a processor sees: barrier(). It still separates plain accesses for the race check. */
    COMPILER(false, false, false, false),
    /** smp_mb__before_atomic: a full barrier with the help of the atomic operation that follows. */
    BEFORE_ATOMIC(false, false, false, false),
    /** smp_mb__after_atomic: a full barrier with the help of the atomic operation before it. */
    AFTER_ATOMIC(false, false, false, false),
    /** smp_mb__after_spinlock: a full barrier with the help of the lock acquisition before it. */
    AFTER_SPINLOCK(false, false, false, false),
    /** smp_mb__after_unlock_lock: a full barrier with the help of the unlock and lock before it. */
    AFTER_UNLOCK_LOCK(false, false, false, false),
    /** Cache maintenance of one location: writes it back, so that agents that are not coherent with it can see it. */
    CLEAN(false, false, false, false),
    /** A read from a device that waits for the writes posted to it: those come before everything that follows. */
    READ_BACK(false, false, false, false),
    /** Cache maintenance of one location: drops the cached copy, so that later reads fetch it from outside. */
    INVALIDATE(false, false, false, false);

    private final boolean earlierLoads;
    private final boolean earlierStores;
    private final boolean laterLoads;
    private final boolean laterStores;

    FenceKind(boolean earlierLoads, boolean earlierStores, boolean laterLoads, boolean laterStores) {
        this.earlierLoads = earlierLoads;
        this.earlierStores = earlierStores;
        this.laterLoads = laterLoads;
        this.laterStores = laterStores;
    }

    /** Whether it orders earlier accesses of this kind by itself. */
    public boolean ordersEarlier(boolean store) {
        return store ? earlierStores : earlierLoads;
    }

    /** Whether it orders later accesses of this kind by itself. */
    public boolean ordersLater(boolean store) {
        return store ? laterStores : laterLoads;
    }
}
