package dev.fencepost.properties.ring.moments;

import dev.fencepost.impl.memory.ArrayMemory;
import dev.fencepost.impl.memory.SharedMemory;
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
 * One side finds nothing to do and goes to sleep; meanwhile the other side, in two portions, does what the sleeper
 * waits for, each portion between any two accesses of the sleeper or after them all.
 *
 * @param packed the layout of the ring
 * @param size the queue size
 * @param driverSleeps which side goes to sleep
 * @param habit how it does
 */
record Bedtime(boolean packed, int size, boolean eventIdx, boolean driverSleeps, Habit habit) {
    /** How a side goes to sleep. */
    enum Habit {
        /** With the next buffer it wants to be woken. */
        NEXT,
        /** When three quarters are used; a driver only. */
        DELAYED,
        /** In two steps, first asking and then looking; a driver only. */
        POLLED,
        /** A mutant: in two steps, but looking before asking; a driver only. */
        POLLED_EARLY,
        /** A mutant: without having asked to be woken. */
        UNASKED,
        /** A mutant: without a last look after it has asked. */
        UNCHECKED
    }

    private static final int MEMORY = 1 << 10;
    private static final int BUFFER = 512;

    /** Whether the side wakes up, or has not slept, if the portions are done at these moments. */
    boolean wakes(int first, int firstPortion, int second) {
        return new Night(this).wakes(new int[] {first, second}, firstPortion);
    }

    /** How many accesses and fences the side has that is not interrupted. */
    int accesses() {
        Night night = new Night(this);
        night.wakes(new int[] {Integer.MAX_VALUE, Integer.MAX_VALUE}, 0);
        return night.sleeper.passed();
    }

    private static final class Night {
        private final Bedtime way;
        private final InterruptedMemory sleeper;
        private final RingDriver driver;
        private final RingDevice device;
        private final Segments buffer = new Segments(1).writable(BUFFER, 16);
        private final Segments taken;
        private int done;
        private int found;
        private boolean rung;

        Night(Bedtime way) {
            this.way = way;
            SharedMemory memory = new ArrayMemory(MEMORY);
            sleeper = new InterruptedMemory(memory);
            SharedMemory driverMemory = way.driverSleeps ? sleeper : memory;
            SharedMemory deviceMemory = way.driverSleeps ? memory : sleeper;
            BufferWindow window = new BufferWindow(0, BUFFER, MEMORY);
            taken = new Segments(way.size);
            if (way.packed) {
                PackedLayout layout = PackedLayout.contiguous(way.size, 0);
                PackedFeatures features = new PackedFeatures(way.eventIdx, false, false);
                driver = new PackedDriver(driverMemory, layout, features, window);
                device = new PackedDevice(deviceMemory, layout, features, window, DevicePolicy.strict());
            } else {
                SplitLayout layout = SplitLayout.contiguous(way.size, 0);
                SplitFeatures features = new SplitFeatures(way.eventIdx, false, false, 0xffff);
                driver = new SplitDriver(driverMemory, layout, features, window);
                device = new SplitDevice(deviceMemory, layout, features, window, DevicePolicy.strict());
            }
        }

        boolean wakes(int[] moments, int firstPortion) {
            exchangeOne();
            for (int i = 0; way.driverSleeps && i < way.size; i++) {
                driver.add(buffer, i);
            }
            sleeper.interrupt(moments, () -> work(firstPortion), () -> work(way.size - firstPortion));
            boolean sleeps = sleepUntilRung();
            while (sleeps && sleeper.later()) {
                sleeps = !rung || sleepUntilRung();
            }
            return !sleeps;
        }

        /** Whether the side sleeps and nobody has rung; false when it has found everything. */
        private boolean sleepUntilRung() {
            do {
                rung = false;
                if (!goToSleep()) {
                    return false;
                }
            } while (rung);
            return true;
        }

        /** Events are where they were left when all were awake, and not where they are on a new ring. */
        private void exchangeOne() {
            driver.disableCallbacks();
            device.disableKicks();
            driver.add(buffer, 0);
            driver.needsKick();
            device.use(device.take(taken), 16);
            device.needsInterrupt();
            driver.get();
        }

        /** What the other side does, who tells the sleeper where it must. */
        private void work(int portion) {
            for (int i = 0; i < portion; i++) {
                if (way.driverSleeps) {
                    device.use(device.take(taken), 16);
                    rung |= device.needsInterrupt();
                } else {
                    driver.add(buffer, done);
                    rung |= driver.needsKick();
                }
                done++;
            }
        }

        /** False where the side finds everything done before it can sleep. */
        private boolean goToSleep() {
            while (true) {
                found += findAll();
                if (found == way.size) {
                    return false;
                }
                if (asksAndSleeps()) {
                    return true;
                }
            }
        }

        private int findAll() {
            int count = 0;
            if (way.driverSleeps) {
                while (driver.get() != RingDriver.NONE) {
                    count++;
                }
            } else {
                while (device.take(taken) != RingDevice.NONE) {
                    count++;
                }
            }
            return count;
        }

        private boolean asksAndSleeps() {
            return switch (way.habit) {
                case NEXT -> ask();
                case POLLED -> !driver.poll(driver.prepareCallbacks());
                case POLLED_EARLY -> pollsEarly();
                case DELAYED -> driver.enableCallbacksDelayed();
                case UNASKED -> true;
                case UNCHECKED -> ask() || true;
            };
        }

        private boolean pollsEarly() {
            boolean used = driver.poll(driver.peerPosition());
            driver.prepareCallbacks();
            return !used;
        }

        private boolean ask() {
            return way.driverSleeps ? driver.enableCallbacks() : device.enableKicks();
        }
    }
}
