package dev.fencepost.impl.vring;

/**
 * Shared memory in which a driver may build indirect tables, one for each descriptor of the queue. Must lie in the
 * {@link BufferWindow} and outside the rings and buffers.
 *
 * @param offset where the first table starts, in bytes
 * @param entries descriptors in each table, at least 1
 */
public record IndirectTables(int offset, int entries) {
    /** Checks that both are usable. */
    public IndirectTables {
        if (offset < 0 || entries < 1) {
            throw new IllegalArgumentException("indirect tables of " + entries + " entries at offset " + offset);
        }
    }

    /** How many bytes the tables of a queue of {@code size} entries take. */
    public int bytes(int size) {
        return Math.multiplyExact(Math.multiplyExact(size, entries), Descriptor.BYTES);
    }

    int table(int head) {
        return offset + head * entries * Descriptor.BYTES;
    }
}
