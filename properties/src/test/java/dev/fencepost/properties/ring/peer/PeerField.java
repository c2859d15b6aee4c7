package dev.fencepost.properties.ring.peer;

import dev.fencepost.impl.memory.Mode;
import dev.fencepost.impl.memory.SharedMemory;

/**
 * A field of a ring that the peer writes.
 *
 * @param offset in bytes from the start of the memory
 * @param bits its width: 16, 32 or 64
 * @param ignored the bits that mean nothing where it stands, whatever they are
 */
record PeerField(String name, int offset, int bits, long ignored) {
    /** A field of which every bit counts. */
    static PeerField whole(String name, int offset, int bits) {
        return new PeerField(name, offset, bits, 0);
    }

    /** A field of 16 bits of which only {@code counting} count. */
    static PeerField flags(String name, int offset, int counting) {
        return new PeerField(name, offset, 16, ~counting & 0xffff);
    }

    boolean counts(long changed) {
        return (changed & ~ignored) != 0;
    }

    long load(SharedMemory memory) {
        return switch (bits) {
            case 16 -> memory.load16(Mode.PLAIN, offset);
            case 32 -> memory.load32(Mode.PLAIN, offset) & 0xffff_ffffL;
            default -> memory.load64(Mode.PLAIN, offset);
        };
    }

    /** Changes the field by exclusive or. */
    void change(SharedMemory memory, long changed) {
        long value = load(memory) ^ changed;
        switch (bits) {
            case 16 -> memory.store16(Mode.PLAIN, offset, (int) value);
            case 32 -> memory.store32(Mode.PLAIN, offset, (int) value);
            default -> memory.store64(Mode.PLAIN, offset, value);
        }
    }
}
