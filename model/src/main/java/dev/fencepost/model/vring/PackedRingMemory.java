package dev.fencepost.model.vring;

import dev.fencepost.model.memory.Expression;
import dev.fencepost.model.protocol.Locations;

/**
 * The shared memory of a packed virtqueue, as far as a scenario needs it. Each slot has an address (that of its
 * buffer), {@code desc.id} (length and id: {@code id + 2^16 * len}, which driver and device both write) and
 * {@code desc.flags} (the AVAIL and USED bits). The driver's event structure is two locations, that of the device one:
 * it is written and read whole.
 */
final class PackedRingMemory {
    /** Flags of an event structure. */
    static final int ENABLE = 0;

    static final int DISABLE = 1;
    static final int DESC = 2;

    private static final int AVAIL = 1 << 7;
    private static final int USED = 1 << 15;
    private static final int WRAP = 1 << 15;

    private final Locations locations = new Locations();
    private final int slots;

    PackedRingMemory(int slots) {
        this.slots = slots;
    }

    int slots() {
        return slots;
    }

    Locations locations() {
        return locations;
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
        return count % slots | (isFirstLap(count) ? WRAP : 0);
    }

    private boolean isFirstLap(int count) {
        return count / slots % 2 == 0;
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
        return locations.single("driver.flags", initial);
    }

    Expression driverOffWrap(long initial) {
        return locations.single("driver.off_wrap", initial);
    }

    /** The whole structure of the device. */
    Expression deviceEvent(long initial) {
        return locations.single("device.event", initial);
    }

    /** What the device asks for. */
    static long event(int flags, long offWrap) {
        return (long) flags << 16 | offWrap;
    }

    Expression kick() {
        return named("kick");
    }

    Expression interrupt() {
        return named("interrupt");
    }

    Expression named(String name) {
        return locations.single(name, 0);
    }

    /** The part of buffer {@code page} that the device reads. */
    Expression request(int page) {
        element("request", 0);
        element("reply", 0);
        return element("request", page);
    }

    /** The part of buffer {@code page} that the device writes. */
    Expression reply(int page) {
        request(page);
        return element("reply", page);
    }

    /** The value of {@code desc.id}. */
    static long idAndLength(int id, int length) {
        return id + ((long) length << 16);
    }

    private Expression element(String name, int count) {
        return locations.element(name, slots, count % slots);
    }
}
