package dev.fencepost.properties.qemu.malformed;

import static dev.fencepost.properties.qemu.malformed.RawDescriptor.INDIRECT;
import static dev.fencepost.properties.qemu.malformed.RawDescriptor.NEXT;
import static dev.fencepost.properties.qemu.malformed.RawDescriptor.WRITE;

import dev.fencepost.impl.memory.Mode;
import dev.fencepost.impl.memory.SharedMemory;
import dev.fencepost.impl.ring.BufferWindow;
import dev.fencepost.impl.ring.RingDevice;
import dev.fencepost.impl.ring.split.SplitDevice;
import dev.fencepost.impl.ring.split.SplitFeatures;
import dev.fencepost.impl.ring.split.SplitLayout;
import dev.fencepost.properties.qemu.VirtioTransport;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A split ring as it stands in memory. */
final class RawSplitRing extends RawRing {
    private static final SplitLayout LAYOUT = SplitLayout.contiguous(SIZE, 0);

    final int[] avail = new int[SIZE];
    int availIdx;

    /** Three sound requests, of three descriptors, of two, and of three in the indirect table. */
    static RawSplitRing sound() {
        RawSplitRing ring = new RawSplitRing();
        ring.chain(0, NEXT, NEXT | WRITE, WRITE);
        ring.chain(3, NEXT, WRITE);
        ring.tableChain(NEXT, NEXT | WRITE, WRITE);
        ring.descriptors[5] = new RawDescriptor(RawDescriptor.TABLE, 3 * SIXTEEN, INDIRECT, 0);
        return ring.offer(0, 3, 5);
    }

    /** Consecutive descriptors with these flags, each followed by the next. */
    RawSplitRing chain(int first, int... flags) {
        for (int i = 0; i < flags.length; i++) {
            descriptors[first + i] = descriptors[first + i].withFlags(flags[i]).withLast(first + i + 1);
        }
        return this;
    }

    /** The same in the indirect table. */
    RawSplitRing tableChain(int... flags) {
        for (int i = 0; i < flags.length; i++) {
            table[i] = table[i].withFlags(flags[i]).withLast(i + 1);
        }
        return this;
    }

    /** These heads are available. */
    RawSplitRing offer(int... heads) {
        System.arraycopy(heads, 0, avail, 0, heads.length);
        availIdx = heads.length;
        return this;
    }

    @Override
    void writeRing(SharedMemory memory, int start, long address) {
        for (int i = 0; i < SIZE; i++) {
            write(memory, start + LAYOUT.descriptor(i), descriptors[i], address);
            memory.store16(Mode.PLAIN, start + LAYOUT.availRing(i), avail[i]);
        }
        memory.store16(Mode.RELEASE, start + LAYOUT.availIdx(), availIdx);
    }

    @Override
    void write(SharedMemory memory, int at, RawDescriptor descriptor, long address) {
        memory.store64(Mode.PLAIN, at, descriptor.target(address));
        memory.store32(Mode.PLAIN, at + 8, descriptor.length());
        memory.store16(Mode.PLAIN, at + 12, descriptor.flags());
        memory.store16(Mode.PLAIN, at + 14, descriptor.last());
    }

    @Override
    void start(VirtioTransport transport, long address) {
        long descriptors = address + LAYOUT.descriptor(0);
        transport.startQueue(0, SIZE, descriptors, address + LAYOUT.availFlags(), address + LAYOUT.usedFlags());
    }

    @Override
    List<String> used(SharedMemory memory, int start) {
        List<String> used = new ArrayList<>();
        int idx = memory.load16(Mode.ACQUIRE, start + LAYOUT.usedIdx());
        for (int i = 0; i < idx; i++) {
            int at = start + LAYOUT.usedRing(i % SIZE);
            used.add(memory.load32(Mode.PLAIN, at) + ":" + memory.load32(Mode.PLAIN, at + 4));
        }
        return used;
    }

    @Override
    RingDevice device(SharedMemory memory, BufferWindow window) {
        SplitFeatures features = indirect ? SplitFeatures.none().withIndirect() : SplitFeatures.none();
        return new SplitDevice(memory, LAYOUT, features, window, policy);
    }

    @Override
    public String toString() {
        return super.toString() + "\n  avail " + Arrays.toString(avail) + " idx " + availIdx;
    }
}
