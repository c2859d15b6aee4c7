package dev.fencepost.properties.qemu;

import static dev.fencepost.properties.qemu.RawDescriptor.INDIRECT;
import static dev.fencepost.properties.qemu.RawDescriptor.NEXT;
import static dev.fencepost.properties.qemu.RawDescriptor.WRITE;

import dev.fencepost.impl.memory.ArrayMemory;
import dev.fencepost.impl.memory.Mode;
import dev.fencepost.impl.memory.SharedMemory;
import dev.fencepost.impl.vring.BrokenRingException;
import dev.fencepost.impl.vring.BufferWindow;
import dev.fencepost.impl.vring.DevicePolicy;
import dev.fencepost.impl.vring.Segments;
import dev.fencepost.impl.vring.SplitDevice;
import dev.fencepost.impl.vring.SplitFeatures;
import dev.fencepost.impl.vring.SplitLayout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A split ring of 8 entries as it stands in memory. */
final class RawSplitRing implements RawRing {
    static final int SIZE = 8;
    static final int ENTRIES = 16;

    private static final SplitLayout LAYOUT = SplitLayout.contiguous(SIZE, 0);
    private static final int HEADER = 16;

    final RawDescriptor[] descriptors = new RawDescriptor[SIZE];
    final RawDescriptor[] table = new RawDescriptor[ENTRIES];
    final int[] avail = new int[SIZE];
    int availIdx;
    boolean indirect = true;
    DevicePolicy policy = DevicePolicy.strict();

    /** Nothing available, every descriptor a buffer of its own. */
    RawSplitRing() {
        for (int i = 0; i < SIZE; i++) {
            descriptors[i] = new RawDescriptor(64L * i, HEADER, 0, 0);
        }
        for (int i = 0; i < ENTRIES; i++) {
            table[i] = new RawDescriptor(2048 + 64L * i, HEADER, 0, 0);
        }
    }

    /** Three sound requests, of three descriptors, of two, and of three in the indirect table. */
    static RawSplitRing sound() {
        RawSplitRing ring = new RawSplitRing();
        ring.chain(0, NEXT, NEXT | WRITE, WRITE);
        ring.chain(3, NEXT, WRITE);
        ring.tableChain(NEXT, NEXT | WRITE, WRITE);
        ring.descriptors[5] = new RawDescriptor(RawDescriptor.TABLE, 3 * HEADER, INDIRECT, 0);
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
    public void write(SharedMemory memory, int start, long address) {
        for (int at = 0; at < BYTES; at += Integer.BYTES) {
            memory.store32(Mode.PLAIN, start + at, at < BUFFERS ? 0 : CONTENT);
        }
        for (int i = 0; i < SIZE; i++) {
            write(memory, start + LAYOUT.descriptor(i), descriptors[i], address);
            memory.store16(Mode.PLAIN, start + LAYOUT.availRing(i), avail[i]);
        }
        for (int i = 0; i < ENTRIES; i++) {
            write(memory, start + TABLE + HEADER * i, table[i], address);
        }
        memory.store16(Mode.RELEASE, start + LAYOUT.availIdx(), availIdx);
    }

    private static void write(SharedMemory memory, int at, RawDescriptor descriptor, long address) {
        memory.store64(Mode.PLAIN, at, descriptor.target(address));
        memory.store32(Mode.PLAIN, at + 8, descriptor.length());
        memory.store16(Mode.PLAIN, at + 12, descriptor.flags());
        memory.store16(Mode.PLAIN, at + 14, descriptor.last());
    }

    @Override
    public long features() {
        return indirect ? VirtioTransport.F_INDIRECT_DESC : 0;
    }

    @Override
    public void start(VirtioTransport transport, long address) {
        transport.startQueue(
                0, SIZE, address + LAYOUT.descriptor(0), address + LAYOUT.availFlags(), address + LAYOUT.usedFlags());
    }

    @Override
    public List<String> used(SharedMemory memory, int start) {
        List<String> used = new ArrayList<>();
        int idx = memory.load16(Mode.ACQUIRE, start + LAYOUT.usedIdx());
        for (int i = 0; i < idx; i++) {
            int at = start + LAYOUT.usedRing(i % SIZE);
            used.add(memory.load32(Mode.PLAIN, at) + ":" + memory.load32(Mode.PLAIN, at + 4));
        }
        return used;
    }

    @Override
    public Outcome onOurs() {
        SharedMemory memory = new ArrayMemory(BYTES);
        long address = 1L << 32;
        write(memory, 0, address);
        SplitFeatures features = indirect ? SplitFeatures.none().withIndirect() : SplitFeatures.none();
        SplitDevice device = new SplitDevice(memory, LAYOUT, features, new BufferWindow(address, 0, BYTES), policy);
        Segments segments = new Segments(SIZE);
        try {
            for (int head = device.take(segments); head != SplitDevice.NONE; head = device.take(segments)) {
                String wrong = wrong(segments);
                if (wrong != null) {
                    return new Outcome(used(memory, 0), wrong);
                }
                device.use(head, segments.writableBytes());
            }
            return new Outcome(used(memory, 0), "");
        } catch (BrokenRingException broken) {
            return new Outcome(used(memory, 0), broken.fault().toString());
        }
    }

    /** What a block device wants of a request before it looks at it. */
    static String wrong(Segments segments) {
        long readable = 0;
        for (int i = 0; i < segments.readableCount(); i++) {
            readable += segments.length(i);
        }
        return readable < HEADER || segments.writableBytes() == 0 ? "no header or no room for the status" : null;
    }

    @Override
    public String toString() {
        return "descriptors " + Arrays.toString(descriptors) + "\n  table " + Arrays.toString(table) + "\n  avail "
                + Arrays.toString(avail) + " idx " + availIdx;
    }
}
