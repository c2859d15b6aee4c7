package dev.fencepost.impl.vring;

import dev.fencepost.impl.memory.Mode;
import dev.fencepost.impl.memory.SharedMemory;

/** The ring as it is before its first buffer. */
final class RingMemory {
    private RingMemory() {}

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

    /** Everything 0: nothing is available in the first lap, and each side asks for all notifications. */
    static void clear(SharedMemory memory, PackedLayout layout) {
        for (int i = 0; i < layout.size(); i++) {
            PackedDescriptor.write(memory, layout.descriptor(i), 0, 0, 0);
            memory.store16(Mode.PLAIN, layout.descriptor(i) + PackedDescriptor.FLAGS, 0);
        }
        memory.store32(Mode.PLAIN, layout.driverEvent(), 0);
        memory.store32(Mode.PLAIN, layout.deviceEvent(), 0);
    }
}
