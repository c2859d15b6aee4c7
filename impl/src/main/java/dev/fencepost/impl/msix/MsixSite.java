package dev.fencepost.impl.msix;

import dev.fencepost.impl.memory.Site;

/** The barrier sites of MSI-X. I sites belong to the device that interrupts, U sites to the software that masks. */
public enum MsixSite implements Site {
    /** Device is about to send: its claim of the vector before the look at the function mask. */
    I1,
    /** Device did not send: the vector pending again before another look at the function mask. */
    I2,
    /** Device sends: the look at the function mask before the loads of the message. */
    I3,
    /** Software opens the function: the function mask before the look at what is pending. */
    U1,
    /** Software opens a vector or the function: the message before the mask bit. */
    U2,
    /** Software closes the function: the function mask before the look at who is sending. */
    U3,
    /** Software opens a vector: the mask bit before the look at the function mask. */
    U4
}
