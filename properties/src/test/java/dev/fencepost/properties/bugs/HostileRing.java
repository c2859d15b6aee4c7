package dev.fencepost.properties.bugs;

import dev.fencepost.impl.memory.Mode;
import dev.fencepost.impl.memory.SharedMemory;
import dev.fencepost.properties.ring.Attacked;

/** What a driver writes by hand, right or wrong; counts its stores. */
final class HostileRing {
    static final int NEXT = 1;
    static final int WRITE = 2;
    static final int INDIRECT = 4;

    private final SharedMemory memory;
    private int stores;

    HostileRing(SharedMemory memory) {
        this.memory = memory;
    }

    int stores() {
        return stores;
    }

    HostileRing descriptor(int index, long address, long length, int flags, int next) {
        return entry(Attacked.LAYOUT.descriptor(index), address, length, flags, next);
    }

    /** An entry of a table at the start of the window. */
    HostileRing tableEntry(int index, long address, long length, int flags, int next) {
        return entry(Attacked.WINDOW + 16 * index, address, length, flags, next);
    }

    private HostileRing entry(int at, long address, long length, int flags, int next) {
        memory.store64(Mode.PLAIN, at, address);
        memory.store64(Mode.PLAIN, at + 8, length | (long) flags << 32 | (long) next << 48);
        stores += 2;
        return this;
    }

    /** Publishes these heads as if they were {@code count}. */
    HostileRing publish(int count, int... heads) {
        for (int i = 0; i < heads.length; i++) {
            memory.store16(Mode.PLAIN, Attacked.LAYOUT.availRing(i), heads[i]);
        }
        memory.store16(Mode.OPAQUE, Attacked.LAYOUT.availIdx(), count);
        stores += heads.length + 1;
        return this;
    }
}
