package dev.fencepost.impl.grant.persistent;

import dev.fencepost.impl.argument.Arguments;
import dev.fencepost.impl.memory.Mode;
import dev.fencepost.impl.memory.SharedMemory;

/**
 * A read or write request of a block frontend (blkif.h, struct blkif_request), copied out of the shared ring. Each
 * field is fetched once (B7), so that what was checked is what is used, whatever the frontend writes meanwhile.
 */
public final class BlockRequest {
    /** Segments that fit into a request: BLKIF_MAX_SEGMENTS_PER_REQUEST. */
    public static final int MOST_SEGMENTS = 11;
    /** Bytes in the ring, on a 64-bit system. */
    public static final int BYTES = 112;

    private static final int SECTORS_PER_PAGE = 8;
    private static final int OP_ID = 8;
    private static final int SEGMENTS = 24;

    private final int[] names = new int[MOST_SEGMENTS];
    private final int[] sectors = new int[MOST_SEGMENTS];
    private int operation;
    private int count;
    private long id;

    /** An empty one, to be filled again and again. */
    public BlockRequest() {}

    /**
     * Fetches the request at {@code offset}.
     *
     * @return whether it has 1 to {@link #MOST_SEGMENTS} segments, each within a page; if not, it is to be answered
     *     with an error
     * @throws IllegalArgumentException if no request of {@link #BYTES} fits into the ring there
     */
    public boolean fetch(SharedMemory ring, int offset) {
        Arguments.inRange("offset", offset, 0, ring.size() - BYTES);
        int head = ring.load16(Mode.OPAQUE, offset);
        operation = head & 0xff;
        count = head >>> 8;
        id = ring.load64(Mode.OPAQUE, offset + OP_ID);
        if (count < 1 || count > MOST_SEGMENTS) {
            count = 0;
            return false;
        }
        boolean good = true;
        for (int i = 0; i < count; i++) {
            int at = offset + SEGMENTS + 8 * i;
            names[i] = ring.load32(Mode.OPAQUE, at);
            int range = ring.load32(Mode.OPAQUE, at + 4);
            int first = range & 0xff;
            int last = range >>> 8 & 0xff;
            good &= first <= last && last < SECTORS_PER_PAGE;
            sectors[i] = last - first + 1;
        }
        return good;
    }

    /** BLKIF_OP_*: 0 reads, 1 writes. */
    public int operation() {
        return operation;
    }

    /** What the response repeats. */
    public long id() {
        return id;
    }

    /** Segments. */
    public int count() {
        return count;
    }

    /** What each segment names: grant references or handles. Not to be changed. */
    public int[] names() {
        return names;
    }

    /** Bytes of a segment. */
    public int bytes(int segment) {
        return 512 * sectors[Arguments.index("segment", segment, count)];
    }
}
