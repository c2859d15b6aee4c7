package dev.fencepost.properties.qemu.block;

import dev.fencepost.impl.ring.Segments;
import dev.fencepost.properties.qemu.GuestMemory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * A request to a block device (VIRTIO 1.3 section 5.2.6), cut into pieces that lie anywhere in its own stretch of
 * memory. One object for each that may be in flight.
 */
final class BlockRequest {
    static final int READ = 0;
    static final int WRITE = 1;
    static final int FLUSH = 4;
    static final int GET_ID = 8;
    static final int DISCARD = 11;
    static final int WRITE_ZEROES = 13;
    static final int STATUS_OK = 0;
    static final int STATUS_IOERR = 1;
    static final int STATUS_UNSUPPORTED = 2;

    /** The largest request in sectors. */
    static final int MOST_SECTORS = 16;

    private static final int HEADER = 16;
    private static final int RANGE = 16;
    private static final int ID = 20;
    private static final int GAP = 8;
    private static final int UNTOUCHED = 0x77;

    /** Bytes of memory that one takes: all its bytes, and a gap behind each piece. */
    static final int STRETCH = HEADER + MOST_SECTORS * BlockModel.SECTOR + 64 + GAP * BlockRun.SEGMENTS;

    private record Piece(int offset, int length) {}

    private final GuestMemory memory;
    private final int stretch;
    private final Segments segments = new Segments(BlockRun.SEGMENTS);
    private final List<Piece> readable = new ArrayList<>();
    private final List<Piece> writable = new ArrayList<>();

    private int type;
    private long sector;
    private int count;
    private int version;
    private int expectedStatus;
    private int writableBytes;

    BlockRequest(GuestMemory memory) {
        this.memory = memory;
        stretch = memory.allocate(STRETCH, 16);
    }

    int type() {
        return type;
    }

    int sector() {
        return (int) sector;
    }

    int count() {
        return count;
    }

    int version() {
        return version;
    }

    boolean isExpectedToSucceed() {
        return expectedStatus == STATUS_OK;
    }

    /**
     * Makes it this request, in at most {@code most} pieces.
     *
     * @param count sectors; 0 for a request that has none
     * @param version what a write writes
     * @param expectedStatus what the device will say
     */
    Segments make(int type, long sector, int count, int version, int expectedStatus, int most, Random random) {
        this.type = type;
        this.sector = sector;
        this.count = count;
        this.version = version;
        this.expectedStatus = expectedStatus;
        byte[] out = outgoing();
        writableBytes = incomingBytes();
        place(out.length, writableBytes, most, random);
        write(readable, out);
        for (Piece piece : writable) {
            memory.fill(piece.offset(), piece.length(), UNTOUCHED);
        }
        segments.clear();
        readable.forEach(piece -> segments.readable(piece.offset(), piece.length()));
        writable.forEach(piece -> segments.writable(piece.offset(), piece.length()));
        return segments;
    }

    private byte[] outgoing() {
        boolean ranged = type == DISCARD || type == WRITE_ZEROES;
        int data = type == WRITE ? count * BlockModel.SECTOR : ranged ? RANGE : 0;
        ByteBuffer bytes = ByteBuffer.allocate(HEADER + data).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putInt(type).putInt(0).putLong(ranged ? 0 : sector);
        if (ranged) {
            bytes.putLong(sector).putInt(count).putInt(0);
        }
        for (int i = 0; type == WRITE && i < count; i++) {
            BlockModel.fill(bytes.array(), HEADER + i * BlockModel.SECTOR, (int) sector + i, version);
        }
        return bytes.array();
    }

    private int incomingBytes() {
        return 1 + (type == READ ? count * BlockModel.SECTOR : type == GET_ID ? ID : 0);
    }

    /** Cuts both parts, and lays the pieces down in any order. */
    private void place(int out, int in, int most, Random random) {
        int pieces = 2 + random.nextInt(most - 1);
        int outPieces = 1 + random.nextInt(Math.min(pieces - 1, out));
        List<Integer> lengths = new ArrayList<>(cut(out, outPieces, random));
        lengths.addAll(cut(in, Math.min(pieces - outPieces, in), random));
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < lengths.size(); i++) {
            order.add(i);
        }
        Collections.shuffle(order, random);
        Piece[] placed = new Piece[lengths.size()];
        int next = stretch;
        for (int i : order) {
            next += random.nextInt(GAP);
            placed[i] = new Piece(next, lengths.get(i));
            next += lengths.get(i);
        }
        readable.clear();
        writable.clear();
        readable.addAll(List.of(placed).subList(0, outPieces));
        writable.addAll(List.of(placed).subList(outPieces, placed.length));
    }

    /** {@code bytes} in so many parts, none of them empty. */
    private static List<Integer> cut(int bytes, int parts, Random random) {
        List<Integer> lengths = new ArrayList<>();
        int left = bytes;
        for (int i = parts - 1; i > 0; i--) {
            int room = left - i;
            // Mostly small ones first, now and then half of what is left.
            int length = 1 + random.nextInt(random.nextInt(4) == 0 ? room : Math.min(room, 2 * left / (i + 1)));
            lengths.add(length);
            left -= length;
        }
        lengths.add(left);
        return lengths;
    }

    private void write(List<Piece> pieces, byte[] bytes) {
        int done = 0;
        for (Piece piece : pieces) {
            memory.put(piece.offset(), bytes, done, piece.length());
            done += piece.length();
        }
    }

    private byte[] incoming() {
        byte[] bytes = new byte[writableBytes];
        int done = 0;
        for (Piece piece : writable) {
            memory.get(piece.offset(), bytes, done, piece.length());
            done += piece.length();
        }
        return bytes;
    }

    /**
     * Holds what came back against what was to come.
     *
     * @param length that the device gave
     * @param id the device's name
     */
    void check(long length, BlockModel model, String id) {
        byte[] bytes = incoming();
        int status = bytes[bytes.length - 1] & 0xff;
        if (status != expectedStatus) {
            throw new AssertionError(this + " ends with status " + status + ", expected " + expectedStatus);
        }
        if (length != writableBytes) {
            throw new AssertionError(this + " has used length " + length + ", expected " + writableBytes + " (S4)");
        }
        if (type == READ && isExpectedToSucceed()) {
            model.read((int) sector, count, bytes);
        } else if (type == GET_ID) {
            String seen = new String(bytes, 0, id.length(), java.nio.charset.StandardCharsets.US_ASCII);
            if (!seen.equals(id)) {
                throw new AssertionError(this + " gives '" + seen + "', expected '" + id + "'");
            }
        }
    }

    /** After a reset nobody may write here any more. */
    void forbid() {
        for (Piece piece : writable) {
            memory.fill(piece.offset(), piece.length(), UNTOUCHED);
        }
    }

    /** Whether somebody did. */
    boolean isTouched() {
        for (byte one : incoming()) {
            if (one != UNTOUCHED) {
                return true;
            }
        }
        return false;
    }

    @Override
    public String toString() {
        return "request of type " + type + " for " + count + " sectors from " + sector + " in " + readable.size() + "+"
                + writable.size() + " pieces";
    }
}
