package dev.fencepost.impl.dispatch;

/** Under which lock a region's callbacks run. */
public enum Locking {
    /** The big lock of the dispatcher (Q1). */
    GLOBAL,
    /** A lock of the device (Q2). */
    DEVICE,
    /** None: the device takes care of itself, also of being entered by several threads at once (Q2). */
    LOCK_FREE
}
