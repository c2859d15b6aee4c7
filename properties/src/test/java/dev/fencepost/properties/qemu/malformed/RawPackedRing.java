package dev.fencepost.properties.qemu.malformed;

import static dev.fencepost.properties.qemu.malformed.RawDescriptor.INDIRECT;
import static dev.fencepost.properties.qemu.malformed.RawDescriptor.NEXT;
import static dev.fencepost.properties.qemu.malformed.RawDescriptor.WRITE;

import dev.fencepost.impl.memory.Mode;
import dev.fencepost.impl.memory.SharedMemory;
import dev.fencepost.impl.ring.BufferWindow;
import dev.fencepost.impl.ring.RingDevice;
import dev.fencepost.impl.ring.packed.PackedDevice;
import dev.fencepost.impl.ring.packed.PackedFeatures;
import dev.fencepost.impl.ring.packed.PackedLayout;
import dev.fencepost.properties.qemu.VirtioTransport;
import java.util.ArrayList;
import java.util.List;

/** A packed ring as it stands in memory, on its first lap. */
final class RawPackedRing extends RawRing {
    /** Available on the first lap, or used on it with {@link #USED}. */
    static final int AVAIL = 1 << 7;
    /** Used on the first lap, with {@link #AVAIL}. */
    static final int USED = 1 << 15;

    private static final PackedLayout LAYOUT = PackedLayout.contiguous(SIZE, 0);

    /** Three sound requests, of three descriptors, of two, and of three in the indirect table. */
    static RawPackedRing sound() {
        RawPackedRing ring = new RawPackedRing();
        ring.list(0, 5, NEXT, NEXT | WRITE, WRITE);
        ring.list(3, 6, NEXT, WRITE);
        ring.list(5, 7, INDIRECT);
        ring.descriptors[5] =
                ring.descriptors[5].withAddress(RawDescriptor.TABLE).withLength(3 * SIXTEEN);
        return ring.tableList(0, WRITE, WRITE);
    }

    /** Consecutive descriptors with these flags, all available; each says the id, though the last would do. */
    RawPackedRing list(int first, int id, int... flags) {
        for (int i = 0; i < flags.length; i++) {
            descriptors[first + i] =
                    descriptors[first + i].withFlags(AVAIL | flags[i]).withLast(id);
        }
        return this;
    }

    /** The flags of the indirect table. */
    RawPackedRing tableList(int... flags) {
        for (int i = 0; i < flags.length; i++) {
            table[i] = table[i].withFlags(flags[i]);
        }
        return this;
    }

    @Override
    void writeRing(SharedMemory memory, int start, long address) {
        for (int i = SIZE - 1; i >= 0; i--) {
            write(memory, start + LAYOUT.descriptor(i), descriptors[i], address);
        }
    }

    @Override
    void write(SharedMemory memory, int at, RawDescriptor descriptor, long address) {
        memory.store64(Mode.PLAIN, at, descriptor.target(address));
        memory.store32(Mode.PLAIN, at + 8, descriptor.length());
        memory.store16(Mode.PLAIN, at + 12, descriptor.last());
        memory.store16(Mode.RELEASE, at + 14, descriptor.flags());
    }

    @Override
    long features() {
        return super.features() | VirtioTransport.F_RING_PACKED;
    }

    @Override
    void start(VirtioTransport transport, long address) {
        long ring = address + LAYOUT.descriptor(0);
        transport.startQueue(0, SIZE, ring, address + LAYOUT.driverEvent(), address + LAYOUT.deviceEvent());
    }

    /** What the device has marked as used: no descriptor is so before. */
    @Override
    List<String> used(SharedMemory memory, int start) {
        List<String> used = new ArrayList<>();
        for (int i = 0; i < SIZE; i++) {
            int at = start + LAYOUT.descriptor(i);
            int flags = memory.load16(Mode.ACQUIRE, at + 14);
            if ((flags & (AVAIL | USED)) == (AVAIL | USED)) {
                used.add(i + "=" + memory.load16(Mode.PLAIN, at + 12) + ":" + memory.load32(Mode.PLAIN, at + 8));
            }
        }
        return used;
    }

    @Override
    RingDevice device(SharedMemory memory, BufferWindow window) {
        PackedFeatures features = indirect ? PackedFeatures.none().withIndirect() : PackedFeatures.none();
        return new PackedDevice(memory, LAYOUT, features, window, policy);
    }
}
