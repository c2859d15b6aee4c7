package dev.fencepost.impl.memory;

/** How an access to shared memory is ordered, in the words of {@link java.lang.invoke.VarHandle}. */
public enum Mode {
    /** May be torn, merged and moved as far as the fences around it allow. The only mode for unaligned accesses. */
    PLAIN,
    /** Done exactly once, whole, in coherence order: READ_ONCE and WRITE_ONCE of the Linux kernel. */
    OPAQUE,
    /** A load that later accesses do not pass. */
    ACQUIRE,
    /** A store that earlier accesses do not pass. */
    RELEASE
}
