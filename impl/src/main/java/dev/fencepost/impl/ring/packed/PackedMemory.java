package dev.fencepost.impl.ring.packed;

import dev.fencepost.impl.memory.Mode;
import dev.fencepost.impl.memory.SharedMemory;

/** A packed ring as it is before its first buffer. */
final class PackedMemory {
    private PackedMemory() {}

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
