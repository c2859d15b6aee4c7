package dev.fencepost.properties.ring;

import dev.fencepost.impl.memory.BarrierPolicy;
import dev.fencepost.impl.memory.MappedMemory;
import dev.fencepost.impl.memory.Mode;
import dev.fencepost.impl.ring.BufferWindow;
import dev.fencepost.impl.ring.DevicePolicy;
import dev.fencepost.impl.ring.Segments;
import dev.fencepost.impl.ring.split.SplitDevice;
import dev.fencepost.impl.ring.split.SplitDriver;
import dev.fencepost.impl.ring.split.SplitFeatures;
import dev.fencepost.impl.ring.split.SplitLayout;
import dev.fencepost.properties.waiting.Patience;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;

/** Two threads that sleep whenever they have nothing to do, and are woken by notifications only. */
public final class SleepyRing {
    /** How a side goes to sleep. */
    public enum Habit {
        /** With the next buffer it wants to be woken. */
        NEXT,
        /** When three quarters are used; a driver only. */
        DELAYED
    }

    /**
     * Who lingers between finding nothing and asking to be woken, until the other side has done all it can and sleeps:
     * what comes in between is what only the last look finds.
     */
    public enum Lingering {
        NOBODY,
        DRIVER,
        DEVICE
    }

    private static final int SLOT = 64;

    /**
     * Nanoseconds of a sleep that are taken for a lost notification, on a machine that does many other things: a
     * sleeper that is rung for is never this late.
     */
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(60);

    private final int size;
    private final Habit habit;
    private final Lingering lingering;
    private final SplitLayout layout;
    private final MappedMemory memory;
    private final int buffers;
    private final SplitDriver driver;
    private final SplitDevice device;
    private final SleepySide driverBell;
    private final SleepySide deviceBell;
    /** Longer than any sleep. */
    private static final Patience LIMIT = Patience.seconds(120);

    private volatile boolean over;
    private volatile boolean deviceLingers;
    private long added;
    private long returned;
    private long wrong;
    private long served;

    public SleepyRing(int size, SplitFeatures features, Habit habit, Lingering lingering) {
        this.size = size;
        this.habit = habit;
        this.lingering = lingering;
        layout = SplitLayout.contiguous(size, 0);
        buffers = layout.end() + SLOT - 1 & -SLOT;
        int end = buffers + SLOT * size;
        memory = MappedMemory.of(ByteBuffer.allocateDirect(end + SLOT).alignedSlice(SLOT), BarrierPolicy.WEAK);
        BufferWindow window = new BufferWindow(0, buffers, end);
        driver = new SplitDriver(memory, layout, features, window);
        device = new SplitDevice(memory, layout, features, window, DevicePolicy.strict());
        driverBell = new SleepySide(PATIENCE);
        deviceBell = new SleepySide(PATIENCE);
    }

    /** Exchanges so many buffers; null if all came back, or what is known where a side sleeps on. */
    public String run(long exchanges) throws InterruptedException {
        Thread other = new Thread(this::serve, "device");
        other.start();
        boolean woken = drive(exchanges);
        over = true;
        deviceBell.ring();
        LIMIT.untilEnded(other);
        return woken && wrong == 0 && returned == exchanges ? null : state();
    }

    private boolean drive(long exchanges) {
        Segments buffer = new Segments(1);
        driver.disableCallbacks();
        while (returned < exchanges) {
            if (lingering == Lingering.DEVICE && returned > 0) {
                LIMIT.until("the device to linger or sleep", () -> deviceLingers || deviceBell.isSleptOn());
            }
            while (added < exchanges && driver.free() > 0) {
                int slot = (int) (added % size);
                driver.add(buffer.clear().writable(buffers + SLOT * slot, 8), slot);
                added++;
            }
            if (driver.needsKick()) {
                deviceBell.ring();
            }
            if (takeAll() == 0 && maySleep()) {
                if (!driverBell.sleep()) {
                    return false;
                }
                driver.disableCallbacks();
            }
        }
        return true;
    }

    /** Buffers come back in the order in which they went, as the device is one thread. */
    private int takeAll() {
        int taken = 0;
        for (int slot = driver.get(); slot != SplitDriver.NONE; slot = driver.get()) {
            boolean right = slot == returned % size && memory.load64(Mode.PLAIN, buffers + SLOT * slot) == returned;
            wrong += right ? 0 : 1;
            returned++;
            taken++;
        }
        return taken;
    }

    private boolean maySleep() {
        if (lingering == Lingering.DRIVER) {
            LIMIT.until("the device to sleep", deviceBell::isSleptOn);
        }
        return habit == Habit.NEXT ? driver.enableCallbacks() : driver.enableCallbacksDelayed();
    }

    /** Buffers that the device has yet to use. */
    private int toTake() {
        return memory.load16(Mode.OPAQUE, layout.availIdx()) - memory.load16(Mode.OPAQUE, layout.usedIdx()) & 0xffff;
    }

    private void serve() {
        Segments taken = new Segments(size);
        while (!over) {
            device.disableKicks();
            for (int head = device.take(taken); head != SplitDevice.NONE; head = device.take(taken)) {
                memory.store64(Mode.PLAIN, taken.offset(0), served++);
                device.use(head, 8);
                if (device.needsInterrupt()) {
                    driverBell.ring();
                }
            }
            deviceLingers = lingering == Lingering.DEVICE;
            if (deviceLingers) {
                LIMIT.until("the driver to sleep", () -> over || driverBell.isSleptOn() && toTake() > 0);
            }
            deviceLingers = false;
            if (device.enableKicks() && !deviceBell.sleep()) {
                return;
            }
        }
    }

    /** How often each side slept: without that a run shows nothing. Only after {@link #run}. */
    public long sleeps() {
        return Math.min(driverBell.sleeps(), deviceBell.sleeps());
    }

    /** Interrupts sent. Only after {@link #run}. */
    public long interrupts() {
        return driverBell.rings();
    }

    private String state() {
        int used = memory.load16(Mode.OPAQUE, layout.usedIdx()) - (int) returned & 0xffff;
        return toTake() + " buffers for the device, " + used + " for the driver; added " + added + ", served " + served
                + ", returned " + returned + ", wrong " + wrong
                + "; the driver slept " + driverBell.sleeps() + " times for " + driverBell.rings()
                + " interrupts, the device " + deviceBell.sleeps() + " times for " + deviceBell.rings() + " kicks"
                + "; faults: driver " + driver.fault() + ", device " + device.fault();
    }
}
