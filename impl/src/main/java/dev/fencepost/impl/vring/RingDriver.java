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
     * @throws IllegalArgumentException for a buffer that no driver may make available: no segments, or more than the
     *     queue size unless {@link IndirectTables#longTables} has room, an empty segment, one outside the window or
     *     over the ring or the tables, more than 2^32 bytes; or for a token below 0
     */
    boolean add(Segments segments, int token);

    /** As {@link #add}, but the device sees it only with the next {@link #publish}: for batches. */
    boolean stage(Segments segments, int token);

    /** Makes all staged buffers available. */
    void publish();

    /** Whether the device wants to be told about what was published since this was last asked (S6). */
    boolean needsKick();

    /**
     * The caller has told the device, or will, whatever {@link #needsKick} would say: a forced kick. What was published
     * until now need not be told once more.
     */
    void kicked();

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

    /**
     * The first half of {@link #enableCallbacks}: asks for an interrupt with the next used buffer, and does not look.
     * Before the caller sleeps it must {@link #poll}.
     *
     * @return where the next used buffer will be found, for {@link #poll}: as {@link #peerPosition}
     */
    int prepareCallbacks();

    /**
     * Whether the device has used a buffer since {@link #prepareCallbacks}, so that the caller may not sleep (S6).
     *
     * @param position as it was returned there
     * @throws IllegalArgumentException for what is no position in this ring
     */
    boolean poll(int position);

    /** Where the next buffer is published: an index, or in a packed ring an offset with its wrap counter in bit 15. */
    int ownPosition();

    /** Where the next used buffer is looked for; likewise. */
    int peerPosition();

    /**
     * Takes a buffer from the queue that was added and not got, published or not, in no particular order: its token, or
     * {@link #NONE} where none is left. Works on a broken end, too. Only while the device is stopped; from the first
     * one on, every operation but this one, {@link #reset} and the getters throws {@link IllegalStateException}.
     * Touches no shared memory: a queue of another size or place is a driver made anew.
     */
    int detachUnused();

    /** Descriptors that belong to no buffer. */
    int free();

    /** Buffers added and not got, staged ones included. */
    int outstanding();

    /** What the device did wrong; null while it did nothing. */
    RingFault fault();
}
