package dev.fencepost.impl.ring;

import dev.fencepost.impl.ring.split.SplitDevice;
import dev.fencepost.impl.ring.split.SplitDriver;
import java.util.Objects;

/**
 * The pieces of one buffer in ring order: those that the device reads, then those that it writes. Made once and used
 * again; the driver's caller fills it for {@link SplitDriver#add}, {@link SplitDevice#take} fills it for the device's.
 * What is in here is a private copy of what stood in shared memory (S8).
 */
public final class Segments {
    private final int[] offsets;
    private final int[] lengths;
    private int count;
    private int readable;
    private long writableBytes;

    /**
     * Room for {@code capacity} segments.
     *
     * @throws IllegalArgumentException for one below 0
     */
    public Segments(int capacity) {
        if (capacity < 0) {
            throw new IllegalArgumentException("room for " + capacity + " segments");
        }
        offsets = new int[capacity];
        lengths = new int[capacity];
    }

    /** Forgets all segments. */
    public Segments clear() {
        count = 0;
        readable = 0;
        writableBytes = 0;
        return this;
    }

    /**
     * Adds a segment that the device reads.
     *
     * @param offset where it starts in shared memory, in bytes
     * @param length in bytes
     * @throws IllegalStateException behind a writable one
     * @throws IndexOutOfBoundsException if there is no more room
     */
    public Segments readable(int offset, int length) {
        if (readable != count) {
            throw new IllegalStateException("readable segments stand before writable ones (S5)");
        }
        append(offset, length);
        readable = count;
        return this;
    }

    /** Adds a segment that the device writes; as {@link #readable}. */
    public Segments writable(int offset, int length) {
        append(offset, length);
        writableBytes += length;
        return this;
    }

    private void append(int offset, int length) {
        offsets[count] = offset;
        lengths[count] = length;
        count++;
    }

    /** How many segments there are. */
    public int count() {
        return count;
    }

    /** How many of them, from the first on, are readable. */
    public int readableCount() {
        return readable;
    }

    /**
     * Where segment {@code index} starts in shared memory, in bytes.
     *
     * @throws IndexOutOfBoundsException where there is no such segment
     */
    public int offset(int index) {
        return offsets[Objects.checkIndex(index, count)];
    }

    /**
     * The length of segment {@code index} in bytes.
     *
     * @throws IndexOutOfBoundsException where there is no such segment
     */
    public int length(int index) {
        return lengths[Objects.checkIndex(index, count)];
    }

    /** How many segments fit. */
    public int capacity() {
        return offsets.length;
    }

    /** The sum of the writable lengths. */
    public long writableBytes() {
        return writableBytes;
    }
}
