package dev.fencepost.model.dispatch;

/** What protects a device while its callback runs: the steps of its conversion. */
public enum Locking {
    /** Not converted: the big lock (Q1). */
    GLOBAL,
    /** Converted: a lock of its own (Q2). */
    DEVICE,
    /** Converted all the way: atomic operations, no lock and no guard (Q2). */
    LOCK_FREE
}
