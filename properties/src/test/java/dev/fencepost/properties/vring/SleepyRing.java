package dev.fencepost.properties.vring;

import dev.fencepost.impl.memory.BarrierPolicy;
import dev.fencepost.impl.memory.MappedMemory;
import dev.fencepost.impl.memory.Mode;
import dev.fencepost.impl.vring.BufferWindow;
import dev.fencepost.impl.vring.DevicePolicy;
import dev.fencepost.impl.vring.Segments;
import dev.fencepost.impl.vring.SplitDevice;
import dev.fencepost.impl.vring.SplitDriver;
import dev.fencepost.impl.vring.SplitFeatures;
import dev.fencepost.impl.vring.SplitLayout;
import java.nio.ByteBuffer;

/** Two threads that sleep whenever they have nothing to do, and are woken by notifications only. */
final class SleepyRing {
    /** How a driver goes to sleep. */
    enum Habit {
        /** With the next used buffer it wants to be woken. */
        NEXT,
        /** When three quarters are used. */
        DELAYED,
        /** The broken twin: without having asked to be woken. */
        UNASKED
    }

    private static final int SLOT = 64;

    private final int size;
    private final Habit habit;
    private final MappedMemory memory;
    private final int buffers;
    private final SplitDriver driver;
    private final SplitDevice device;
    private final SleepySide driverBell;
    private final SleepySide deviceBell;
    private volatile boolean over;
    private long added;
    private long returned;
    private long wrong;
    private long served;

    /** {@code patience}: nanoseconds of sleep that are taken for a lost notification. */
    SleepyRing(int size, SplitFeatures features, Habit habit, long patience) {
        this.size = size;
        this.habit = habit;
        SplitLayout layout = SplitLayout.contiguous(size, 0);
        buffers = layout.end() + SLOT - 1 & -SLOT;
        int end = buffers + SLOT * size;
        memory = MappedMemory.of(ByteBuffer.allocateDirect(end + SLOT).alignedSlice(SLOT), BarrierPolicy.WEAK);
        BufferWindow window = new BufferWindow(0, buffers, end);
        driver = new SplitDriver(memory, layout, features, window);
        device = new SplitDevice(memory, layout, features, window, DevicePolicy.strict());
        driverBell = new SleepySide(patience);
        deviceBell = new SleepySide(patience);
    }

    /** Exchanges so many buffers; null if all came back, or what is known where a side sleeps on. */
    String run(long exchanges) throws InterruptedException {
        Thread other = new Thread(this::serve, "device");
        other.start();
        boolean woken = drive(exchanges);
        over = true;
        deviceBell.ring();
        other.join();
        return woken && wrong == 0 && returned == exchanges ? null : state();
    }

    private boolean drive(long exchanges) {
        Segments buffer = new Segments(1);
        driver.disableCallbacks();
        while (returned < exchanges) {
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
        return switch (habit) {
            case NEXT -> driver.enableCallbacks();
            case DELAYED -> driver.enableCallbacksDelayed();
            case UNASKED -> true;
        };
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
            if (device.enableKicks() && !deviceBell.sleep()) {
                return;
            }
        }
    }

    /** How often each side slept: without that a run shows nothing. Only after {@link #run}. */
    long sleeps() {
        return Math.min(driverBell.sleeps(), deviceBell.sleeps());
    }

    /** Interrupts sent. Only after {@link #run}. */
    long interrupts() {
        return driverBell.rings();
    }

    private String state() {
        return "added " + added + ", served " + served + ", returned " + returned + ", wrong " + wrong
                + "; the driver slept " + driverBell.sleeps() + " times for " + driverBell.rings()
                + " interrupts, the device " + deviceBell.sleeps() + " times for " + deviceBell.rings() + " kicks"
                + "; faults: driver " + driver.fault() + ", device " + device.fault();
    }
}
