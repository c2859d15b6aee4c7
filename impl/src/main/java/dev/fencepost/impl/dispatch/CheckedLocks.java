package dev.fencepost.impl.dispatch;

import dev.fencepost.impl.argument.Arguments;

/** For debugging: locks that are held against an order (Q6) whenever one is taken, before it is waited for. */
public final class CheckedLocks extends Locks {
    private static final LockKind[] KINDS = LockKind.values();

    private final Locks locks;
    private final LockOrder order;
    private final int[][] held;

    /**
     * Those locks, against that order.
     *
     * @param threads how many threads there are, 1 or more
     */
    public CheckedLocks(Locks locks, LockOrder order, int threads) {
        Arguments.inRange("threads", threads, 1, Integer.MAX_VALUE);
        this.locks = locks;
        this.order = order;
        held = new int[threads][KINDS.length];
    }

    /**
     * As ever.
     *
     * @throws LockOrderException if the thread has a lock that must not be held then
     */
    @Override
    public void lock(LockKind kind, int index, int thread) {
        Arguments.index("thread", thread, held.length);
        for (LockKind other : KINDS) {
            if (held[thread][other.ordinal()] != 0 && !order.allows(other, kind)) {
                throw new LockOrderException(thread, other, kind);
            }
        }
        locks.lock(kind, index, thread);
        held[thread][kind.ordinal()]++;
    }

    @Override
    public void unlock(LockKind kind, int index, int thread) {
        Arguments.index("thread", thread, held.length);
        locks.unlock(kind, index, thread);
        held[thread][kind.ordinal()]--;
    }

    @Override
    public void relax() {
        locks.relax();
    }
}
