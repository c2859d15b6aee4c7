package dev.fencepost.impl.ring.split;

import dev.fencepost.impl.memory.Mode;
import dev.fencepost.impl.memory.SharedMemory;
import dev.fencepost.impl.ring.Descriptor;

/** A split ring as it is before its first buffer. */
final class SplitMemory {
    private SplitMemory() {}

    /** Everything 0, but both indices, and the event fields with them, at {@code firstIndex}. */
    static void clear(SharedMemory memory, SplitLayout layout, int firstIndex) {
        int size = layout.size();
        for (int i = 0; i < size; i++) {
            Descriptor.write(memory, layout.descriptor(i), 0, 0, 0, 0);
            memory.store16(Mode.PLAIN, layout.availRing(i), 0);
            memory.store64(Mode.PLAIN, layout.usedRing(i), 0);
        }
        memory.store16(Mode.PLAIN, layout.availFlags(), 0);
        memory.store16(Mode.PLAIN, layout.usedFlags(), 0);
        memory.store16(Mode.PLAIN, layout.usedEvent(), firstIndex);
        memory.store16(Mode.PLAIN, layout.availEvent(), firstIndex);
        memory.store16(Mode.PLAIN, layout.availIdx(), firstIndex);
        memory.store16(Mode.PLAIN, layout.usedIdx(), firstIndex);
    }
}
