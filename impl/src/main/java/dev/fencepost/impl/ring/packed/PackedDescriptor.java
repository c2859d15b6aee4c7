package dev.fencepost.impl.ring.packed;

import dev.fencepost.impl.memory.Mode;
import dev.fencepost.impl.memory.SharedMemory;
import dev.fencepost.impl.ring.Descriptor;
import dev.fencepost.impl.ring.Segments;

/**
 * The fields of a descriptor of a packed virtqueue (VIRTIO 1.3 section 2.8.13). Those of {@link Descriptor} have other
 * places, and flags more bits: AVAIL and USED, which toggle with the lap.
 */
final class PackedDescriptor {
    static final int LENGTH = 8;
    static final int ID = 12;
    static final int FLAGS = 14;

    /** AVAIL, bit 7, and USED, bit 15. */
    static final int AVAIL = 1 << 7;

    static final int USED = 1 << 15;
    static final int BITS = AVAIL | USED;

    private PackedDescriptor() {}

    /**
     * Writes an indirect table, in which the entries follow each other; only WRITE has a meaning there (P7).
     *
     * @return its length in bytes
     */
    static int writeTable(SharedMemory memory, int table, long base, Segments segments) {
        int count = segments.count();
        for (int i = 0; i < count; i++) {
            int at = table + i * Descriptor.BYTES;
            int flags = i < segments.readableCount() ? 0 : Descriptor.WRITE;
            memory.store64(Mode.PLAIN, at, base + segments.offset(i));
            memory.store64(
                    Mode.PLAIN, at + LENGTH, segments.length(i) & 0xffff_ffffL | (long) flags << 8 * (FLAGS - LENGTH));
        }
        return count * Descriptor.BYTES;
    }

    /** Everything but the flags. */
    static void write(SharedMemory memory, int at, long address, int length, int id) {
        memory.store64(Mode.PLAIN, at, address);
        memory.store32(Mode.PLAIN, at + LENGTH, length);
        memory.store16(Mode.PLAIN, at + ID, id);
    }
}
