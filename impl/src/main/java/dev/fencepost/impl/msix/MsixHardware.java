package dev.fencepost.impl.msix;

/** The MSI-X capability of a function, as a hypervisor reaches it that has passed the function through to a guest. */
public interface MsixHardware {
    /** Entries of the table. */
    int vectors();

    /** What is wrong with an access of {@code size} bytes at {@code offset}; {@code DONE} if nothing. */
    MsixAccess check(MsixRegion region, int offset, int size, boolean write);

    /** Reads {@code size} bytes; whatever refused reads give where {@link #check} has an objection. */
    long read(MsixRegion region, int offset, int size);

    /** Writes the low {@code size} bytes of {@code value}; returns what {@link #check} says. */
    MsixAccess write(MsixRegion region, int offset, int size, long value);

    /** Writes MSI-X Enable and Function Mask. */
    void control(boolean enable, boolean functionMask);

    /** Resets the function. */
    void reset();
}
