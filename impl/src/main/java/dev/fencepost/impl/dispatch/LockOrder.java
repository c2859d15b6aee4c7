package dev.fencepost.impl.dispatch;

/**
 * Which locks a thread may have when it takes another (Q6). Data: {@link #STANDARD} is what the dispatcher keeps, and
 * {@link CheckedLocks} holds a run against any order.
 */
public final class LockOrder {
    /**
     * Big lock, then AioContext, then one device's lock; a vCPU's and that of the coalesced writes come last and alone.
     * Nothing is taken by who has a device's lock.
     */
    public static final LockOrder STANDARD = new LockOrder()
            .with(LockKind.BIG, LockKind.AIO_CONTEXT)
            .with(LockKind.BIG, LockKind.DEVICE)
            .with(LockKind.BIG, LockKind.COALESCED)
            .with(LockKind.BIG, LockKind.CPU)
            .with(LockKind.AIO_CONTEXT, LockKind.DEVICE)
            .with(LockKind.AIO_CONTEXT, LockKind.CPU)
            .with(LockKind.AIO_CONTEXT, LockKind.COALESCED);

    private final int[] allowed;

    /** One in which no lock is taken by who has one. */
    public LockOrder() {
        this(new int[LockKind.values().length]);
    }

    private LockOrder(int[] allowed) {
        this.allowed = allowed;
    }

    /**
     * The same, with {@code wanted} allowed to who has {@code held}.
     *
     * @throws IllegalArgumentException if locks could then be waited for in a circle
     */
    public LockOrder with(LockKind held, LockKind wanted) {
        int[] more = allowed.clone();
        more[wanted.ordinal()] |= 1 << held.ordinal();
        if (reaches(more, held.ordinal(), wanted.ordinal(), 0)) {
            throw new IllegalArgumentException(wanted + " after " + held + " makes a circle of locks");
        }
        return new LockOrder(more);
    }

    /** Whether {@code to} is taken, at some remove, by who has {@code from}. */
    private static boolean reaches(int[] allowed, int to, int from, int depth) {
        if (to == from || depth > allowed.length) {
            return true;
        }
        for (int held = 0; held < allowed.length; held++) {
            if ((allowed[to] & 1 << held) != 0 && reaches(allowed, held, from, depth + 1)) {
                return true;
            }
        }
        return false;
    }

    /** Whether a thread that has {@code held} may take {@code wanted}. */
    public boolean allows(LockKind held, LockKind wanted) {
        return (allowed[wanted.ordinal()] & 1 << held.ordinal()) != 0;
    }
}
