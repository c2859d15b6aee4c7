package dev.fencepost.stress.ring;

import dev.fencepost.impl.ring.RingDevice;
import dev.fencepost.impl.ring.RingDriver;
import dev.fencepost.impl.ring.Segments;
import dev.fencepost.stress.bench.Bell;
import dev.fencepost.stress.bench.Pinning;

/**
 * A virtqueue, split or packed, whose two sides block when they have nothing to do, and wake each other by
 * notifications.
 */
final class SleepyExchange implements Sleepers {
    private final RingDriver driver;
    private final RingDevice device;
    private final Segments buffer;
    private final Segments taken;
    private final boolean delayed;
    private final Bell kicks = new Bell();
    private final Bell interrupts = new Bell();
    private final Thread server;
    private volatile boolean over;
    private long exchanges;

    /** With {@code delayed} the driver asks to be woken when three quarters are used. */
    SleepyExchange(BenchRing ring, boolean delayed) {
        driver = ring.driver();
        device = ring.device();
        buffer = ring.buffer();
        taken = ring.taken();
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
        while (driver.get() == RingDriver.NONE) {
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
            for (int head = device.take(taken); head != RingDevice.NONE; head = device.take(taken)) {
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
