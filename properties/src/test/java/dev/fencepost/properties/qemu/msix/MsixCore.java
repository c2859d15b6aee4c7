package dev.fencepost.properties.qemu.msix;

import dev.fencepost.model.msix.table.Region;

/** The capability alone, model or implementation, without the device and the machine around it. */
interface MsixCore {
    /** Reads; 0 where the access is refused. */
    long read(Region region, int offset, int size);

    /** Writes. */
    void write(Region region, int offset, int size, long value);

    /** MSI-X Enable and Function Mask. */
    void control(boolean enable, boolean functionMask);

    /** Memory decode. */
    void decode(boolean on);

    /** The device has something to tell. */
    void event(int vector);

    /** The device uses a vector, once more. */
    void use(int vector);

    /** The device uses it once less. */
    void release(int vector);

    /** The function is reset. */
    void reset();

    /** What messages have made of the memory for them since this was last asked. */
    byte[] takeInbox();
}
