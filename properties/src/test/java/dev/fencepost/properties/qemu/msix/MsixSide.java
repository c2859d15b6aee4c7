package dev.fencepost.properties.qemu.msix;

import dev.fencepost.model.msix.table.Region;

/** A function with MSI-X to which a sequence happens: QEMU's, or one of ours. */
interface MsixSide {
    /** Bytes of memory, at address {@link #INBOX}, into which messages are written. */
    int INBOX_BYTES = 64;
    /** Guest-physical address of that memory. */
    long INBOX = 1L << 32;
    /** What each byte of it is before a message comes. */
    int EMPTY = 0x5a;

    /** Resets the function and brings it up: memory decode on, MSI-X off, no vector in use. */
    void reset();

    /** Reads 1, 2, 4 or 8 bytes, at any offset of the region, or behind it. */
    long read(Region region, int offset, int size);

    /** Writes likewise. */
    void write(Region region, int offset, int size, long value);

    /** Writes Message Control, by an access of 1, 2 or 4 bytes. */
    void control(int width, boolean enable, boolean functionMask);

    /** Switches memory decode. */
    void decode(boolean on);

    /** A queue that interrupts by this vector has used a buffer; where there is none, one that has no vector. */
    void event(int vector);

    /** The first queue without a vector gets this one; nothing happens where there is none. */
    void use(int vector);

    /** The first queue with this vector has none from now on; nothing happens where there is none. */
    void release(int vector);

    /** What messages have made of the memory for them since this was last asked. */
    byte[] takeInbox();
}
