package dev.fencepost.impl.ring;

/**
 * Which part of shared memory may hold buffers and indirect tables, and what its addresses are on the ring.
 *
 * @param address the address of offset 0 of the memory; unsigned
 * @param from the first offset in bytes that may be used
 * @param to the first offset behind it
 */
public record BufferWindow(long address, int from, int to) {
    /** Checks the bounds. */
    public BufferWindow {
        if (from < 0 || to < from) {
            throw new IllegalArgumentException("window from " + from + " to " + to);
        }
    }

    /**
     * The offset of the {@code length} bytes at {@code address}, or -1 where any of them lies outside. Nothing
     * overflows, whatever the peer wrote.
     *
     * @param length 0 to 2^32 - 1
     */
    int offset(long address, long length) {
        long offset = address - this.address;
        return offset >= from && offset <= to && length <= to - offset ? (int) offset : -1;
    }
}
