package dev.fencepost.stress.jcstress;

import dev.fencepost.impl.memory.Mode;
import dev.fencepost.impl.memory.SharedMemory;
import dev.fencepost.impl.vring.BrokenRingException;
import dev.fencepost.impl.vring.BufferWindow;
import dev.fencepost.impl.vring.DevicePolicy;
import dev.fencepost.impl.vring.Segments;
import dev.fencepost.impl.vring.SplitDevice;
import dev.fencepost.impl.vring.SplitDriver;
import dev.fencepost.impl.vring.SplitFeatures;
import dev.fencepost.impl.vring.SplitLayout;

/** A split ring of two entries with one word of payload: what an actor of a lesson does with it. */
final class Ring {
    /** What an actor that found nothing saw. */
    static final int NOTHING = -1;
    /** What an actor saw that found the index, but not what the index covers. */
    static final int STALE_RING = -2;
    /** The payload of the one buffer. */
    static final int PAYLOAD = 42;
    /** What the driver writes there once it has the buffer back. */
    static final int NEXT_PAYLOAD = 99;

    /** Bytes that a ring takes, rounded up to two cache lines. */
    static final int BYTES = 128;

    private static final SplitLayout LAYOUT = SplitLayout.contiguous(2, 0);
    private static final int AT = BYTES - 4;
    private static final BufferWindow WINDOW = new BufferWindow(0, AT, BYTES);

    private final SharedMemory driverMemory;
    private final SharedMemory deviceMemory;
    private final SplitDriver driver;
    private final SplitDevice device;
    private final Segments toAdd = new Segments(1);
    private final Segments taken = new Segments(2);
    private int head;

    /** Both sides see the memory through {@code memory}. */
    Ring(SharedMemory memory, boolean inPlace) {
        this(memory, memory, inPlace);
    }

    /** Each side through its own. */
    Ring(SharedMemory driverMemory, SharedMemory deviceMemory, boolean inPlace) {
        this.driverMemory = driverMemory;
        this.deviceMemory = deviceMemory;
        driver = new SplitDriver(driverMemory, LAYOUT, SplitFeatures.none(), WINDOW);
        device = new SplitDevice(deviceMemory, LAYOUT, SplitFeatures.none(), WINDOW, DevicePolicy.strict(inPlace));
    }

    /** Before the first buffer. */
    Ring reset() {
        driver.reset();
        device.reset();
        driverMemory.store32(Mode.PLAIN, AT, 0);
        return this;
    }

    /** The device has taken a buffer: one to write into, or one to read. */
    Ring withBufferTaken(boolean writable) {
        reset();
        if (writable) {
            driver.add(toAdd.clear().writable(AT, 4), 0);
        } else {
            addPayload();
        }
        head = device.take(taken);
        return this;
    }

    /** The device is awake and wants no kicks. */
    Ring withDeviceAwake() {
        reset();
        device.disableKicks();
        return this;
    }

    /** Driver: writes the payload and makes it available. */
    void addPayload() {
        driverMemory.store32(Mode.PLAIN, AT, PAYLOAD);
        driver.add(toAdd.clear().readable(AT, 4), 0);
    }

    /** Device: takes the buffer and reads its payload. */
    int takePayload() {
        try {
            int took = device.take(taken);
            return took == SplitDevice.NONE ? NOTHING : deviceMemory.load32(Mode.PLAIN, taken.offset(0));
        } catch (BrokenRingException stale) {
            return STALE_RING;
        }
    }

    /** Device: writes the payload and gives the buffer back. */
    void usePayload() {
        deviceMemory.store32(Mode.PLAIN, AT, PAYLOAD);
        device.use(head, 4);
    }

    /** Driver: gets the buffer back and reads its payload. */
    int getPayload() {
        if (driver.get() == SplitDriver.NONE) {
            return NOTHING;
        }
        return driver.gotLength() == 4 ? driverMemory.load32(Mode.PLAIN, AT) : STALE_RING;
    }

    /** Driver: makes a buffer available; 1 if it has to kick. */
    int addAndDecide() {
        driver.add(toAdd.clear().readable(AT, 4), 0);
        return driver.needsKick() ? 1 : 0;
    }

    /** Device: asks for kicks; 1 if it may sleep. */
    int enableKicks() {
        return device.enableKicks() ? 1 : 0;
    }

    /** Device: reads the payload where it lies and gives the buffer back. */
    int readInPlace() {
        int payload = deviceMemory.load32(Mode.PLAIN, AT);
        device.use(head, 0);
        return payload;
    }

    /** Driver: gets the buffer back and writes into it anew; 1 if it was back. */
    int reuse() {
        if (driver.get() == SplitDriver.NONE) {
            return 0;
        }
        driverMemory.store32(Mode.PLAIN, AT, NEXT_PAYLOAD);
        return 1;
    }
}
