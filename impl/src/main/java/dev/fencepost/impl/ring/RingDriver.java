package dev.fencepost.impl.ring;

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

    /** As {@link #add(Segments, int, long)}, with the context 0. */
    default boolean add(Segments segments, int token) {
        return add(segments, token, 0);
    }

    /**
     * Makes a buffer available.
     *
     * @param token what {@link #get} is to return for it, 0 or more
     * @param context what {@link #gotContext} is to return for it: any number, of the caller's own meaning, that
     *     neither the device nor the ring ever sees
     * @return whether there was room: as many free descriptors as the buffer needs
     * @throws IllegalArgumentException for a buffer that no driver may make available: no segments, or more than the
     *     queue size unless {@link IndirectTables#longTables} has room, an empty segment, one outside the window or
     *     over the ring or the tables, more than 2^32 bytes; or for a token below 0
     */
    boolean add(Segments segments, int token, long context);

    /** As {@link #stage(Segments, int, long)}, with the context 0. */
    default boolean stage(Segments segments, int token) {
        return stage(segments, token, 0);
    }

    /**
     * As {@link #add(Segments, int, long)}, but the device sees it only with the next {@link #publish}: for batches.
     */
    boolean stage(Segments segments, int token, long context);

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

    /**
     * The context of the buffer that {@link #get} or {@link #detachUnused} returned last; 0 before the first. Belongs
     * to what is {@linkplain #save saved}, as those of all buffers do.
     */
    long gotContext();

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
     * Touches no shared memory. To resize or move a queue, detach all buffers, make a driver anew and add to it those
     * that are still wanted, each with its {@link #gotContext}.
     */
    int detachUnused();

    /** Descriptors that belong to no buffer. */
    int free();

    /** Buffers added and not got, staged ones included. */
    int outstanding();

    /** What the device did wrong; null while it did nothing. */
    RingFault fault();
}
