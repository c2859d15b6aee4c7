package dev.fencepost.impl.msix;

import dev.fencepost.impl.argument.Arguments;

/**
 * Where an MSI-X capability lies in shared memory: the table in PCI layout, and behind it words that only the device
 * side sees. Offsets in bytes.
 *
 * <pre>
 * table      16 bytes a vector: address low, address high, data, vector control as written
 * state      4 bytes a vector, {@link MsixState}: pending bits and masks; the PBA is read out of it
 * function   4 bytes: MSI-X Enable and Function Mask
 * decode     4 bytes: Memory Space Enable
 * orphans    4 bytes: messages being sent whose vector has been masked since
 * </pre>
 */
public final class MsixLayout {
    /** The largest table that Message Control can announce. */
    public static final int MOST_VECTORS = 2048;

    /** Bytes of a table entry. */
    public static final int ENTRY = 16;

    private static final int ALIGNMENT = 16;
    private static final int MOST_BYTES = (ENTRY + Integer.BYTES) * MOST_VECTORS + 3 * Integer.BYTES;

    private final int vectors;
    private final int start;

    /**
     * A table of {@code vectors} entries at {@code start}.
     *
     * @param vectors 1 to 2048
     * @param start a multiple of 16, at least 0
     */
    public MsixLayout(int vectors, int start) {
        if (vectors < 1 || vectors > MOST_VECTORS) {
            throw new IllegalArgumentException("a table of " + vectors + " vectors, expected 1 to " + MOST_VECTORS);
        }
        if (start < 0 || start % ALIGNMENT != 0 || start > Integer.MAX_VALUE - MOST_BYTES) {
            throw new IllegalArgumentException(
                    "a table at " + start + ", expected a multiple of " + ALIGNMENT + " that leaves room below 2^31");
        }
        this.vectors = vectors;
        this.start = start;
    }

    /** Entries of the table. */
    public int vectors() {
        return vectors;
    }

    /** The double word {@code index} of an entry: 0 address low, 1 address high, 2 data, 3 control. */
    public int dword(int vector, int index) {
        Arguments.index("vector", vector, vectors);
        Arguments.index("double word", index, ENTRY / Integer.BYTES);
        return start + ENTRY * vector + Integer.BYTES * index;
    }

    /** The state word of a vector. */
    public int state(int vector) {
        return states() + Integer.BYTES * Arguments.index("vector", vector, vectors);
    }

    private int states() {
        return start + ENTRY * vectors;
    }

    /** The function's word. */
    public int function() {
        return states() + Integer.BYTES * vectors;
    }

    /** Whether table and PBA answer. */
    public int decode() {
        return function() + Integer.BYTES;
    }

    /** The number of orphans. */
    public int orphans() {
        return decode() + Integer.BYTES;
    }

    /** The first byte behind it all. */
    public int end() {
        return orphans() + Integer.BYTES;
    }

    /** How long a structure is that software sees, in bytes. */
    public int bytes(MsixRegion region) {
        return region == MsixRegion.TABLE ? ENTRY * vectors : Long.BYTES * ((vectors + Long.SIZE - 1) / Long.SIZE);
    }
}
