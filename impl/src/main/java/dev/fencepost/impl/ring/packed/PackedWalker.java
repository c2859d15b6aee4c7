package dev.fencepost.impl.ring.packed;

import dev.fencepost.impl.memory.Mode;
import dev.fencepost.impl.memory.SharedMemory;
import dev.fencepost.impl.ring.BufferWindow;
import dev.fencepost.impl.ring.Descriptor;
import dev.fencepost.impl.ring.DevicePolicy;
import dev.fencepost.impl.ring.InflightLog;
import dev.fencepost.impl.ring.RingFault;
import dev.fencepost.impl.ring.SegmentCollector;
import dev.fencepost.impl.ring.Segments;

/**
 * Reads a list of a driver that is not trusted. Every descriptor is fetched once into local variables, checked there
 * and kept in {@link Segments}; whatever the driver writes afterwards changes nothing (S8). Ends with the room that the
 * ring has, so that a list that never ends is no danger (P3).
 */
final class PackedWalker {
    private final int size;
    private final int ring;
    private final boolean ignoreNext;
    private final SegmentCollector collector;
    private final PackedInflight inflight;

    private int id;
    private int slots;

    /** {@code inflight} is null where nothing is written down. */
    PackedWalker(
            PackedLayout layout,
            PackedFeatures features,
            BufferWindow window,
            DevicePolicy policy,
            PackedInflight inflight) {
        size = layout.size();
        ring = layout.descriptor(0);
        ignoreNext = policy.indirectNext() == DevicePolicy.IndirectNext.IGNORE;
        collector = new SegmentCollector(size, window, features.indirect(), policy);
        this.inflight = inflight;
    }

    /**
     * Fills {@code into} with the list that begins at {@code first}; false where there is a {@link #fault}.
     *
     * @param headFlags the flags of its head, which have been read
     * @param room how many slots it can have at most, at least 1
     */
    boolean walk(SharedMemory memory, int first, int headFlags, int room, Segments into) {
        collector.start(into);
        int offset = first;
        int flags = headFlags;
        for (int count = 1; count <= room; count++) {
            int at = ring + Descriptor.BYTES * offset;
            if (count > 1) {
                flags = memory.load16(Mode.PLAIN, at + PackedDescriptor.FLAGS);
            }
            long address = memory.load64(Mode.PLAIN, at);
            long length = memory.load32(Mode.PLAIN, at + PackedDescriptor.LENGTH) & 0xffff_ffffL;
            if (!append(memory, address, length, flags, count, into)) {
                return false;
            }
            if (inflight != null) {
                inflight.note(count - 1, address, length, flags);
            }
            if (isLast(flags)) {
                id = memory.load16(Mode.PLAIN, at + PackedDescriptor.ID);
                slots = count;
                return true;
            }
            offset = offset + 1 == size ? 0 : offset + 1;
        }
        return collector.fail(RingFault.CHAIN_TOO_LONG, first);
    }

    /** The same for a list that was written down when it was fetched, from its first {@code entry} on. */
    boolean walkAgain(SharedMemory memory, int entry, Segments into) {
        collector.start(into);
        int at = entry;
        for (int count = 1; ; count++) {
            long rest = inflight.rest(at);
            int flags = (int) (rest >>> 8 * (PackedDescriptor.FLAGS - PackedDescriptor.LENGTH));
            if (!append(memory, inflight.address(at), rest & 0xffff_ffffL, flags, count, into)) {
                return false;
            }
            int following = inflight.next(at);
            if (following == InflightLog.NOTHING) {
                id = (int) (rest >>> 8 * (PackedDescriptor.ID - PackedDescriptor.LENGTH)) & 0xffff;
                slots = count;
                return true;
            }
            at = following;
        }
    }

    private boolean append(SharedMemory memory, long address, long length, int flags, int count, Segments into) {
        if ((flags & Descriptor.INDIRECT) == 0) {
            return collector.append(into, address, length, (flags & Descriptor.WRITE) != 0);
        }
        // A list linked by NEXT has no indirect descriptor (VIRTIO 1.3 section 2.8.19).
        boolean alone = (flags & Descriptor.NEXT) == 0 && count == 1;
        return walkTable(memory, collector.table(address, length, alone), length, into);
    }

    private boolean isLast(int flags) {
        return (flags & Descriptor.NEXT) == 0 || ignoreNext && (flags & Descriptor.INDIRECT) != 0;
    }

    /** All entries, one after the other; of their flags only WRITE counts (P7). */
    private boolean walkTable(SharedMemory memory, int table, long bytes, Segments into) {
        if (table < 0) {
            return false;
        }
        int entries = (int) (bytes / Descriptor.BYTES);
        for (int i = 0; i < entries; i++) {
            int at = table + i * Descriptor.BYTES;
            long address = memory.load64(Mode.PLAIN, at);
            long second = memory.load64(Mode.PLAIN, at + PackedDescriptor.LENGTH);
            int flags = (int) (second >>> 8 * (PackedDescriptor.FLAGS - PackedDescriptor.LENGTH));
            if (!collector.append(into, address, second & 0xffff_ffffL, (flags & Descriptor.WRITE) != 0)) {
                return false;
            }
        }
        return true;
    }

    /** The buffer id: that of the last descriptor (P4). */
    int id() {
        return id;
    }

    /** How many slots the list has. */
    int slots() {
        return slots;
    }

    /** Why the last list failed. */
    RingFault fault() {
        return collector.fault();
    }

    /** The index, length or address that it is about. */
    long faultValue() {
        return collector.faultValue();
    }
}
