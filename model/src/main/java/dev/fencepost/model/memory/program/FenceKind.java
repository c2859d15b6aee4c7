package dev.fencepost.model.memory.program;

/**
 * Which earlier accesses a fence orders before which later ones: any of the four pairs of load and store. Kernels,
 * languages and instruction sets each have some of these.
 */
public enum FenceKind {
    /** Everything before everything: smp_mb, DMB SY, MFENCE, a seq_cst fence. */
    FULL("rr rw wr ww"),
    /** Loads before loads: smp_rmb, {@code fence r,r}. */
    LOAD_LOAD("rr"),
    /** Stores before stores: smp_wmb, DMB ST, {@code fence w,w}. */
    STORE_STORE("ww"),
    /** Loads before everything: an acquire fence, DMB LD, {@code fence r,rw}. */
    LOAD_ANY("rr rw"),
    /** Everything before stores: a release fence, {@code fence rw,w}. */
    ANY_STORE("rw ww"),
    /** All but a store before a later load: an acq_rel fence, lwsync, {@code fence.tso}. */
    ACQUIRE_RELEASE("rr rw ww"),
    /** Stores before everything: membar_enter, {@code fence w,rw}. */
    STORE_ANY("wr ww"),
    /** Loads before stores: {@code fence r,w}. */
    LOAD_STORE("rw"),
    /** Stores before loads: {@code fence w,r}. */
    STORE_LOAD("wr"),
    /** Everything before loads: {@code fence rw,r}. */
    ANY_LOAD("rr wr"),
    /** Nothing that a processor sees: barrier(). It still separates plain accesses for the race check. */
    COMPILER(""),
    /** smp_mb__before_atomic: a full barrier with the help of the atomic operation that follows. */
    BEFORE_ATOMIC(""),
    /** smp_mb__after_atomic: a full barrier with the help of the atomic operation before it. */
    AFTER_ATOMIC(""),
    /** smp_mb__after_spinlock: a full barrier with the help of the lock acquisition before it. */
    AFTER_SPINLOCK(""),
    /** smp_mb__after_unlock_lock: a full barrier with the help of the unlock and lock before it. */
    AFTER_UNLOCK_LOCK(""),
    /** Cache maintenance of one location: writes it back, so that agents that are not coherent with it can see it. */
    CLEAN(""),
    /** A read from a device that waits for the writes posted to it: those come before everything that follows. */
    READ_BACK(""),
    /** Cache maintenance of one location: drops the cached copy, so that later reads fetch it from outside. */
    INVALIDATE("");

    private final boolean[][] pairs = new boolean[2][2];

    /** {@code pairs} are the ordered pairs, earlier access first: r for a load, w for a store. */
    FenceKind(String pairs) {
        for (String pair : pairs.split(" ")) {
            if (!pair.isEmpty()) {
                this.pairs[pair.charAt(0) == 'w' ? 1 : 0][pair.charAt(1) == 'w' ? 1 : 0] = true;
            }
        }
    }

    /** Whether it orders, by itself, an earlier access before a later one: stores, or loads where false. */
    public boolean orders(boolean earlierStore, boolean laterStore) {
        return pairs[earlierStore ? 1 : 0][laterStore ? 1 : 0];
    }

    /** Whether it orders, by itself, whatever {@code weaker} orders by itself. */
    public boolean covers(FenceKind weaker) {
        for (int pair = 0; pair < 4; pair++) {
            if (weaker.pairs[pair / 2][pair % 2] && !pairs[pair / 2][pair % 2]) {
                return false;
            }
        }
        return true;
    }
}
