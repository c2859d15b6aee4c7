package dev.fencepost.impl.dispatch;

import static dev.fencepost.impl.dispatch.DispatchSite.R1;
import static dev.fencepost.impl.dispatch.DispatchSite.R3;
import static dev.fencepost.impl.dispatch.DispatchSite.T2;
import static dev.fencepost.impl.dispatch.DispatchSite.T3;

import dev.fencepost.impl.memory.Mode;
import dev.fencepost.impl.memory.SharedMemory;

/**
 * Who may still read what was replaced (Q3). A reader announces the epoch in which it begins; something that was
 * replaced when an epoch began is free once every reader is of that epoch or a later one, or reads nothing. Epochs are
 * 64-bit numbers and do not wrap.
 */
final class Epochs {
    private static final long FIRST = 1;
    private static final long NOT_READING = 0;

    private final SharedMemory memory;
    private final DispatchLayout layout;

    Epochs(SharedMemory memory, DispatchLayout layout) {
        this.memory = memory;
        this.layout = layout;
    }

    void reset() {
        memory.store64(Mode.PLAIN, layout.epoch(), FIRST);
    }

    void beginReading(int thread) {
        long epoch = memory.load64(Mode.OPAQUE, layout.epoch());
        memory.store64(Mode.OPAQUE, layout.reader(thread), epoch);
        memory.fullFence(R1);
    }

    void endReading(int thread) {
        memory.releaseFence(R3);
        memory.store64(Mode.OPAQUE, layout.reader(thread), NOT_READING);
    }

    /** After something was replaced, under the big lock; returns the epoch that begins. */
    long begin() {
        long epoch = memory.load64(Mode.OPAQUE, layout.epoch()) + 1;
        memory.store64(Mode.OPAQUE, layout.epoch(), epoch);
        memory.fullFence(T2);
        return epoch;
    }

    /** Whether nobody reads what was replaced when that epoch began; then it may be reused at once. */
    boolean isOver(long epoch) {
        for (int thread = 0; thread < layout.threads(); thread++) {
            long since = memory.load64(Mode.OPAQUE, layout.reader(thread));
            if (since != NOT_READING && since < epoch) {
                return false;
            }
        }
        memory.releaseFence(T3);
        return true;
    }
}
