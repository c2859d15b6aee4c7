package dev.fencepost.stress.jmh;

import dev.fencepost.impl.memory.MappedMemory;
import dev.fencepost.impl.vring.BufferWindow;
import dev.fencepost.impl.vring.DevicePolicy;
import dev.fencepost.impl.vring.Segments;
import dev.fencepost.impl.vring.SplitDevice;
import dev.fencepost.impl.vring.SplitDriver;
import dev.fencepost.impl.vring.SplitFeatures;
import dev.fencepost.impl.vring.SplitLayout;
import java.nio.ByteBuffer;

/** A split virtqueue with one descriptor a buffer and no payload. */
final class SplitExchange implements Exchange {
    private static final int WINDOW = 64;

    private final SplitDriver driver;
    private final SplitDevice device;
    private final Segments buffer = new Segments(1);
    private final Segments taken;
    private final boolean decide;

    /** With {@code decide} each side asks after every buffer whether to notify the other, as if nobody polled. */
    SplitExchange(int size, Fences fences, SplitFeatures features, boolean decide) {
        // Each ring on cache lines of its own, as with the page-aligned rings of a kernel.
        int avail = 16 * size + 127 & ~127;
        int used = avail + 6 + 2 * size + 127 & ~127;
        SplitLayout layout = new SplitLayout(size, 0, avail, used);
        int from = layout.end() + 127 & ~127;
        ByteBuffer bytes = ByteBuffer.allocateDirect(from + WINDOW + 256).alignedSlice(128);
        MappedMemory memory = fences.on(bytes);
        BufferWindow window = new BufferWindow(0, from, from + WINDOW);
        driver = new SplitDriver(memory, layout, features, window);
        device = new SplitDevice(memory, layout, features, window, DevicePolicy.strict());
        driver.disableCallbacks();
        device.disableKicks();
        buffer.writable(from, WINDOW);
        taken = new Segments(size);
        this.decide = decide;
    }

    @Override
    public boolean send() {
        boolean room = driver.add(buffer, 0);
        if (room && decide) {
            driver.needsKick();
        }
        return room;
    }

    @Override
    public boolean serve() {
        int head = device.take(taken);
        if (head == SplitDevice.NONE) {
            return false;
        }
        device.use(head, 0);
        if (decide) {
            device.needsInterrupt();
        }
        return true;
    }

    @Override
    public boolean receive() {
        return driver.get() != SplitDriver.NONE;
    }
}
