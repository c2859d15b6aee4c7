package dev.fencepost.impl.grant.table;

/** Flags of entries (GTF) and of mappings (GNTMAP), as in Xen's public {@code grant_table.h}. */
public final class GrantFlags {
    /** The entry lends nothing. */
    public static final int INVALID = 0;
    /** It lends a frame, or some bytes of it. */
    public static final int PERMIT_ACCESS = 1;
    /** It waits for a frame. */
    public static final int ACCEPT_TRANSFER = 2;
    /** It passes on what another domain has lent. */
    public static final int TRANSITIVE = 3;
    /** The two bits that say which of these. */
    public static final int TYPE_MASK = 3;
    /** For reading only. */
    public static final int READONLY = 1 << 2;
    /** In use for reading; the hypervisor's. */
    public static final int READING = 1 << 3;
    /** In use for writing; the hypervisor's. */
    public static final int WRITING = 1 << 4;
    /** Some bytes of the frame only. */
    public static final int SUB_PAGE = 1 << 8;
    /** Of an entry that waits: a frame is on its way, and the guest leaves the entry alone. */
    public static final int TRANSFER_COMMITTED = 1 << 2;
    /** It has come. */
    public static final int TRANSFER_COMPLETED = 1 << 3;

    /** Map for a device. */
    public static final int DEVICE_MAP = 1;
    /** Map at a host address. */
    public static final int HOST_MAP = 1 << 1;
    /** Map for reading only. */
    public static final int MAP_READONLY = 1 << 2;

    private GrantFlags() {}
}
