package dev.fencepost.properties.qemu.malformed;

/**
 * The four fields of a descriptor.
 *
 * @param address in bytes from the start of the buffers, unless {@link #TABLE} or {@link #NOWHERE}
 * @param length 32 bits
 * @param flags 16 bits
 * @param last {@code next} of a split ring's, {@code id} of a packed one's; 16 bits
 */
record RawDescriptor(long address, int length, int flags, int last) {
    /** The address of the indirect table. */
    static final long TABLE = -1;
    /** An address where there is no memory. */
    static final long NOWHERE = -2;

    static final int NEXT = 1;
    static final int WRITE = 2;
    static final int INDIRECT = 4;

    private static final long NO_MEMORY = 1L << 38;

    /** The address that the device sees, where memory starts at {@code start}. */
    long target(long start) {
        return address == TABLE
                ? start + RawRing.TABLE
                : address == NOWHERE ? NO_MEMORY : start + RawRing.BUFFERS + address;
    }

    RawDescriptor withAddress(long other) {
        return new RawDescriptor(other, length, flags, last);
    }

    RawDescriptor withLength(int other) {
        return new RawDescriptor(address, other, flags, last);
    }

    RawDescriptor withFlags(int other) {
        return new RawDescriptor(address, length, other, last);
    }

    RawDescriptor withLast(int other) {
        return new RawDescriptor(address, length, flags, other);
    }

    boolean has(int flag) {
        return (flags & flag) != 0;
    }
}
