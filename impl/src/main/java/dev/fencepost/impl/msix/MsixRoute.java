package dev.fencepost.impl.msix;

/** Where an access to an intercepted table went. */
public enum MsixRoute {
    /** The hypervisor answered it; the device model knows nothing of it. */
    SERVED,
    /** The hypervisor took note of it, and the device model got it too. */
    BOTH,
    /** The device model got it. */
    FORWARDED,
    /** Nobody got it: a misaligned write, which Xen drops. */
    DROPPED
}
