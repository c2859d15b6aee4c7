package dev.fencepost.impl.memory;

/**
 * How an access to shared memory is ordered, in the words of {@link java.lang.invoke.VarHandle}. Loads are plain,
 * opaque or acquire; stores are plain, opaque or release; atomic read-modify-writes are acquire, release or full.
 */
public enum Mode {
    /** May be torn, merged and moved as far as the fences around it allow. The only mode for unaligned accesses. */
    PLAIN,
    /** Done exactly once, whole, in coherence order: READ_ONCE and WRITE_ONCE of the Linux kernel. */
    OPAQUE,
    /** A load that later accesses do not pass. */
    ACQUIRE,
    /** A store that earlier accesses do not pass. */
    RELEASE,
    /**
     * A read-modify-write that nothing passes in either direction, as if it had a full fence on both sides: cmpxchg and
     * xchg of the Linux kernel. Where a site has a fence of its own beside the read-modify-write, a weaker mode will
     * do.
     */
    FULL
}
