package dev.fencepost.properties.ring.peer;

import dev.fencepost.impl.memory.ArrayMemory;
import dev.fencepost.impl.memory.Mode;
import dev.fencepost.impl.memory.SharedMemory;
import dev.fencepost.impl.ring.BrokenRingException;
import dev.fencepost.impl.ring.BufferWindow;
import dev.fencepost.impl.ring.DevicePolicy;
import dev.fencepost.impl.ring.Segments;
import dev.fencepost.impl.ring.split.SplitDevice;
import dev.fencepost.impl.ring.split.SplitDriver;
import dev.fencepost.impl.ring.split.SplitFeatures;
import dev.fencepost.impl.ring.split.SplitLayout;

/**
 * Where an end of a split ring is that has kept its peer's index, as counts from the first buffer, which know no wrap.
 *
 * @param size the queue size
 * @param first the index that both sides began with
 * @param followed how far the end has followed its peer
 * @param kept the peer's index as it was read last
 * @param limit how far the peer's index may go by the rules
 */
record KeptIndex(int size, int first, int followed, int kept, int limit) {
    /** What comes of looking at the peer's index once more. */
    @FunctionalInterface
    interface Look {
        int REFUSED = -1;

        /** How many buffers wait to be followed, the peer's index being {@code index}; or {@link #REFUSED}. */
        int at(KeptIndex state, int index);
    }

    /** By arithmetic that does not wrap: an index is right that stands for a count from the one kept to the limit. */
    int expected(int index) {
        for (int count = kept; count <= limit; count++) {
            if ((first + count & 0xffff) == index) {
                return count - followed;
            }
        }
        return Look.REFUSED;
    }

    /** A driver that has added {@link #limit} buffers. */
    static int driver(KeptIndex state, int index) {
        SplitLayout layout = SplitLayout.contiguous(state.size, 0);
        SharedMemory memory = new ArrayMemory(layout.end() + 16);
        BufferWindow window = new BufferWindow(0, layout.end(), layout.end() + 16);
        SplitFeatures features = SplitFeatures.none().from(state.first);
        SplitDriver driver = new SplitDriver(memory, layout, features, window);
        SplitDevice device = new SplitDevice(memory, layout, features, window, DevicePolicy.strict());
        Segments buffer = new Segments(1).writable(layout.end(), 16);
        Segments taken = new Segments(state.size);
        for (int i = 0; i < state.limit - state.followed; i++) {
            driver.add(buffer, i);
        }
        for (int i = state.followed; i < state.kept; i++) {
            device.use(device.take(taken), 0);
        }
        driver.enableCallbacks();
        memory.store16(Mode.PLAIN, layout.usedIdx(), index);
        try {
            driver.enableCallbacks();
        } catch (BrokenRingException broken) {
            return Look.REFUSED;
        }
        return driver.waiting();
    }

    /** A device of a driver that may be a queue size ahead of it. */
    static int device(KeptIndex state, int index) {
        SplitLayout layout = SplitLayout.contiguous(state.size, 0);
        SharedMemory memory = new ArrayMemory(layout.end());
        BufferWindow window = new BufferWindow(0, 0, 0);
        SplitFeatures features = SplitFeatures.none().from(state.first + state.followed & 0xffff);
        SplitDevice device = new SplitDevice(memory, layout, features, window, DevicePolicy.strict());
        memory.store16(Mode.PLAIN, layout.availIdx(), state.first + state.kept);
        device.enableKicks();
        memory.store16(Mode.PLAIN, layout.availIdx(), index);
        try {
            device.enableKicks();
        } catch (BrokenRingException broken) {
            return Look.REFUSED;
        }
        return device.waiting();
    }
}
