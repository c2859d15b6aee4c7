package dev.fencepost.model.platform;

import java.util.Locale;

/** The two parties of a platform. A protocol says which of them plays each of its {@link Role roles}. */
public enum Side {
    /** The side of the guest or kernel driver. */
    DRIVER,
    /** The side that serves it: vhost, a hypervisor, a card, a remote core. */
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
