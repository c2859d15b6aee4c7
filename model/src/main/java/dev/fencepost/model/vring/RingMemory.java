package dev.fencepost.model.vring;

import dev.fencepost.model.memory.Expression;
import dev.fencepost.model.protocol.Locations;

/**
 * The shared memory of a virtqueue, as far as a scenario needs it: locations are made when they are first named. What
 * rings of both layouts have is here: buffers, each with a part that the device reads and one that it writes, and
 * notifications.
 */
abstract class RingMemory {
    private final Locations locations = new Locations();
    private final int slots;

    RingMemory(int slots) {
        this.slots = slots;
    }

    int slots() {
        return slots;
    }

    Locations locations() {
        return locations;
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

    /** What a used element and a packed descriptor hold beside each other. */
    static long idAndLength(int id, int length) {
        return id + ((long) length << 16);
    }

    final Expression element(String name, int count) {
        return locations.element(name, slots, count % slots);
    }
}
