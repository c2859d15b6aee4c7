package dev.fencepost.impl.msix;

/**
 * A device model behind {@link MsixShadow}: it keeps a table of its own, and binds a vector with
 * {@link MsixShadow#bind} when the guest opens one whose message is new to it. Called by the thread of the guest's CPU,
 * which waits.
 */
public interface DeviceModel {
    /** The guest reads {@code size} bytes at {@code offset} of the table. */
    long read(int offset, int size);

    /** The guest writes there. */
    void write(int offset, int size, long value);
}
