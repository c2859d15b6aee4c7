package dev.fencepost.stress.lesson;

import dev.fencepost.impl.dispatch.DispatchSite;
import dev.fencepost.impl.memory.Mode;
import dev.fencepost.impl.memory.SharedMemory;
import dev.fencepost.impl.memory.Update;

/** The references on a device, as one that does not know the trap would take them beside how they are taken. */
public final class Owner {
    /** What it takes of memory. */
    public static final int BYTES = 64;

    private static final int REFERENCES = 0;

    private final SharedMemory memory;

    public Owner(SharedMemory memory) {
        this.memory = memory;
    }

    /** With one reference left. */
    public Owner reset() {
        memory.store32(Mode.OPAQUE, REFERENCES, 1);
        return this;
    }

    /** Takes one more unless there is none; how many it took. */
    public int take() {
        int count = memory.load32(Mode.OPAQUE, REFERENCES);
        while (count != 0) {
            int found = memory.compareAndExchange32(Mode.ACQUIRE, REFERENCES, count, count + 1);
            if (found == count) {
                return 1;
            }
            count = found;
        }
        return 0;
    }

    /** Looks whether there is one, then takes one more; how many it took. */
    public int lookThenTake() {
        if (memory.load32(Mode.OPAQUE, REFERENCES) == 0) {
            return 0;
        }
        memory.getAndUpdate32(Mode.ACQUIRE, Update.ADD, REFERENCES, 1);
        return 1;
    }

    /** Drops one; whether it was the last, so that the device is freed: 1 or 0. */
    public int drop() {
        memory.releaseFence(DispatchSite.QO1);
        return memory.getAndUpdate32(Mode.ACQUIRE, Update.ADD, REFERENCES, -1) == 1 ? 1 : 0;
    }
}
