package dev.fencepost.impl.grant.persistent;

/** A frontend's own side of the grant table: what {@link GrantPool} needs of it. */
public abstract class FrontGrants {
    /** For implementations. */
    protected FrontGrants() {}

    /** Lends a page of the pool, writable; returns the grant reference. */
    public abstract int grant(int page);

    /**
     * Withdraws a grant unless it is mapped, in one step: whether it is mapped is not asked first.
     *
     * @return whether it is withdrawn
     */
    public abstract boolean tryEnd(int reference);

    /** Clears a page, before anybody else may see it (B6). */
    public abstract void clear(int page);
}
