package dev.fencepost.stress.ring;

import dev.fencepost.impl.ring.RingDevice;
import dev.fencepost.impl.ring.RingDriver;
import dev.fencepost.impl.ring.Segments;

/** A virtqueue, split or packed, with one descriptor a buffer and no payload. */
final class RingExchange implements Exchange {
    private final RingDriver driver;
    private final RingDevice device;
    private final Segments buffer;
    private final Segments taken;
    private final boolean decide;

    /** With {@code decide} each side asks after every buffer whether to notify the other, as if nobody polled. */
    RingExchange(BenchRing ring, boolean decide) {
        driver = ring.driver();
        device = ring.device();
        buffer = ring.buffer();
        taken = ring.taken();
        this.decide = decide;
        driver.disableCallbacks();
        device.disableKicks();
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
        if (head == RingDevice.NONE) {
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
        return driver.get() != RingDriver.NONE;
    }
}
