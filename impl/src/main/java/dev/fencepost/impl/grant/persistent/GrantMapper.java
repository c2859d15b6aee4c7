package dev.fencepost.impl.grant.persistent;

/** Maps the pages that another domain has granted: the hypercalls of a backend. */
public abstract class GrantMapper {
    /** For implementations. */
    protected GrantMapper() {}

    /**
     * Maps a granted page, readable and writable.
     *
     * @param reference the other domain's grant reference
     * @return a number for the mapping, at least 0; or a GNTST status below 0
     */
    public abstract int map(int reference);

    /** Gives a mapping up. Other processors may still have it until {@link #flush}. */
    public abstract void unmap(int mapping);

    /** All processors have forgotten what was unmapped before. */
    public abstract void flush();
}
