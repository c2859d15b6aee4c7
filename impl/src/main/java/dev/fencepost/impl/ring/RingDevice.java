package dev.fencepost.impl.ring;

/**
 * The device's end of a virtqueue, whatever its layout: takes buffers and gives them back used, in any order unless
 * IN_ORDER was negotiated.
 *
 * <p>For one thread. Every operation but {@link #reset} throws {@link BrokenRingException} once the driver has broken a
 * rule. A caller that is to be fast names the class and not this interface.
 */
public interface RingDevice {
    /** What {@link #take} returns where there is nothing. */
    int NONE = -1;

    /** Forgets everything, as before the first buffer. The driver resets the ring itself. */
    void reset();

    /**
     * Where this device stands, for another one to {@link #resume}: the "vring base" of vhost-user. In a split ring the
     * index of the next buffer to take; in a packed ring the offset of the next descriptor to take in bits 0 to 14 with
     * its wrap counter in bit 15, and of the next to use in bits 16 to 30 with its wrap counter in bit 31.
     *
     * @throws IllegalStateException while buffers are taken, or staged: what is held has no place in it
     */
    int base();

    /**
     * Goes on, on a ring in use, where another device stopped that held nothing. Asks the driver at the first
     * {@link #needsInterrupt} about everything that was ever used, for nobody knows whether the driver was told (S6);
     * so ask that right away.
     *
     * @param base as {@link #base} returned it there
     * @throws IllegalArgumentException for one that no such queue has
     */
    void resume(int base);

    /**
     * Goes on where a device with the same {@link InflightLog} was when it died, at whatever moment. What it had taken
     * and not shown as used is returned by {@link #take} once more, the oldest first, before anything else; what it had
     * written into these buffers is of no matter. As after {@link #resume}, ask {@link #needsInterrupt} right away.
     * Where this dies too, another device may recover.
     *
     * @throws IllegalStateException without a log
     */
    void recover();

    /**
     * Takes the next available buffer.
     *
     * @param into receives its segments; has room for a queue size of them
     * @return what names it for {@link #use}, from 0 to the queue size less 1; or {@link #NONE}
     */
    int take(Segments into);

    /**
     * Undoes the last {@link #take}: the next one returns that buffer again, fetched anew. May be repeated, newest
     * first.
     *
     * @param buffer as {@link #take} returned it
     * @throws IllegalArgumentException if it is not taken, not the newest, or was taken from another device's log
     */
    void untake(int buffer);

    /**
     * Gives a buffer back.
     *
     * @param buffer as {@link #take} returned it
     * @param length how many bytes from the start of its writable part were written; at most all
     * @throws IllegalArgumentException if the buffer is not taken, the length too large, or with IN_ORDER an older
     *     buffer has not been given back
     */
    void use(int buffer, long length);

    /** As {@link #use}, but the driver sees it only with the next {@link #publish}: for batches. */
    void stage(int buffer, long length);

    /**
     * Gives the {@code count} oldest buffers back by one used element (S9). For all but the last the driver takes it
     * that their writable part was written whole.
     *
     * @param count 1 to the buffers taken
     * @param lastLength how many bytes were written into the last of them
     * @throws IllegalArgumentException without IN_ORDER, or if there are not so many, or the length is too large
     */
    void useBatch(int count, long lastLength);

    /** Shows the driver all staged buffers. */
    void publish();

    /** Whether the driver wants to be told about what was published since this was last asked (S6). */
    boolean needsInterrupt();

    /** The caller has told the driver, or will, whatever {@link #needsInterrupt} would say. */
    void interrupted();

    /** Asks for no kicks; a hint, one may still come. */
    void disableKicks();

    /**
     * Asks for a kick with the next available buffer.
     *
     * @return whether the caller may sleep; false where a buffer is waiting to be taken (S6)
     */
    boolean enableKicks();

    /** Where the next used buffer is shown: an index, or in a packed ring an offset with its wrap counter in bit 15. */
    int ownPosition();

    /** Where the next available buffer is looked for; likewise. */
    int peerPosition();

    /** Buffers taken and not given back, staged ones not counted. */
    int taken();

    /** What the driver did wrong; null while it did nothing. */
    RingFault fault();
}
