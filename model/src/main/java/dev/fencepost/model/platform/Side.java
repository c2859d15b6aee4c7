package dev.fencepost.model.platform;

/** The two parties of a ring, in the order of the threads of its programs. */
public enum Side {
    /** The side that makes buffers available: the guest, the kernel driver. */
    DRIVER,
    /** The side that uses them: vhost, QEMU, a card, a remote core. */
    DEVICE;

    /** The name in programs and timelines. */
    public String label() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
