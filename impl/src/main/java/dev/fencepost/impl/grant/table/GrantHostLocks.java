package dev.fencepost.impl.grant.table;

import dev.fencepost.impl.argument.Arguments;
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
     * @param domains how many domains, 1 or more
     * @param entries 1 or more
     * @param vcpus how many virtual CPUs, 1 or more
     */
    public GrantHostLocks(int domains, int entries, int vcpus) {
        Arguments.inRange("domains", domains, 1, GrantTable.MOST_DOMAINS);
        Arguments.inRange("entries", entries, 1, Integer.MAX_VALUE);
        Arguments.inRange("virtual CPUs", vcpus, 1, Integer.MAX_VALUE);
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

    private int domain(int number) {
        return Arguments.index("domain", number, tables.length);
    }

    private AtomicIntegerArray entries(int domain, int ref) {
        AtomicIntegerArray all = entries[domain(domain)];
        Arguments.index("grant reference", ref, all.length());
        return all;
    }

    private ReentrantLock freeList(int vcpu) {
        return freeLists[Arguments.index("virtual CPU", vcpu, freeLists.length)];
    }

    @Override
    public void readTable(int domain) {
        tables[domain(domain)].readLock().lock();
    }

    @Override
    public void unreadTable(int domain) {
        tables[domain(domain)].readLock().unlock();
    }

    @Override
    public void writeTable(int domain) {
        tables[domain(domain)].writeLock().lock();
    }

    @Override
    public void unwriteTable(int domain) {
        tables[domain(domain)].writeLock().unlock();
    }

    @Override
    public void lockEntry(int domain, int ref) {
        while (!entries(domain, ref).compareAndSet(ref, 0, 1)) {
            Thread.onSpinWait();
        }
    }

    @Override
    public void unlockEntry(int domain, int ref) {
        if (!entries(domain, ref).compareAndSet(ref, 1, 0)) {
            throw new IllegalStateException("entry " + ref + " of domain " + domain + " is not held");
        }
    }

    @Override
    public void lockMaptrack(int domain) {
        maptracks[domain(domain)].lock();
    }

    @Override
    public void unlockMaptrack(int domain) {
        maptracks[domain(domain)].unlock();
    }

    @Override
    public void lockFreeList(int vcpu) {
        freeList(vcpu).lock();
    }

    @Override
    public void unlockFreeList(int vcpu) {
        freeList(vcpu).unlock();
    }
}
