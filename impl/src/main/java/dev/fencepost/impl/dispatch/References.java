package dev.fencepost.impl.dispatch;

import static dev.fencepost.impl.dispatch.DispatchSite.QO1;
import static dev.fencepost.impl.dispatch.DispatchSite.QO2;

import dev.fencepost.impl.memory.Mode;
import dev.fencepost.impl.memory.SharedMemory;
import dev.fencepost.impl.memory.Update;

/** References on devices: who has one keeps the device from being freed (Q4). */
final class References {
    private final SharedMemory memory;
    private final DispatchLayout layout;

    References(SharedMemory memory, DispatchLayout layout) {
        this.memory = memory;
        this.layout = layout;
    }

    /** The first one: that of the topology. */
    void first(int device) {
        memory.store32(Mode.OPAQUE, layout.retired(device), 0);
        memory.store32(Mode.OPAQUE, layout.references(device), 1);
    }

    /** Takes one more, unless the last one is gone (Q3): then the device is on its way out. */
    boolean take(int device) {
        int count = memory.load32(Mode.OPAQUE, layout.references(device));
        while (count != 0) {
            int found = memory.compareAndExchange32(Mode.ACQUIRE, layout.references(device), count, count + 1);
            if (found == count) {
                return true;
            }
            count = found;
        }
        return false;
    }

    /** Gives one back. Who gives the last one back says so. */
    void drop(int device) {
        memory.releaseFence(QO1);
        if (memory.getAndUpdate32(Mode.ACQUIRE, Update.ADD, layout.references(device), -1) == 1) {
            memory.store32(Mode.OPAQUE, layout.retired(device), 1);
        }
    }

    /** Whether the last one is gone; then nobody uses the device who did not find it by an older view. */
    boolean areGone(int device) {
        boolean gone = memory.load32(Mode.OPAQUE, layout.retired(device)) != 0;
        memory.fullFence(QO2);
        return gone;
    }

    /** How many there are now; for messages and counts. */
    int count(int device) {
        return memory.load32(Mode.OPAQUE, layout.references(device));
    }
}
