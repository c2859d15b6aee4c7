package dev.fencepost.model.ring;

import java.util.List;

/**
 * A piece of a buffer.
 *
 * @param length in bytes
 * @param write whether the device writes it
 */
public record RingSegment(int length, boolean write) {
    private static final long MOST_BYTES = 1L << 32;

    /** Bytes that the device may write. */
    public static int writable(List<RingSegment> segments) {
        return segments.stream()
                .filter(RingSegment::write)
                .mapToInt(RingSegment::length)
                .sum();
    }

    /** Why no driver may make a buffer of these segments available, or null: what both rings demand of one. */
    public static String fault(List<RingSegment> segments) {
        boolean writes = false;
        long bytes = 0;
        for (RingSegment segment : segments) {
            if (segment.length() <= 0) {
                return "a segment is not empty (S5)";
            }
            if (writes && !segment.write()) {
                return "readable segments come first (S5)";
            }
            writes |= segment.write();
            bytes += segment.length();
        }
        return bytes > MOST_BYTES ? "a buffer has at most 2^32 bytes (S5)" : null;
    }
}
