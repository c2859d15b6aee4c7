package dev.fencepost.impl.grant.table;

/** GNTTABOP_map_grant_ref: what the caller asks, and the answer. Filled in anew for each hypercall. */
public final class MapGrant {
    /** Whose grant. */
    public int domain;
    /** Its reference. */
    public int ref;
    /** {@link GrantFlags#HOST_MAP}, {@link GrantFlags#DEVICE_MAP} or both, and {@link GrantFlags#MAP_READONLY}. */
    public int flags;
    /** Where a host mapping goes, from 0. */
    public int address;

    /** A {@link Gntst}. */
    public int status;
    /** What the mapping is unmapped by, if it is okay. */
    public int handle;
    /** The frame, as a device addresses it. */
    public int frame;
}
