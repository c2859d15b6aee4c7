package dev.fencepost.impl.vring;

/**
 * The driver's end of a virtqueue, whatever its layout: adds buffers and gets them back used.
 *
 * <p>For one thread. Every operation but {@link #reset} throws {@link BrokenRingException} once the device has broken a
 * rule. A caller that is to be fast names the class and not this interface.
 */
public interface RingDriver {
    /** What {@link #get} returns where there is nothing. */
    int NONE = -1;

    /** Starts anew: writes the initial ring and forgets all buffers. Only while the device is stopped. */
    void reset();

    /**
     * All that this driver knows and the ring does not say, for a {@code resumed} one that takes its place: in another
     * process, or made anew from a newer version. Shared memory is not to be believed, so that a driver which lost this
     * can only reset the queue (S2). This driver must do nothing more.
     *
     * @throws IllegalStateException while buffers are staged
     */
    long[] save();

    /**
     * Makes a buffer available.
     *
     * @param token what {@link #get} is to return for it, 0 or more
     * @return whether there was room: as many free descriptors as the buffer needs
     * @throws IllegalArgumentException for a buffer that no driver may make available: no segments or more than the
     *     queue size, an empty segment, one outside the window, more than 2^32 bytes
     */
    boolean add(Segments segments, int token);

    /** As {@link #add}, but the device sees it only with the next {@link #publish}: for batches. */
    boolean stage(Segments segments, int token);

    /** Makes all staged buffers available. */
    void publish();

    /** Whether the device wants to be told about what was published since this was last asked (S6). */
    boolean needsKick();

    /** Takes back a used buffer: its token, or {@link #NONE}. How much the device wrote is {@link #gotLength}. */
    int get();

    /**
     * How many bytes the device says that it wrote into the buffer that {@link #get} returned last; at most its
     * writable bytes. For a buffer that a later one of its batch closed (S9), all of them.
     */
    long gotLength();

    /** Asks for no interrupts; a hint, one may still come. */
    void disableCallbacks();

    /**
     * Asks for an interrupt with the next used buffer.
     *
     * @return whether the caller may sleep; false where a buffer is waiting to be got (S6)
     */
    boolean enableCallbacks();

    /**
     * Asks for an interrupt when three quarters of what is in flight are used.
     *
     * @return whether the caller may sleep; false where that many are waiting already, or where the layout does not
     *     tell how many are
     */
    boolean enableCallbacksDelayed();

    /** Descriptors that belong to no buffer. */
    int free();

    /** Buffers added and not got, staged ones included. */
    int outstanding();

    /** What the device did wrong; null while it did nothing. */
    RingFault fault();
}
