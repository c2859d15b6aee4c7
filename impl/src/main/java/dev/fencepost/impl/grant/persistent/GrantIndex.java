package dev.fencepost.impl.grant.persistent;

/** How a backend finds the entry of a grant: the two designs of 2012. Entries are numbers from 0. */
public abstract class GrantIndex {
    /** No entry. */
    public static final int NONE = -1;
    /** The name is a handle of nothing that is there now. */
    public static final int STALE = -2;
    /** For implementations. */
    GrantIndex() {}

    /**
     * Looks for an entry.
     *
     * @param name from the request: a grant reference, or a handle with the highest bit set
     * @return the entry, or {@link #NONE} or {@link #STALE}
     */
    abstract int find(int name);

    /** Whether an entry may be added. */
    abstract boolean hasRoom();

    /** How many entries will never be used again. */
    abstract int retired();

    /** An entry that is free, now taken for a reference. */
    abstract int add(int reference);

    /** Frees an entry, and forgets its reference. */
    abstract void remove(int entry);

    /** From now on the entry is not found by the name that it has persisted under. */
    abstract void retire(int entry);

    /** Nothing is in it, and no name of before is known to anybody: all entries may be used again. */
    abstract void restart();

    /** What a frontend may name the entry by from now on. */
    abstract int nameOf(int entry, int reference);
}
