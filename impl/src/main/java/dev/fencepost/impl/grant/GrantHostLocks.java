package dev.fencepost.impl.grant;

import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/** Locks of this JVM: a read-write lock for each table, a spin lock for each entry. */
public final class GrantHostLocks extends GrantLocks {
    private final ReentrantReadWriteLock[] tables;
    private final AtomicIntegerArray[] entries;
    private final ReentrantLock[] maptracks;
    private final ReentrantLock[] freeLists;

    /**
     * Locks for tables of {@code entries} entries each.
     *
     * @param domains how many domains
     * @param vcpus how many virtual CPUs
     */
    public GrantHostLocks(int domains, int entries, int vcpus) {
        tables = new ReentrantReadWriteLock[domains];
        this.entries = new AtomicIntegerArray[domains];
        maptracks = new ReentrantLock[domains];
        for (int i = 0; i < domains; i++) {
            tables[i] = new ReentrantReadWriteLock();
            this.entries[i] = new AtomicIntegerArray(entries);
            maptracks[i] = new ReentrantLock();
        }
        freeLists = new ReentrantLock[vcpus];
        for (int i = 0; i < vcpus; i++) {
            freeLists[i] = new ReentrantLock();
        }
    }

    @Override
    public void readTable(int domain) {
        tables[domain].readLock().lock();
    }

    @Override
    public void unreadTable(int domain) {
        tables[domain].readLock().unlock();
    }

    @Override
    public void writeTable(int domain) {
        tables[domain].writeLock().lock();
    }

    @Override
    public void unwriteTable(int domain) {
        tables[domain].writeLock().unlock();
    }

    @Override
    public void lockEntry(int domain, int ref) {
        while (!entries[domain].compareAndSet(ref, 0, 1)) {
            Thread.onSpinWait();
        }
    }

    @Override
    public void unlockEntry(int domain, int ref) {
        entries[domain].set(ref, 0);
    }

    @Override
    public void lockMaptrack(int domain) {
        maptracks[domain].lock();
    }

    @Override
    public void unlockMaptrack(int domain) {
        maptracks[domain].unlock();
    }

    @Override
    public void lockFreeList(int vcpu) {
        freeLists[vcpu].lock();
    }

    @Override
    public void unlockFreeList(int vcpu) {
        freeLists[vcpu].unlock();
    }
}
