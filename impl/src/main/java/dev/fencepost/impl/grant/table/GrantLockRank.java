package dev.fencepost.impl.grant.table;

/**
 * The kinds of locks, in the order in which they are taken (G8): a lock is taken only by who holds none of its own kind
 * or of a later one. The exception is the second of two entries, under a table that is held for writing.
 */
public enum GrantLockRank {
    /** A domain's table, for reading or for writing. */
    TABLE,
    /** An entry. */
    ENTRY,
    /** The growth of a domain's maptrack; never together with an entry. */
    MAPTRACK,
    /** A virtual CPU's free list: the innermost. */
    FREE_LIST;

    /**
     * Whether a lock of this kind may be taken by who holds one of {@code held}.
     *
     * @param writing whether a table is held for writing
     */
    public boolean mayFollow(GrantLockRank held, boolean writing) {
        boolean secondEntry = this == ENTRY && held == ENTRY && writing;
        boolean never = this == MAPTRACK && held == ENTRY;
        return secondEntry || ordinal() > held.ordinal() && !never;
    }
}
