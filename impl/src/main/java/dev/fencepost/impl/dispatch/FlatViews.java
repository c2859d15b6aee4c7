package dev.fencepost.impl.dispatch;

import static dev.fencepost.impl.dispatch.DispatchLayout.NONE;
import static dev.fencepost.impl.dispatch.DispatchSite.QR2;
import static dev.fencepost.impl.dispatch.DispatchSite.QT1;

import dev.fencepost.impl.memory.Mode;
import dev.fencepost.impl.memory.SharedMemory;

/**
 * The flat views: arrays of disjoint ranges of addresses, sorted, each with the region that answers there. One is the
 * current one. A view is written by one thread before it becomes current and never after, until nobody reads it.
 */
final class FlatViews {
    private static final int REGION_BITS = 8;

    private final SharedMemory memory;
    private final DispatchLayout layout;
    private final Epochs epochs;

    FlatViews(SharedMemory memory, DispatchLayout layout, Epochs epochs) {
        this.memory = memory;
        this.layout = layout;
        this.epochs = epochs;
    }

    // ---- Readers, between beginning and end of reading.

    /** The current view, whose entries may be read now. */
    int current() {
        int view = memory.load32(Mode.OPAQUE, layout.current());
        memory.loadFence(QR2);
        return view;
    }

    /** The entry that an address lies in, or {@link DispatchLayout#NONE}; addresses are unsigned. */
    int find(int view, long address) {
        int low = 0;
        int high = memory.load32(Mode.PLAIN, layout.viewCount(view)) - 1;
        while (low <= high) {
            int middle = low + high >>> 1;
            int entry = layout.entryStart(view, middle);
            if (Long.compareUnsigned(address, start(entry)) < 0) {
                high = middle - 1;
            } else if (Long.compareUnsigned(address, end(entry)) > 0) {
                low = middle + 1;
            } else {
                return entry;
            }
        }
        return NONE;
    }

    long start(int entry) {
        return memory.load64(Mode.PLAIN, entry);
    }

    /** The last address of an entry. */
    long end(int entry) {
        return memory.load64(Mode.PLAIN, DispatchLayout.entryEnd(entry));
    }

    int device(int entry) {
        return memory.load32(Mode.PLAIN, DispatchLayout.entryTarget(entry)) >>> REGION_BITS;
    }

    int region(int entry) {
        return memory.load32(Mode.PLAIN, DispatchLayout.entryTarget(entry)) & (1 << REGION_BITS) - 1;
    }

    boolean hasDoorbell(int entry) {
        return memory.load32(Mode.PLAIN, DispatchLayout.entryDoorbell(entry)) != 0;
    }

    // ---- Who changes the topology, under the big lock.

    void reset() {
        for (int view = 0; view < DispatchLayout.VIEWS; view++) {
            memory.store32(Mode.PLAIN, layout.viewCount(view), view == 0 ? 0 : NONE);
            memory.store64(Mode.PLAIN, layout.viewReplaced(view), 0);
        }
        memory.store32(Mode.PLAIN, layout.current(), 0);
    }

    int count(int view) {
        return memory.load32(Mode.PLAIN, layout.viewCount(view));
    }

    /** The current view, for who has the big lock. */
    int own() {
        return memory.load32(Mode.OPAQUE, layout.current());
    }

    int entry(int view, int index) {
        return layout.entryStart(view, index);
    }

    /** A view that nobody reads, empty; or {@link DispatchLayout#NONE}. */
    int take() {
        for (int view = 0; view < DispatchLayout.VIEWS; view++) {
            if (count(view) == NONE) {
                memory.store32(Mode.PLAIN, layout.viewCount(view), 0);
                return view;
            }
        }
        return NONE;
    }

    /** Frees the views that nobody reads any more; returns how many are replaced and not free. */
    int reclaim() {
        int waiting = 0;
        for (int view = 0; view < DispatchLayout.VIEWS; view++) {
            long replaced = memory.load64(Mode.PLAIN, layout.viewReplaced(view));
            if (replaced == 0) {
                continue;
            }
            if (epochs.isReusable(replaced)) {
                memory.store64(Mode.PLAIN, layout.viewReplaced(view), 0);
                memory.store32(Mode.PLAIN, layout.viewCount(view), NONE);
            } else {
                waiting++;
            }
        }
        return waiting;
    }

    /** Copies an entry to the end of a view, with or without its doorbell. */
    void append(int view, int entry, boolean doorbell) {
        append(view, start(entry), end(entry), memory.load32(Mode.PLAIN, DispatchLayout.entryTarget(entry)), doorbell);
    }

    void append(int view, long start, long end, int device, int region, boolean doorbell) {
        append(view, start, end, device << REGION_BITS | region, doorbell);
    }

    private void append(int view, long start, long end, int target, boolean doorbell) {
        int count = count(view);
        int entry = layout.entryStart(view, count);
        memory.store64(Mode.PLAIN, entry, start);
        memory.store64(Mode.PLAIN, DispatchLayout.entryEnd(entry), end);
        memory.store32(Mode.PLAIN, DispatchLayout.entryTarget(entry), target);
        memory.store32(Mode.PLAIN, DispatchLayout.entryDoorbell(entry), doorbell ? 1 : 0);
        memory.store32(Mode.PLAIN, layout.viewCount(view), count + 1);
    }

    /** Makes a view that is complete the current one; returns the epoch that begins. */
    long swap(int view) {
        int old = own();
        memory.storeFence(QT1);
        memory.store32(Mode.OPAQUE, layout.current(), view);
        long epoch = epochs.begin();
        memory.store64(Mode.PLAIN, layout.viewReplaced(old), epoch);
        return epoch;
    }
}
