package dev.fencepost.impl.vring;

import dev.fencepost.impl.memory.SharedMemory;

/**
 * What must hold of the parts that a queue is made from, so that no operation needs to look again, and of the buffers
 * that a driver is given.
 */
final class Checks {
    /** What a chain may describe at most (VIRTIO 1.3 section 2.7.5). */
    static final long MAX_BYTES = 1L << 32;

    private Checks() {}

    static void inside(SharedMemory memory, int ringEnd, BufferWindow window) {
        if (ringEnd > memory.size() || window.to() > memory.size()) {
            throw new IllegalArgumentException("ring ends at " + ringEnd + " and window at " + window.to()
                    + ", behind the end of the memory at " + memory.size());
        }
    }

    static void usable(IndirectTables tables, int size, boolean negotiated, BufferWindow window) {
        if (!negotiated) {
            throw new IllegalArgumentException("indirect tables without VIRTIO_F_INDIRECT_DESC");
        }
        if (tables.offset() < window.from() || tables.offset() + (long) tables.bytes(size) > window.to()) {
            throw new IllegalArgumentException("indirect tables at offset " + tables.offset() + " leave the window");
        }
    }

    /** Refuses what no driver may make available on a queue of {@code size} entries. */
    static void sendable(Segments segments, int size, int from, int to) {
        int count = segments.count();
        if (count < 1 || count > size) {
            throw new IllegalArgumentException(
                    "a buffer of " + count + " segments: expected 1 to the queue size, " + size + " (S5)");
        }
        long bytes = requireInside(segments, 0, from, to);
        for (int i = 1; i < count; i++) {
            bytes += requireInside(segments, i, from, to);
        }
        if (bytes > MAX_BYTES) {
            throw new IllegalArgumentException("a buffer of more than 2^32 bytes (S5)");
        }
    }

    /** The length of a segment that may be sent. Out of the loop, so that a buffer of one segment has none. */
    private static int requireInside(Segments segments, int i, int from, int to) {
        int length = segments.length(i);
        int offset = segments.offset(i);
        if (length < 1 || offset < from || offset > to - length) {
            throw new IllegalArgumentException("segment " + i + ", " + length + " bytes at offset " + offset
                    + ": expected 1 byte or more within the window");
        }
        return length;
    }

    static void aligned(String part, int offset, int alignment) {
        if (offset < 0 || offset % alignment != 0) {
            throw new IllegalArgumentException(
                    part + " at offset " + offset + ": expected a multiple of " + alignment + ", not negative");
        }
    }

    static void apart(int first, int firstBytes, int second, int secondBytes) {
        if ((long) first + firstBytes > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("a part at offset " + first + " passes 2^31 bytes");
        }
        if (first < second + (long) secondBytes && second < first + (long) firstBytes) {
            throw new IllegalArgumentException("parts at offsets " + first + " and " + second + " overlap");
        }
    }
}
