package dev.fencepost.properties.qemu.block;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A disk as a plain list of sectors. What a sector holds follows from its version: 0 is all zeros. After a discard, or
 * a write that a reset cut off, a sector holds one of several versions, and whoever reads it next says which.
 */
final class BlockModel {
    static final int SECTOR = 512;

    private static final int ZEROS = 0;
    /** A sector that is being written; otherwise so many read it. */
    private static final int WRITTEN = -1;

    private final int[][] possible;
    private final int[] users;
    private int versions;

    BlockModel(int sectors) {
        possible = new int[sectors][];
        Arrays.fill(possible, new int[] {ZEROS});
        users = new int[sectors];
    }

    int sectors() {
        return possible.length;
    }

    /** Whether a request may have these sectors: nobody writes what another uses, or nothing could be expected. */
    boolean take(int sector, int count, boolean write) {
        for (int i = sector; i < sector + count; i++) {
            if (users[i] == WRITTEN || write && users[i] != 0) {
                return false;
            }
        }
        for (int i = sector; i < sector + count; i++) {
            users[i] = write ? WRITTEN : users[i] + 1;
        }
        return true;
    }

    /** A request gives them back. */
    void release(int sector, int count) {
        for (int i = sector; i < sector + count; i++) {
            users[i] = users[i] == WRITTEN ? 0 : users[i] - 1;
        }
    }

    /** A version that no sector has had. */
    int newVersion() {
        return ++versions;
    }

    /** A write has been done. */
    void written(int sector, int count, int version) {
        for (int i = sector; i < sector + count; i++) {
            possible[i] = new int[] {version};
        }
    }

    /** Sectors have been filled with zeros. */
    void zeroed(int sector, int count) {
        written(sector, count, ZEROS);
    }

    /** A write may have been done, or not. */
    void maybeWritten(int sector, int count, int version) {
        for (int i = sector; i < sector + count; i++) {
            int[] now = possible[i];
            possible[i] = Arrays.copyOf(now, now.length + 1);
            possible[i][now.length] = version;
        }
    }

    /** A discard has been done, which leaves what was there, or zeros. */
    void maybeZeroed(int sector, int count) {
        maybeWritten(sector, count, ZEROS);
    }

    /** Fills in what a write of that version has for a sector. */
    static void fill(byte[] bytes, int at, int sector, int version) {
        if (version == ZEROS) {
            Arrays.fill(bytes, at, at + SECTOR, (byte) 0);
            return;
        }
        long state = (long) version << 32 | sector;
        for (int i = 0; i < SECTOR; i += Long.BYTES) {
            state = (state ^ state >>> 29) * 0x9e37_79b9_7f4a_7c15L + 1;
            for (int j = 0; j < Long.BYTES; j++) {
                bytes[at + i + j] = (byte) (state >>> 8 * j);
            }
        }
    }

    /**
     * Holds sectors that were read against what they may hold.
     *
     * @throws AssertionError if one holds anything else
     */
    void read(int sector, int count, byte[] bytes) {
        byte[] expected = new byte[SECTOR];
        for (int i = 0; i < count; i++) {
            possible[sector + i] = new int[] {seen(sector + i, bytes, i * SECTOR, expected)};
        }
    }

    private int seen(int sector, byte[] bytes, int at, byte[] expected) {
        List<Integer> wrongAt = new ArrayList<>();
        for (int version : possible[sector]) {
            fill(expected, 0, sector, version);
            int mismatch = Arrays.mismatch(expected, 0, SECTOR, bytes, at, at + SECTOR);
            if (mismatch < 0) {
                return version;
            }
            wrongAt.add(mismatch);
        }
        throw new AssertionError("sector " + sector + " may hold versions " + Arrays.toString(possible[sector])
                + " and differs from them at bytes " + wrongAt);
    }
}
