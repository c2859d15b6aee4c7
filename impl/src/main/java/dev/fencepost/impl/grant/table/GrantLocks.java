package dev.fencepost.impl.grant.table;

/**
 * The locks that hypercalls take. {@link GrantHostLocks} has real ones; tests and Java PathFinder bring others.
 * Domains, references and virtual CPUs are numbered from 0. Locks are not taken twice by the same thread, except a
 * table for reading.
 */
public abstract class GrantLocks {
    /** For implementations. */
    protected GrantLocks() {}

    /** Holds a domain's table so that nobody can write to it. */
    public abstract void readTable(int domain);

    /** Lets go of it. */
    public abstract void unreadTable(int domain);

    /** Holds a domain's table alone. */
    public abstract void writeTable(int domain);

    /** Lets go of it. */
    public abstract void unwriteTable(int domain);

    /** Holds an entry. */
    public abstract void lockEntry(int domain, int ref);

    /** Lets go of it. */
    public abstract void unlockEntry(int domain, int ref);

    /** Holds a domain's maptrack while it grows. */
    public abstract void lockMaptrack(int domain);

    /** Lets go of it. */
    public abstract void unlockMaptrack(int domain);

    /** Holds a virtual CPU's free list. */
    public abstract void lockFreeList(int vcpu);

    /** Lets go of it. */
    public abstract void unlockFreeList(int vcpu);
}
