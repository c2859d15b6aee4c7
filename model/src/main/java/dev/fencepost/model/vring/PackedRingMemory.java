package dev.fencepost.model.vring;

import dev.fencepost.model.memory.Expression;

/**
 * The shared memory of a packed virtqueue, as far as a scenario needs it. Each slot has an address (that of its
 * buffer), {@code desc.id} (length and id: {@code id + 2^16 * len}, which driver and device both write) and
 * {@code desc.flags} (the AVAIL and USED bits). The driver's event structure is two locations, that of the device one:
 * it is written and read whole.
 */
final class PackedRingMemory extends RingMemory {
    /** Flags of an event structure. */
    static final int ENABLE = 0;

    static final int DISABLE = 1;
    static final int DESC = 2;

    private static final int AVAIL = 1 << 7;
    private static final int USED = 1 << 15;
    private static final int WRAP = 1 << 15;

    PackedRingMemory(int slots) {
        super(slots);
    }

    /** What makes descriptor number {@code count} available in its lap (P1). */
    long available(int count) {
        return isFirstLap(count) ? AVAIL : USED;
    }

    /** What shows it used. */
    long used(int count) {
        return isFirstLap(count) ? AVAIL | USED : 0;
    }

    /** The position of descriptor number {@code count}: offset and wrap counter. */
    long position(int count) {
        return count % slots() | (isFirstLap(count) ? WRAP : 0);
    }

    private boolean isFirstLap(int count) {
        return count / slots() % 2 == 0;
    }

    Expression flags(int count) {
        return element("desc.flags", count);
    }

    Expression address(int count) {
        return element("desc.addr", count);
    }

    Expression id(int count) {
        return element("desc.id", count);
    }

    Expression driverFlags(int initial) {
        return locations().single("driver.flags", initial);
    }

    Expression driverOffWrap(long initial) {
        return locations().single("driver.off_wrap", initial);
    }

    /** The whole structure of the device. */
    Expression deviceEvent(long initial) {
        return locations().single("device.event", initial);
    }

    /** What the device asks for. */
    static long event(int flags, long offWrap) {
        return (long) flags << 16 | offWrap;
    }
}
