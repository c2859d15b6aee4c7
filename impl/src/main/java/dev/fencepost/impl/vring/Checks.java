package dev.fencepost.impl.vring;

import dev.fencepost.impl.memory.SharedMemory;

/** What must hold of the parts that a queue is made from, so that no operation needs to look again. */
final class Checks {
    private Checks() {}

    static void inside(SharedMemory memory, SplitLayout layout, BufferWindow window) {
        if (layout.end() > memory.size() || window.to() > memory.size()) {
            throw new IllegalArgumentException("ring ends at " + layout.end() + " and window at " + window.to()
                    + ", behind the end of the memory at " + memory.size());
        }
    }

    static void usable(IndirectTables tables, SplitLayout layout, SplitFeatures features, BufferWindow window) {
        if (!features.indirect()) {
            throw new IllegalArgumentException("indirect tables without VIRTIO_F_INDIRECT_DESC");
        }
        if (tables.offset() < window.from() || tables.offset() + (long) tables.bytes(layout.size()) > window.to()) {
            throw new IllegalArgumentException("indirect tables at offset " + tables.offset() + " leave the window");
        }
    }
}
