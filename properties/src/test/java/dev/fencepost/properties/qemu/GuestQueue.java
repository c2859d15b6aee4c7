package dev.fencepost.properties.qemu;

import dev.fencepost.impl.vring.Segments;

/** A driver of ours on a queue of a device of QEMU: the same words for every layout of the ring. */
public interface GuestQueue {
    /** What {@link #get} returns where there is nothing. */
    int NONE = -1;

    /** Tells the device where the queue lies, and starts it; the driver has just been made or reset. */
    void start(VirtioTransport transport, int queue);

    /** Makes a buffer available; false where there is no room. */
    boolean add(Segments segments, int token);

    /** Whether the device wants to hear of what was added since this was last asked. */
    boolean needsKick();

    /** Takes back a used buffer: its token, or {@link #NONE}. */
    int get();

    /** How many bytes the device says that it wrote into the buffer that {@link #get} returned last. */
    long gotLength();

    /** Buffers added and not taken back. */
    int outstanding();

    /** Asks for interrupts; whether the caller may wait for one. */
    boolean enableCallbacks();

    /** Asks for no interrupts. */
    void disableCallbacks();

    /** Starts anew, after a reset of the device. */
    void reset();
}
