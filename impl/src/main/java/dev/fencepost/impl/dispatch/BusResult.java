package dev.fencepost.impl.dispatch;

/** What became of an access, as a bus gives it. A read that fails has all bits set. */
public enum BusResult {
    /** Done, or kept to be done before any later access to an unconverted device (Q7). */
    OK,
    /** No region is there. */
    UNMAPPED,
    /** The region does not take accesses of this width, at this alignment, or across its end. */
    WRONG_SIZE,
    /** The device was unplugged between finding it and calling it (Q9). */
    GONE,
    /** The access comes from within the device's own callback (Q5). */
    REENTERED,
    /** The access comes from within a callback that holds a device's lock (Q6): {@link DispatchThread#later}. */
    LOCK_HELD,
    /** The device refused it: {@link DeviceError}. */
    DEVICE_ERROR
}
