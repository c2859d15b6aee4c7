package dev.fencepost.impl.grant.table;

import dev.fencepost.impl.memory.SharedMemory;

/**
 * GNTTABOP_setup_table and GNTTABOP_get_status_frames: what the caller asks, and the answer. Filled in anew for each
 * hypercall.
 */
public final class ListFrames {
    /** How many frames it wants to know. */
    public int count;
    /** Where the list is to stand, of 64 bits for each frame. */
    public SharedMemory list;
    /** Its first offset; where the list leaves the memory, the answer is {@link Gntst#BAD_VIRT_ADDR}. */
    public int offset;
    /** How many frames it has room for: in frames of the kind that is listed, not in bytes or entries. */
    public int room;

    /** A {@link Gntst}. */
    public int status;
}
