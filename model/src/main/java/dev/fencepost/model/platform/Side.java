package dev.fencepost.model.platform;

import java.util.Locale;

/** The two parties of a ring, in the order of the threads of its programs. */
public enum Side {
    /** The side that makes buffers available: the guest, the kernel driver. */
    DRIVER,
    /** The side that uses them: vhost, QEMU, a card, a remote core. */
    DEVICE;

    /** The other one. */
    public Side other() {
        return this == DRIVER ? DEVICE : DRIVER;
    }

    /** The name in programs and timelines. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
