package dev.fencepost.impl.ring;

import dev.fencepost.impl.memory.Mode;
import dev.fencepost.impl.memory.SharedMemory;

/**
 * The fields of a descriptor (VIRTIO 1.3 section 2.7.5): le64 addr, and in a second le64 that is accessed as one, len
 * in bits 0 to 31, flags in 32 to 47, next in 48 to 63. So each half is fetched once (S8). Plain accesses: indirect
 * tables need no alignment, and a compiler of Java may not read a local variable's source twice.
 */
public final class Descriptor {
    public static final int BYTES = 16;

    public static final int NEXT = 1;
    public static final int WRITE = 2;
    public static final int INDIRECT = 4;

    private Descriptor() {}

    public static void write(SharedMemory memory, int at, long address, int length, int flags, int next) {
        memory.store64(Mode.PLAIN, at, address);
        memory.store64(Mode.PLAIN, at + 8, length & 0xffff_ffffL | (long) flags << 32 | (long) next << 48);
    }

    public static long length(long second) {
        return second & 0xffff_ffffL;
    }

    public static int flags(long second) {
        return (int) (second >>> 32) & 0xffff;
    }

    public static int next(long second) {
        return (int) (second >>> 48);
    }
}
