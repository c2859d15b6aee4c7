package dev.fencepost.stress.dispatch;

import dev.fencepost.impl.dispatch.DispatchSite;
import dev.fencepost.impl.memory.Mode;
import dev.fencepost.impl.memory.SharedMemory;

/**
 * Two views, which of them is current, and whether somebody reads: what a reader of the topology and who swaps it do to
 * each other, and nothing beside. In the dispatcher itself so much lies between the two stores that must meet that a
 * machine hardly ever shows what happens then.
 */
final class ViewPair {
    /** What it takes of memory. */
    static final int BYTES = 64;

    private static final int READING = 0;
    private static final int CURRENT = 4;
    private static final int NEW_VIEW = 8;

    private final SharedMemory memory;

    ViewPair(SharedMemory memory) {
        this.memory = memory;
    }

    /** The old view is current, the new one is not built, and nobody reads. */
    ViewPair reset() {
        memory.store32(Mode.OPAQUE, READING, 0);
        memory.store32(Mode.OPAQUE, CURRENT, 0);
        memory.store32(Mode.OPAQUE, NEW_VIEW, 0);
        return this;
    }

    /** Begins to read, and does not end; which view it has. */
    int beginReading() {
        memory.store32(Mode.OPAQUE, READING, 1);
        memory.fullFence(DispatchSite.QR1);
        return memory.load32(Mode.OPAQUE, CURRENT);
    }

    /** Makes the new view the current one; 0 if nobody reads then, so that the old one may be freed. */
    int swap() {
        memory.store32(Mode.OPAQUE, CURRENT, 1);
        memory.fullFence(DispatchSite.QT2);
        return memory.load32(Mode.OPAQUE, READING);
    }

    /** Builds the new view and makes it the current one. */
    void publish() {
        memory.store32(Mode.OPAQUE, NEW_VIEW, 1);
        memory.storeFence(DispatchSite.QT1);
        memory.store32(Mode.OPAQUE, CURRENT, 1);
    }

    /** Which view is the current one. */
    int current() {
        return memory.load32(Mode.OPAQUE, CURRENT);
    }

    /** What the new view holds, for who found it to be current: 1 if it is built. */
    int find() {
        memory.loadFence(DispatchSite.QR2);
        return memory.load32(Mode.OPAQUE, NEW_VIEW);
    }
}
