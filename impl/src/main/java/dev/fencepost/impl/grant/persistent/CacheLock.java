package dev.fencepost.impl.grant.persistent;

import java.util.concurrent.locks.ReentrantLock;

/** What keeps the users of one {@link PersistentGrants} apart. */
public interface CacheLock {
    /** Waits for it and takes it. */
    void lock();

    /** Gives it back. */
    void unlock();

    /** None: one thread serves the device, and purges between requests. */
    static CacheLock none() {
        return new CacheLock() {
            @Override
            public void lock() {}

            @Override
            public void unlock() {}
        };
    }

    /** For several threads: a cache that devices share, or a purger of its own. */
    static CacheLock shared() {
        ReentrantLock lock = new ReentrantLock();
        return new CacheLock() {
            @Override
            public void lock() {
                lock.lock();
            }

            @Override
            public void unlock() {
                lock.unlock();
            }
        };
    }
}
