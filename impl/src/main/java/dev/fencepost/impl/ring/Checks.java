package dev.fencepost.impl.ring;

import dev.fencepost.impl.memory.SharedMemory;
import java.util.Arrays;

/**
 * What must hold of the parts that a queue is made from, so that no operation needs to look again, and of the buffers
 * that a driver is given.
 */
public final class Checks {
    /** What a chain may describe at most (VIRTIO 1.3 section 2.7.5). */
    static final long MAX_BYTES = 1L << 32;

    /** The largest size of a queue (VIRTIO 1.3 sections 2.7 and 2.8.10.1). */
    public static final int MAX_QUEUE_SIZE = 32768;

    private Checks() {}

    public static void inside(SharedMemory memory, int ringEnd, BufferWindow window) {
        if (ringEnd > memory.size() || window.to() > memory.size()) {
            throw new IllegalArgumentException("ring ends at " + ringEnd + " and window at " + window.to()
                    + ", behind the end of the memory at " + memory.size());
        }
    }

    public static void usable(IndirectTables tables, int size, boolean negotiated, BufferWindow window, int[] ring) {
        if (!negotiated) {
            throw new IllegalArgumentException("indirect tables without VIRTIO_F_INDIRECT_DESC");
        }
        if (tables.offset() < window.from() || tables.offset() + (long) tables.bytes(size) > window.to()) {
            throw new IllegalArgumentException("indirect tables at offset " + tables.offset() + " leave the window");
        }
        if (overlaps(ring, tables.offset(), tables.bytes(size))) {
            throw new IllegalArgumentException("indirect tables at offset " + tables.offset() + " lie over the ring");
        }
    }

    /**
     * Where no buffer may lie, of what the window holds: first offsets of parts of the ring, and of the tables if any,
     * each followed by the offset behind it.
     */
    public static int[] reserved(int[] ring, IndirectTables tables, int size, BufferWindow window) {
        int[] all = Arrays.copyOf(ring, ring.length + (tables == null ? 0 : 2));
        if (tables != null) {
            all[ring.length] = tables.offset();
            all[ring.length + 1] = tables.offset() + tables.bytes(size);
        }
        int count = 0;
        for (int i = 0; i < all.length; i += 2) {
            if (all[i] < window.to() && all[i + 1] > window.from()) {
                all[count++] = all[i];
                all[count++] = all[i + 1];
            }
        }
        return Arrays.copyOf(all, count);
    }

    private static boolean overlaps(int[] reserved, int offset, int length) {
        for (int i = 0; i < reserved.length; i += 2) {
            if (offset < reserved[i + 1] && offset + (long) length > reserved[i]) {
                return true;
            }
        }
        return false;
    }

    /** The most segments that a driver may send in one buffer. */
    public static int mostSegments(IndirectTables tables, int size) {
        return tables != null && tables.longTables() ? Math.max(size, tables.entries()) : size;
    }

    /** Refuses what no driver may make available in a queue that takes {@code most} segments. */
    public static void sendable(Segments segments, int most, int from, int to, int[] reserved) {
        int count = segments.count();
        if (count < 1 || count > most) {
            throw new IllegalArgumentException("a buffer of " + count + " segments: expected 1 to " + most + " (S5)");
        }
        if (reserved.length != 0) {
            requireApart(segments, count, reserved);
        }
        long bytes = requireInside(segments, 0, from, to);
        for (int i = 1; i < count; i++) {
            bytes += requireInside(segments, i, from, to);
        }
        if (bytes > MAX_BYTES) {
            throw new IllegalArgumentException("a buffer of more than 2^32 bytes (S5)");
        }
    }

    private static void requireApart(Segments segments, int count, int[] reserved) {
        for (int i = 0; i < count; i++) {
            if (overlaps(reserved, segments.offset(i), segments.length(i))) {
                throw new IllegalArgumentException(
                        "segment " + i + " at offset " + segments.offset(i) + " lies over the ring or indirect tables");
            }
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

    public static void queueSize(int size) {
        if (size < 1 || size > MAX_QUEUE_SIZE) {
            throw new IllegalArgumentException("queue size " + size + " is not from 1 to " + MAX_QUEUE_SIZE);
        }
    }

    /** Refuses a token that would look like nothing. */
    public static void token(int token) {
        if (token < 0) {
            throw new IllegalArgumentException("token " + token + " is negative");
        }
    }

    /** Refuses what names nothing. */
    public static void named(String what, int index, int size) {
        if (index < 0 || index >= size) {
            throw new IllegalArgumentException(what + " " + index + " is not from 0 to " + (size - 1));
        }
    }

    public static void aligned(String part, int offset, int alignment) {
        if (offset < 0 || offset % alignment != 0) {
            throw new IllegalArgumentException(
                    part + " at offset " + offset + ": expected a multiple of " + alignment + ", not negative");
        }
    }

    public static void apart(int first, int firstBytes, int second, int secondBytes) {
        if ((long) first + firstBytes > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("a part at offset " + first + " passes 2^31 bytes");
        }
        if (first < second + (long) secondBytes && second < first + (long) firstBytes) {
            throw new IllegalArgumentException("parts at offsets " + first + " and " + second + " overlap");
        }
    }
}
