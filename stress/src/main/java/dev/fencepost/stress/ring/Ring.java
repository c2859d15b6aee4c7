package dev.fencepost.stress.ring;

import dev.fencepost.impl.memory.Mode;
import dev.fencepost.impl.memory.SharedMemory;
import dev.fencepost.impl.ring.BrokenRingException;
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

/**
 * A ring of two entries, split or packed, with one word of payload: what an actor of a lesson does with it. A JVM runs
 * one lesson, so that the calls through the interfaces are direct.
 */
public final class Ring {
    /** What an actor that found nothing saw. */
    static final int NOTHING = -1;
    /** What an actor saw that found a buffer announced, by index or flags, but not what describes it. */
    static final int STALE_RING = -2;
    /** The payload of the one buffer. */
    static final int PAYLOAD = 42;
    /** The payload of the buffers that passed in the lap before. */
    static final int OLD_PAYLOAD = 7;
    /** What the driver writes there once it has the buffer back. */
    static final int NEXT_PAYLOAD = 99;

    /** Bytes that a ring takes, rounded up to two cache lines. */
    public static final int BYTES = 128;

    private static final int SIZE = 2;
    private static final int AT = BYTES - 4;
    /** Where buffers of the lap before lay. */
    private static final int BEFORE = BYTES - 8;

    private static final BufferWindow WINDOW = new BufferWindow(0, BEFORE, BYTES);

    private final SharedMemory driverMemory;
    private final SharedMemory deviceMemory;
    private final RingDriver driver;
    private final RingDevice device;
    private final Segments toAdd = new Segments(1);
    private final Segments taken = new Segments(SIZE);
    private int head;

    private Ring(SharedMemory driverMemory, SharedMemory deviceMemory, RingDriver driver, RingDevice device) {
        this.driverMemory = driverMemory;
        this.deviceMemory = deviceMemory;
        this.driver = driver;
        this.device = device;
    }

    /** A split ring, whose sides both see the memory through {@code memory}. */
    public static Ring split(SharedMemory memory, boolean inPlace) {
        return split(memory, memory, inPlace);
    }

    /** A split ring that each side sees through its own. */
    static Ring split(SharedMemory driverMemory, SharedMemory deviceMemory, boolean inPlace) {
        SplitLayout layout = SplitLayout.contiguous(SIZE, 0);
        return new Ring(
                driverMemory,
                deviceMemory,
                new SplitDriver(driverMemory, layout, SplitFeatures.none(), WINDOW),
                new SplitDevice(deviceMemory, layout, SplitFeatures.none(), WINDOW, DevicePolicy.strict(inPlace)));
    }

    /** A packed ring, whose sides both see the memory through {@code memory}. */
    public static Ring packed(SharedMemory memory, boolean inPlace) {
        PackedLayout layout = PackedLayout.contiguous(SIZE, 0);
        return new Ring(
                memory,
                memory,
                new PackedDriver(memory, layout, PackedFeatures.none(), WINDOW),
                new PackedDevice(memory, layout, PackedFeatures.none(), WINDOW, DevicePolicy.strict(inPlace)));
    }

    /** Before the first buffer. */
    public Ring reset() {
        driver.reset();
        device.reset();
        driverMemory.store32(Mode.PLAIN, AT, 0);
        return this;
    }

    /** The device has taken a buffer: one to write into, or one to read. */
    public Ring withBufferTaken(boolean writable) {
        reset();
        if (writable) {
            driver.add(toAdd.clear().writable(AT, 4), 0);
        } else {
            addPayload();
        }
        head = device.take(taken);
        return this;
    }

    /** Every slot has been used once, for a buffer as long as the next that lay elsewhere. */
    public Ring withLapBehind() {
        reset();
        for (int i = 0; i < SIZE; i++) {
            driver.add(toAdd.clear().writable(BEFORE, 4), 0);
            head = device.take(taken);
            deviceMemory.store32(Mode.PLAIN, BEFORE, OLD_PAYLOAD);
            device.use(head, 4);
            driver.get();
        }
        return this;
    }

    /** The device is awake and wants no kicks. */
    public Ring withDeviceAwake() {
        reset();
        device.disableKicks();
        return this;
    }

    /** Driver: writes the payload and makes it available. */
    public void addPayload() {
        driverMemory.store32(Mode.PLAIN, AT, PAYLOAD);
        driver.add(toAdd.clear().readable(AT, 4), 0);
    }

    /** Device: takes the buffer and reads its payload. */
    public int takePayload() {
        try {
            int took = device.take(taken);
            return took == RingDevice.NONE ? NOTHING : deviceMemory.load32(Mode.PLAIN, taken.offset(0));
        } catch (BrokenRingException stale) {
            return STALE_RING;
        }
    }

    /** Device: writes the payload and gives the buffer back. */
    public void usePayload() {
        deviceMemory.store32(Mode.PLAIN, AT, PAYLOAD);
        device.use(head, 4);
    }

    /** Driver: gets the buffer back and reads its payload. */
    public int getPayload() {
        if (driver.get() == RingDriver.NONE) {
            return NOTHING;
        }
        return driver.gotLength() == 4 ? driverMemory.load32(Mode.PLAIN, AT) : STALE_RING;
    }

    /** Driver: makes a buffer available; 1 if it has to kick. */
    public int addAndDecide() {
        driver.add(toAdd.clear().readable(AT, 4), 0);
        return driver.needsKick() ? 1 : 0;
    }

    /** Device: asks for kicks; 1 if it may sleep. */
    public int enableKicks() {
        return device.enableKicks() ? 1 : 0;
    }

    /** Device: reads the payload where it lies and gives the buffer back. */
    public int readInPlace() {
        int payload = deviceMemory.load32(Mode.PLAIN, AT);
        device.use(head, 0);
        return payload;
    }

    /** Driver: gets the buffer back and writes into it anew; 1 if it was back. */
    public int reuse() {
        if (driver.get() == RingDriver.NONE) {
            return 0;
        }
        driverMemory.store32(Mode.PLAIN, AT, NEXT_PAYLOAD);
        return 1;
    }
}
