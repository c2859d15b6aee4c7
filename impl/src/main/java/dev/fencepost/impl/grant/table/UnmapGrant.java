package dev.fencepost.impl.grant.table;

/** GNTTABOP_unmap_grant_ref: what the caller asks, and the answer. Filled in anew for each hypercall. */
public final class UnmapGrant {
    /** No mapping of that kind is to go. */
    public static final int NONE = -1;

    /** The handle that mapping it gave. */
    public int handle;
    /** The address of the host mapping, or {@link #NONE} to leave that. */
    public int address = NONE;
    /** The frame of the device mapping, or {@link #NONE} to leave that. */
    public int frame = NONE;

    /** A {@link Gntst}. */
    public int status;

    // Between the two phases.
    GrantTable table;
    int ref;
    int done;
    int latched;
}
