package dev.fencepost.impl.ring;

/**
 * Shared memory in which a driver may build indirect tables, one for each descriptor of the queue. Must lie in the
 * {@link BufferWindow} and outside the rings, and no buffer may lie over them.
 *
 * @param offset where the first table starts, in bytes
 * @param entries descriptors in each table, 1 to 32768
 * @param longTables whether a table may describe more segments than the queue has entries, which the standard forbids
 *     (S5), and Linux does: only toward a device that is known to take them, as {@link DevicePolicy.LongTable} says
 */
public record IndirectTables(int offset, int entries, boolean longTables) {
    /** The most entries of a table: what VIRTIO 1.3 section 2.7.5 lets a queue have. */
    private static final int MOST = Checks.MAX_QUEUE_SIZE;

    /** Checks that both are usable. */
    public IndirectTables {
        if (offset < 0 || entries < 1 || entries > MOST) {
            throw new IllegalArgumentException("indirect tables of " + entries + " entries at offset " + offset);
        }
    }

    /** Tables as the standard has them. */
    public IndirectTables(int offset, int entries) {
        this(offset, entries, false);
    }

    /**
     * How many bytes the tables of a queue of {@code size} entries take.
     *
     * @throws IllegalArgumentException for no queue size, or where they pass 2^31 bytes
     */
    public int bytes(int size) {
        long bytes = (long) size * entries * Descriptor.BYTES;
        if (size < 1 || size > Checks.MAX_QUEUE_SIZE || bytes > Integer.MAX_VALUE - offset) {
            throw new IllegalArgumentException("tables of " + entries + " entries for a queue of " + size);
        }
        return (int) bytes;
    }

    public int table(int head) {
        return offset + head * entries * Descriptor.BYTES;
    }
}
