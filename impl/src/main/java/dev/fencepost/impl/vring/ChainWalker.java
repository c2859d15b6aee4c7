package dev.fencepost.impl.vring;

import dev.fencepost.impl.memory.Mode;
import dev.fencepost.impl.memory.SharedMemory;

/**
 * Reads a chain of a driver that is not trusted. Every descriptor is fetched once into local variables, checked there
 * and kept in {@link Segments}; whatever the driver writes afterwards changes nothing (S8). Ends after at most as many
 * segments as the queue has entries (S5), so a loop is no danger.
 */
final class ChainWalker {
    private static final long MAX_BYTES = 1L << 32;

    private final SharedMemory memory;
    private final int size;
    private final int descriptors;
    private final BufferWindow window;
    private final boolean indirect;
    private final boolean rejectEmpty;
    private final boolean rejectNext;
    private final boolean ignoreNext;

    private RingFault fault;
    private long faultValue;
    private long bytes;

    ChainWalker(
            SharedMemory memory, SplitLayout layout, SplitFeatures features, BufferWindow window, DevicePolicy policy) {
        this.memory = memory;
        size = layout.size();
        descriptors = layout.descriptor(0);
        this.window = window;
        indirect = features.indirect();
        rejectEmpty = policy.zeroLength() == DevicePolicy.ZeroLength.REJECT;
        rejectNext = policy.indirectNext() == DevicePolicy.IndirectNext.REJECT;
        ignoreNext = policy.indirectNext() == DevicePolicy.IndirectNext.IGNORE;
    }

    /** Fills {@code into} with the chain of {@code head}, which is in range; false where there is a {@link #fault}. */
    boolean walk(int head, Segments into) {
        into.clear();
        bytes = 0;
        int index = head;
        for (int walked = 1; walked <= size; walked++) {
            int at = descriptors + index * SplitLayout.DESCRIPTOR;
            long address = memory.load64(Mode.PLAIN, at);
            long second = memory.load64(Mode.PLAIN, at + 8);
            int flags = Descriptor.flags(second);
            boolean last = (flags & Descriptor.NEXT) == 0;
            if ((flags & Descriptor.INDIRECT) == 0) {
                if (!append(address, second, into)) {
                    return false;
                }
            } else {
                if (!mayBeIndirect(last) || !walkTable(address, Descriptor.length(second), into)) {
                    return false;
                }
                last |= ignoreNext;
            }
            if (last) {
                return true;
            }
            index = Descriptor.next(second);
            if (index >= size) {
                return fail(RingFault.NEXT_OUT_OF_RANGE, index);
            }
        }
        return fail(RingFault.CHAIN_TOO_LONG, head);
    }

    private boolean mayBeIndirect(boolean last) {
        if (!indirect) {
            return fail(RingFault.INDIRECT_NOT_NEGOTIATED, 0);
        }
        if (!last && rejectNext) {
            return fail(RingFault.INDIRECT_WITH_NEXT, 0);
        }
        return true;
    }

    /** WRITE of the descriptor that names the table means nothing. */
    private boolean walkTable(long address, long tableBytes, Segments into) {
        if (tableBytes == 0 || tableBytes % SplitLayout.DESCRIPTOR != 0) {
            return fail(RingFault.INDIRECT_LENGTH, tableBytes);
        }
        int table = window.offset(address, tableBytes);
        if (table < 0) {
            return fail(RingFault.ADDRESS_OUT_OF_RANGE, address);
        }
        int entries = (int) (tableBytes / SplitLayout.DESCRIPTOR);
        int index = 0;
        while (true) {
            int at = table + index * SplitLayout.DESCRIPTOR;
            long target = memory.load64(Mode.PLAIN, at);
            long second = memory.load64(Mode.PLAIN, at + 8);
            int flags = Descriptor.flags(second);
            if ((flags & Descriptor.INDIRECT) != 0) {
                return fail(RingFault.INDIRECT_NESTED, index);
            }
            // Each round adds a segment or fails, and there is only room for so many.
            if (!append(target, second, into)) {
                return false;
            }
            if ((flags & Descriptor.NEXT) == 0) {
                return true;
            }
            index = Descriptor.next(second);
            if (index >= entries) {
                return fail(RingFault.NEXT_OUT_OF_RANGE, index);
            }
        }
    }

    private boolean append(long address, long second, Segments into) {
        if (into.count() == size) {
            return fail(RingFault.CHAIN_TOO_LONG, into.count());
        }
        long length = Descriptor.length(second);
        if (length == 0 && rejectEmpty) {
            return fail(RingFault.ZERO_LENGTH, 0);
        }
        // An empty segment may point anywhere: nobody follows it.
        int offset = length == 0 ? window.from() : window.offset(address, length);
        if (offset < 0) {
            return fail(RingFault.ADDRESS_OUT_OF_RANGE, address);
        }
        bytes += length;
        if (bytes > MAX_BYTES) {
            return fail(RingFault.CHAIN_TOO_LARGE, bytes);
        }
        if ((Descriptor.flags(second) & Descriptor.WRITE) != 0) {
            into.writable(offset, (int) length);
        } else if (into.readableCount() == into.count()) {
            into.readable(offset, (int) length);
        } else {
            return fail(RingFault.READABLE_AFTER_WRITABLE, into.count());
        }
        return true;
    }

    private boolean fail(RingFault found, long value) {
        fault = found;
        faultValue = value;
        return false;
    }

    /** Why the last walk failed. */
    RingFault fault() {
        return fault;
    }

    /** The index, length or address that it is about. */
    long faultValue() {
        return faultValue;
    }
}
