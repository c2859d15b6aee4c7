package dev.fencepost.impl.ring.split;

import dev.fencepost.impl.memory.Mode;
import dev.fencepost.impl.memory.SharedMemory;
import dev.fencepost.impl.ring.BufferWindow;
import dev.fencepost.impl.ring.Descriptor;
import dev.fencepost.impl.ring.DevicePolicy;
import dev.fencepost.impl.ring.RingFault;
import dev.fencepost.impl.ring.SegmentCollector;
import dev.fencepost.impl.ring.Segments;

/**
 * Reads a chain of a split virtqueue's driver that is not trusted. Every descriptor is fetched once into local
 * variables; whatever the driver writes afterwards changes nothing (S8). Ends after at most as many descriptors as the
 * queue has entries, and as many of a table as there is room for segments (S5).
 */
final class ChainWalker {
    private final int size;
    private final int descriptors;
    private final boolean ignoreNext;
    private final SegmentCollector collector;

    ChainWalker(SplitLayout layout, SplitFeatures features, BufferWindow window, DevicePolicy policy) {
        size = layout.size();
        descriptors = layout.descriptor(0);
        ignoreNext = policy.indirectNext() == DevicePolicy.IndirectNext.IGNORE;
        collector = new SegmentCollector(size, window, features.indirect(), policy);
    }

    /** Fills {@code into} with the chain of {@code head}, which is in range; false where there is a {@link #fault}. */
    boolean walk(SharedMemory memory, int head, Segments into) {
        collector.start(into);
        int index = head;
        for (int walked = 1; walked <= size; walked++) {
            int at = descriptors + index * Descriptor.BYTES;
            long address = memory.load64(Mode.PLAIN, at);
            long second = memory.load64(Mode.PLAIN, at + 8);
            int flags = Descriptor.flags(second);
            boolean last = (flags & Descriptor.NEXT) == 0;
            if ((flags & Descriptor.INDIRECT) == 0) {
                if (!append(into, address, second)) {
                    return false;
                }
            } else {
                if (!walkTable(memory, address, Descriptor.length(second), last, into)) {
                    return false;
                }
                last |= ignoreNext;
            }
            if (last) {
                return true;
            }
            index = Descriptor.next(second);
            if (index >= size) {
                return collector.fail(RingFault.NEXT_OUT_OF_RANGE, index);
            }
        }
        return collector.fail(RingFault.CHAIN_TOO_LONG, head);
    }

    private boolean walkTable(SharedMemory memory, long address, long tableBytes, boolean lastOfChain, Segments into) {
        int table = collector.table(address, tableBytes, lastOfChain);
        if (table < 0) {
            return false;
        }
        int entries = (int) (tableBytes / Descriptor.BYTES);
        int index = 0;
        while (true) {
            int at = table + index * Descriptor.BYTES;
            long target = memory.load64(Mode.PLAIN, at);
            long second = memory.load64(Mode.PLAIN, at + 8);
            int flags = Descriptor.flags(second);
            if ((flags & Descriptor.INDIRECT) != 0) {
                return collector.fail(RingFault.INDIRECT_NESTED, index);
            }
            // Each round adds a segment or fails, and there is only room for so many.
            if (!append(into, target, second)) {
                return false;
            }
            if ((flags & Descriptor.NEXT) == 0) {
                return true;
            }
            index = Descriptor.next(second);
            if (index >= entries) {
                return collector.fail(RingFault.NEXT_OUT_OF_RANGE, index);
            }
        }
    }

    private boolean append(Segments into, long address, long second) {
        boolean writable = (Descriptor.flags(second) & Descriptor.WRITE) != 0;
        return collector.append(into, address, Descriptor.length(second), writable);
    }

    /** Why the last walk failed. */
    RingFault fault() {
        return collector.fault();
    }

    /** The index, length or address that it is about. */
    long faultValue() {
        return collector.faultValue();
    }
}
