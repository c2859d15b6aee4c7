package dev.fencepost.impl.dispatch;

/**
 * The locks of a dispatcher, none of which is taken twice by one thread. What one thread did before it released a lock
 * is seen by the next that takes it.
 */
public abstract class Locks {
    /** For implementations. */
    protected Locks() {}

    /**
     * Waits for a lock and takes it.
     *
     * @param index of which device or vCPU; 0 where there is one lock
     * @param thread number of the thread
     */
    public abstract void lock(LockKind kind, int index, int thread);

    /** Releases a lock that the thread has. */
    public abstract void unlock(LockKind kind, int index, int thread);

    /** Lets others go on, while the thread waits for something that is no lock. */
    public void relax() {
        Thread.onSpinWait();
    }
}
