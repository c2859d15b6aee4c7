package dev.fencepost.impl.ring.packed;

import dev.fencepost.impl.ring.Checks;
import dev.fencepost.impl.ring.Descriptor;

/**
 * Where the three parts of a packed virtqueue lie in shared memory (VIRTIO 1.3 sections 2.8.10.1, 2.8.13 and 2.8.14).
 * All offsets are in bytes from the start of the memory.
 *
 * <pre>
 * descriptor ring  16 N bytes, aligned 16:  { le64 addr; le32 len; le16 id; le16 flags } [N]
 * driver event      4 bytes,   aligned 4:   le16 off_wrap { off:15, wrap:1 }; le16 flags
 * device event      4 bytes,   aligned 4:   the same
 * </pre>
 */
public final class PackedLayout {
    /** The largest queue size. */
    public static final int MAX_SIZE = 32768;

    /** Bytes of an event suppression structure. */
    static final int EVENT = 4;

    private final int size;
    private final int ring;
    private final int driverEvent;
    private final int deviceEvent;

    /**
     * The parts at these offsets, which need not be next to each other.
     *
     * @param size entries N: 1 to {@link #MAX_SIZE}, a power of two or not
     * @throws IllegalArgumentException if the size or an alignment is wrong, or parts overlap or pass 2^31 bytes
     */
    public PackedLayout(int size, int ring, int driverEvent, int deviceEvent) {
        Checks.queueSize(size);
        Checks.aligned("descriptor ring", ring, 16);
        Checks.aligned("driver event structure", driverEvent, 4);
        Checks.aligned("device event structure", deviceEvent, 4);
        this.size = size;
        this.ring = ring;
        this.driverEvent = driverEvent;
        this.deviceEvent = deviceEvent;
        Checks.apart(ring, Descriptor.BYTES * size, driverEvent, EVENT);
        Checks.apart(ring, Descriptor.BYTES * size, deviceEvent, EVENT);
        Checks.apart(driverEvent, EVENT, deviceEvent, EVENT);
    }

    /** The parts one after the other from {@code start}, a multiple of 16. */
    public static PackedLayout contiguous(int size, int start) {
        Checks.queueSize(size);
        int event = start + Descriptor.BYTES * size;
        return new PackedLayout(size, start, event, event + EVENT);
    }

    /** Entries N. */
    public int size() {
        return size;
    }

    /**
     * Where a descriptor starts.
     *
     * @throws IllegalArgumentException for an index that is not from 0 to N - 1
     */
    public int descriptor(int index) {
        Checks.named("descriptor", index, size);
        return ring + Descriptor.BYTES * index;
    }

    /** Where the driver says when it wants interrupts: off_wrap, and 2 bytes later the flags. */
    public int driverEvent() {
        return driverEvent;
    }

    /** Where the device says when it wants kicks. */
    public int deviceEvent() {
        return deviceEvent;
    }

    /** The first offset of each part, and the one behind it. */
    int[] parts() {
        return new int[] {
            ring, ring + Descriptor.BYTES * size, driverEvent, driverEvent + EVENT, deviceEvent, deviceEvent + EVENT
        };
    }

    /** The first offset behind all parts. */
    public int end() {
        return Math.max(ring + Descriptor.BYTES * size, Math.max(driverEvent, deviceEvent) + EVENT);
    }
}
