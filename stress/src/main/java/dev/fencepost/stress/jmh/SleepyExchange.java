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

/** A split virtqueue whose two sides block when they have nothing to do, and wake each other by notifications. */
final class SleepyExchange implements Sleepers {
    private static final int WINDOW = 64;

    private final SplitDriver driver;
    private final SplitDevice device;
    private final Segments buffer = new Segments(1);
    private final Segments taken;
    private final boolean delayed;
    private final Bell kicks = new Bell();
    private final Bell interrupts = new Bell();
    private final Thread server;
    private volatile boolean over;
    private long exchanges;

    /** With {@code delayed} the driver asks to be woken when three quarters are used. */
    SleepyExchange(int size, SplitFeatures features, boolean delayed) {
        int avail = 16 * size + 127 & ~127;
        int used = avail + 6 + 2 * size + 127 & ~127;
        SplitLayout layout = new SplitLayout(size, 0, avail, used);
        int from = layout.end() + 127 & ~127;
        MappedMemory memory =
                Fences.SMP.on(ByteBuffer.allocateDirect(from + WINDOW + 256).alignedSlice(128));
        BufferWindow window = new BufferWindow(0, from, from + WINDOW);
        driver = new SplitDriver(memory, layout, features, window);
        device = new SplitDevice(memory, layout, features, window, DevicePolicy.strict());
        buffer.writable(from, WINDOW);
        taken = new Segments(size);
        this.delayed = delayed;
        driver.disableCallbacks();
        server = new Thread(this::serve, "device");
        server.setDaemon(true);
        server.start();
    }

    @Override
    public void exchange() {
        while (driver.free() > 0) {
            driver.add(buffer, 0);
        }
        if (driver.needsKick()) {
            kicks.ring();
        }
        while (driver.get() == SplitDriver.NONE) {
            if (delayed ? driver.enableCallbacksDelayed() : driver.enableCallbacks()) {
                interrupts.sleep();
            }
            driver.disableCallbacks();
        }
        exchanges++;
    }

    private void serve() {
        Pinning.pin(1);
        while (!over) {
            device.disableKicks();
            for (int head = device.take(taken); head != SplitDevice.NONE; head = device.take(taken)) {
                device.use(head, 0);
                if (device.needsInterrupt()) {
                    interrupts.ring();
                }
            }
            if (device.enableKicks()) {
                kicks.sleep();
            }
        }
    }

    @Override
    public String end() throws InterruptedException {
        over = true;
        kicks.ring();
        server.join();
        return Sleepers.told(exchanges, kicks, interrupts);
    }
}
