package dev.fencepost.stress.ring;

import dev.fencepost.impl.memory.MappedMemory;
import dev.fencepost.impl.ring.BufferWindow;
import dev.fencepost.impl.ring.DevicePolicy;
import dev.fencepost.impl.ring.RingDevice;
import dev.fencepost.impl.ring.RingDriver;
import dev.fencepost.impl.ring.Segments;
import dev.fencepost.impl.ring.packed.PackedDevice;
import dev.fencepost.impl.ring.packed.PackedDriver;
import dev.fencepost.impl.ring.packed.PackedFeatures;
import dev.fencepost.impl.ring.packed.PackedLayout;
import dev.fencepost.impl.ring.split.SplitDevice;
import dev.fencepost.impl.ring.split.SplitDriver;
import dev.fencepost.impl.ring.split.SplitFeatures;
import dev.fencepost.impl.ring.split.SplitLayout;
import dev.fencepost.stress.bench.Fences;
import java.nio.ByteBuffer;

/**
 * A ring to measure, with one buffer of one segment and no payload. Each part that one side writes and the other polls
 * has cache lines of its own, as with the page-aligned rings of a kernel. A JVM measures one kind, so that calls
 * through the interfaces are direct.
 *
 * @param buffer what the driver adds, over and over
 * @param taken room for what the device takes
 */
record BenchRing(RingDriver driver, RingDevice device, Segments buffer, Segments taken) {
    /** Bytes of the buffer. */
    private static final int WINDOW = 64;

    private static final int LINES = 128;

    static BenchRing split(int size, Fences fences, SplitFeatures features) {
        int avail = aligned(16 * size);
        int used = aligned(avail + 6 + 2 * size);
        SplitLayout layout = new SplitLayout(size, 0, avail, used);
        BufferWindow window = window(layout.end());
        MappedMemory memory = memory(fences, window);
        return of(
                new SplitDriver(memory, layout, features, window),
                new SplitDevice(memory, layout, features, window, DevicePolicy.strict()),
                window,
                size);
    }

    static BenchRing packed(int size, Fences fences, PackedFeatures features) {
        int events = aligned(16 * size);
        PackedLayout layout = new PackedLayout(size, 0, events, events + LINES);
        BufferWindow window = window(layout.end());
        MappedMemory memory = memory(fences, window);
        return of(
                new PackedDriver(memory, layout, features, window),
                new PackedDevice(memory, layout, features, window, DevicePolicy.strict()),
                window,
                size);
    }

    private static BenchRing of(RingDriver driver, RingDevice device, BufferWindow window, int size) {
        return new BenchRing(driver, device, new Segments(1).writable(window.from(), WINDOW), new Segments(size));
    }

    private static MappedMemory memory(Fences fences, BufferWindow window) {
        return fences.on(ByteBuffer.allocateDirect(window.to() + 2 * LINES).alignedSlice(LINES));
    }

    private static BufferWindow window(int ringEnd) {
        int from = aligned(ringEnd);
        return new BufferWindow(0, from, from + WINDOW);
    }

    private static int aligned(int offset) {
        return offset + LINES - 1 & -LINES;
    }
}
