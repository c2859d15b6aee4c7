package dev.fencepost.properties.ring.packed;

import dev.fencepost.impl.ring.packed.PackedFeatures;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Buffers on a small packed ring: what the scenarios of the protocol, which have a descriptor or two a buffer and
 * buffers one by one, leave out. Positions are counted in descriptors from the first one of the first buffer.
 *
 * @param buffers how many, 1 to 4
 * @param segments of each: a readable one with the request and then writable ones, the reply first; or, where there is
 *     but one, request and reply in it
 * @param indirect whether they stand in tables (P7)
 * @param batch whether all are published at once, and used at once
 * @param inOrder whether IN_ORDER is negotiated, so that one used descriptor closes a batch (S9)
 * @param start how many descriptors passed before, so that a list goes round the end of the ring
 * @param inPlace whether the device consumes requests where they lie
 */
record PackedShape(
        int buffers, int segments, boolean indirect, boolean batch, boolean inOrder, int start, boolean inPlace) {
    static final int NEXT = 1;
    static final int WRITE = 2;
    static final int INDIRECT = 4;
    static final int AVAIL = 1 << 7;
    static final int USED = 1 << 15;

    /** Bytes of a request, a reply, and any further segment. */
    static final int FIELD = 4;

    private static final int PIECES = 1 << 12;
    private static final int PIECE = 8 * FIELD;
    private static final int TABLES = 3 << 12;

    /** Lists of one to four, round the end too; tables; batches used one by one, together, and by one descriptor. */
    static List<PackedShape> all() {
        return List.of(
                new PackedShape(2, 1, false, false, false, 1, false),
                new PackedShape(1, 3, false, false, false, 0, false),
                new PackedShape(1, 4, false, false, false, 2, true),
                new PackedShape(2, 2, false, false, true, 3, false),
                new PackedShape(1, 2, true, false, false, 0, true),
                new PackedShape(2, 3, true, false, false, 1, false),
                new PackedShape(2, 1, false, true, false, 0, true),
                new PackedShape(3, 1, false, true, false, 2, false),
                new PackedShape(2, 2, false, true, false, 1, false),
                new PackedShape(3, 1, false, true, true, 1, true),
                new PackedShape(2, 2, false, true, true, 3, false),
                new PackedShape(2, 2, true, true, true, 1, false));
    }

    PackedFeatures features() {
        return new PackedFeatures(false, inOrder, indirect);
    }

    /** Entries of the ring: those that the buffers take, and no buffer has more segments (S5). */
    int size() {
        return Math.max(buffers * direct(), segments);
    }

    /** Descriptors of the ring that a buffer takes. */
    int direct() {
        return indirect ? 1 : segments;
    }

    /** Where the descriptor at a position lies. */
    int slot(int position) {
        return (start + position) % size();
    }

    private boolean isFirstLap(int position) {
        return (start + position) / size() % 2 == 0;
    }

    /** The flags of segment {@code i} of a list, or of a table's descriptor, at a position. */
    int available(int position, int i) {
        int bits = isFirstLap(position) ? AVAIL : USED;
        if (indirect) {
            return bits | INDIRECT;
        }
        return bits | (i < segments - 1 ? NEXT : 0) | write(i);
    }

    /** WRITE where a segment is writable. */
    int write(int i) {
        return i > 0 || segments == 1 ? WRITE : 0;
    }

    /** The flags of a used descriptor at a position, into whose buffer something was written. */
    int used(int position) {
        return WRITE | (isFirstLap(position) ? AVAIL | USED : 0);
    }

    /** Whether a buffer is the first that one publication shows. */
    boolean leads(int buffer) {
        return !batch || buffer == 0;
    }

    /** Whether one used descriptor stands for all buffers. */
    boolean closesAtOnce() {
        return batch && inOrder;
    }

    /** How many bytes the device writes. */
    int length(int buffer) {
        return buffer + 1;
    }

    int bytes() {
        return segments == 1 ? 2 * FIELD : FIELD;
    }

    int segment(int buffer, int i) {
        return PIECES + PIECE * buffer + FIELD * i;
    }

    int request(int buffer) {
        return segment(buffer, 0);
    }

    int reply(int buffer) {
        return segment(buffer, 1);
    }

    /** Where tables begin. */
    int tables() {
        return TABLES;
    }

    int table(int id) {
        return TABLES + 16 * segments * id;
    }

    IntStream each() {
        return IntStream.range(0, buffers);
    }
}
