package dev.fencepost.model.memory;

/** What lies behind a shared location, as far as ordering is concerned. */
public enum LocationKind {
    /** Ordinary memory that every agent of the program keeps coherent. */
    COHERENT,
    /** Ordinary memory that the remote agent sees only after cache maintenance. */
    NON_COHERENT,
    /** A device register: writes are posted, a read waits for the posted writes to the same device. */
    MMIO
}
