package dev.fencepost.impl.dispatch;

import static dev.fencepost.impl.dispatch.DispatchSite.QR1;
import static dev.fencepost.impl.dispatch.DispatchSite.QR3;
import static dev.fencepost.impl.dispatch.DispatchSite.QT2;
import static dev.fencepost.impl.dispatch.DispatchSite.QT4;

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
        memory.fullFence(QR1);
    }

    void endReading(int thread) {
        memory.releaseFence(QR3);
        memory.store64(Mode.OPAQUE, layout.reader(thread), NOT_READING);
    }

    /** After something was replaced, under the big lock; returns the epoch that begins. */
    long begin() {
        long epoch = memory.load64(Mode.OPAQUE, layout.epoch()) + 1;
        memory.store64(Mode.OPAQUE, layout.epoch(), epoch);
        memory.fullFence(QT2);
        return epoch;
    }

    /** Waits until nobody reads what was replaced when that epoch began; sees what readers did until then. */
    void awaitEnd(long epoch, Locks locks) {
        while (!isOver(epoch, Mode.OPAQUE)) {
            locks.relax();
        }
        memory.loadFence(QT4);
    }

    /**
     * Whether nobody reads what was replaced when that epoch began; then it may be written anew at once. A processor's
     * stores wait for the branch before them; Java promises that for acquiring loads only.
     */
    boolean isReusable(long epoch) {
        return isOver(epoch, Mode.ACQUIRE);
    }

    private boolean isOver(long epoch, Mode mode) {
        for (int thread = 0; thread < layout.threads(); thread++) {
            long since = memory.load64(mode, layout.reader(thread));
            if (since != NOT_READING && since < epoch) {
                return false;
            }
        }
        return true;
    }
}
