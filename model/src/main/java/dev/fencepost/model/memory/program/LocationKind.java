package dev.fencepost.model.memory.program;

/** What lies behind a shared location, as far as ordering is concerned. */
public enum LocationKind {
    /** Ordinary memory that every agent of the program keeps coherent. */
    COHERENT,
    /** Ordinary memory that the remote agent sees only after cache maintenance. */
    NON_COHERENT,
    /** A device register: writes are posted, a read waits for the posted writes to the same device. */
    MMIO,
    /**
     * Memory of a device that is mapped write-combining: a write to it may stay behind any later write until a barrier
     * that waits.
     */
    WRITE_COMBINING,
    /**
     * An interrupt that one processor sends another by a system register, not by memory: a write raises it, and a read
     * waits until it was raised. Only a barrier that waits orders memory before it.
     */
    SIGNAL
}
