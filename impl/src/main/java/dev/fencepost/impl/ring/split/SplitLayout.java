package dev.fencepost.impl.ring.split;

import dev.fencepost.impl.ring.Checks;
import dev.fencepost.impl.ring.Descriptor;

/**
 * Where the three parts of a split virtqueue lie in shared memory (VIRTIO 1.3 sections 2.7.5, 2.7.6 and 2.7.8). All
 * offsets are in bytes from the start of the memory.
 *
 * <pre>
 * descriptor table  16 N bytes, aligned 16:  { le64 addr; le32 len; le16 flags; le16 next } [N]
 * avail ring     6 + 2 N bytes, aligned 2:   le16 flags; le16 idx; le16 ring[N]; le16 used_event
 * used ring      6 + 8 N bytes, aligned 4:   le16 flags; le16 idx; { le32 id; le32 len } ring[N]; le16 avail_event
 * </pre>
 */
public final class SplitLayout {
    /** The largest queue size. */
    public static final int MAX_SIZE = Checks.MAX_QUEUE_SIZE;

    /** Bytes of a used element. */
    static final int USED_ELEMENT = 8;

    private final int size;
    private final int descriptors;
    private final int avail;
    private final int used;

    /**
     * The parts at these offsets, which need not be next to each other.
     *
     * @param size entries N: a power of two from 1 to {@link #MAX_SIZE}
     * @throws IllegalArgumentException if the size or an alignment is wrong, or parts overlap or pass 2^31 bytes
     */
    public SplitLayout(int size, int descriptors, int avail, int used) {
        if (size < 1 || size > MAX_SIZE || Integer.bitCount(size) != 1) {
            throw new IllegalArgumentException("queue size " + size + " is not a power of two from 1 to " + MAX_SIZE);
        }
        Checks.aligned("descriptor table", descriptors, 16);
        Checks.aligned("avail ring", avail, 2);
        Checks.aligned("used ring", used, 4);
        this.size = size;
        this.descriptors = descriptors;
        this.avail = avail;
        this.used = used;
        Checks.apart(descriptors, descriptorBytes(), avail, availBytes());
        Checks.apart(avail, availBytes(), used, usedBytes());
        Checks.apart(used, usedBytes(), descriptors, descriptorBytes());
    }

    /** The parts one after the other from {@code start}, a multiple of 16. */
    public static SplitLayout contiguous(int size, int start) {
        Checks.queueSize(size);
        int avail = start + Descriptor.BYTES * size;
        int used = avail + 6 + 2 * size + 3 & ~3;
        return new SplitLayout(size, start, avail, used);
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
        return descriptors + Descriptor.BYTES * index;
    }

    /** avail.flags. */
    public int availFlags() {
        return avail;
    }

    /** avail.idx. */
    public int availIdx() {
        return avail + 2;
    }

    /**
     * Where an entry of the avail ring lies.
     *
     * @throws IllegalArgumentException for a slot that is not from 0 to N - 1
     */
    public int availRing(int slot) {
        Checks.named("slot", slot, size);
        return avail + 4 + 2 * slot;
    }

    /** used_event, by which the driver asks for interrupts: after the avail ring. */
    public int usedEvent() {
        return avail + 4 + 2 * size;
    }

    /** used.flags. */
    public int usedFlags() {
        return used;
    }

    /** used.idx. */
    public int usedIdx() {
        return used + 2;
    }

    /**
     * Where an element of the used ring lies: its id, and 4 bytes later its len.
     *
     * @throws IllegalArgumentException for a slot that is not from 0 to N - 1
     */
    public int usedRing(int slot) {
        Checks.named("slot", slot, size);
        return used + 4 + USED_ELEMENT * slot;
    }

    /** avail_event, by which the device asks for kicks: after the used ring. */
    public int availEvent() {
        return used + 4 + USED_ELEMENT * size;
    }

    /** The first offset behind all parts. */
    public int end() {
        return Math.max(descriptors + descriptorBytes(), Math.max(avail + availBytes(), used + usedBytes()));
    }

    /** The first offset of each part, and the one behind it. */
    int[] parts() {
        return new int[] {
            descriptors, descriptors + descriptorBytes(), avail, avail + availBytes(), used, used + usedBytes()
        };
    }

    int descriptorBytes() {
        return Descriptor.BYTES * size;
    }

    int availBytes() {
        return 6 + 2 * size;
    }

    int usedBytes() {
        return 6 + USED_ELEMENT * size;
    }
}
