package dev.fencepost.model.vring;

import dev.fencepost.model.memory.Expression;
import dev.fencepost.model.memory.Observable;
import dev.fencepost.model.memory.Operator;
import dev.fencepost.model.protocol.Locations;

/**
 * The shared memory of a split virtqueue, as far as a scenario needs it. Names are those of VIRTIO 1.3 section 2.7. A
 * descriptor's value is the address of its buffer, 0 before the driver fills it; a used element's is {@code id + 2^16 *
 * len}.
 */
final class SplitRingMemory extends RingMemory {
    private final int firstIndex;

    /** Memory of a queue with {@code slots} entries (a power of two or not: the model does not mask). */
    SplitRingMemory(int slots, int firstIndex) {
        super(slots);
        this.firstIndex = firstIndex;
    }

    /** The value of an index after {@code count} buffers: free running modulo 2^16. */
    int index(int count) {
        return firstIndex + count & 0xffff;
    }

    Expression availIdx() {
        return single("avail.idx", firstIndex);
    }

    Expression usedIdx() {
        return single("used.idx", firstIndex);
    }

    /** Where the device asks for the next kick: in the used ring. */
    Expression availEvent(int initial) {
        return single("avail_event", initial & 0xffff);
    }

    /** Where the driver asks for the next interrupt: in the avail ring. */
    Expression usedEvent(int initial) {
        return single("used_event", initial & 0xffff);
    }

    Expression availFlags() {
        return single("avail.flags", 0);
    }

    Expression usedFlags() {
        return single("used.flags", 0);
    }

    Expression availRing(int count) {
        return element("avail.ring", count);
    }

    Expression usedRing(int count) {
        return element("used.ring", count);
    }

    Expression descriptor(int head) {
        return element("desc", head);
    }

    /** The descriptor that {@code head}, a register, names. */
    Expression descriptor(Expression head) {
        return Expression.binary(Operator.ADD, element("desc", 0), head);
    }

    Observable at(Expression address) {
        return Locations.at(address);
    }

    private Expression single(String name, int initial) {
        return locations().single(name, initial);
    }
}
