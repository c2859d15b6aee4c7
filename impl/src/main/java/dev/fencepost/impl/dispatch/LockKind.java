package dev.fencepost.impl.dispatch;

/** Kinds of locks; of some there is one for each device or vCPU. */
public enum LockKind {
    /** The big lock: topology, and devices that are not converted. */
    BIG,
    /** What the I/O thread holds while it handles a queue. */
    AIO_CONTEXT,
    /** Of a device whose region asks for it. */
    DEVICE,
    /** Of the coalesced writes. */
    COALESCED,
    /** Of a vCPU's interrupts. */
    CPU
}
