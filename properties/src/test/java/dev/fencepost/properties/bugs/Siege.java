package dev.fencepost.properties.bugs;

import dev.fencepost.impl.memory.SharedMemory;
import dev.fencepost.impl.ring.BrokenRingException;
import dev.fencepost.impl.ring.BufferWindow;
import dev.fencepost.impl.ring.DevicePolicy;
import dev.fencepost.impl.ring.Segments;
import dev.fencepost.impl.ring.split.SplitDevice;
import dev.fencepost.impl.ring.split.SplitFeatures;
import dev.fencepost.properties.ring.Attacked;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * What a driver wrote, and what a device must make of it. Whatever it is, the device ends in a typed refusal or
 * returns: it touches nothing outside ring and window, throws nothing else, and does not go on for ever.
 *
 * @param driver writes the ring
 * @param expected what else must come of it
 * @param size of the memory, as the device is told
 */
record Siege(Consumer<HostileRing> driver, Expected expected, int size) {
    private static final int SIZE = 1024;
    private static final int OPERATIONS = 2 * 4;

    Siege(Consumer<HostileRing> driver, Expected expected) {
        this(driver, expected, SIZE);
    }

    /** What a device makes of a ring. */
    enum Expected {
        /** The ring breaks a rule, so that the device refuses it. */
        REFUSAL,
        /** The ring is right, and one operation loads nothing twice. */
        SINGLE_FETCH,
        /** The ring is right. */
        RETURN
    }

    /** The operation under siege: takes a buffer, or does more; below 0 where there is nothing to do. */
    @FunctionalInterface
    interface Device {
        int operate();
    }

    /** The real device. */
    static Device real(SharedMemory memory) {
        return real(memory, DevicePolicy.strict(), Attacked.LAYOUT.size());
    }

    /** The real device as one that takes long tables, with room for twice the queue size. */
    static Device takingLongTables(SharedMemory memory) {
        return real(memory, DevicePolicy.strict().withLongTables(), 2 * Attacked.LAYOUT.size());
    }

    private static Device real(SharedMemory memory, DevicePolicy policy, int room) {
        SplitDevice device = new SplitDevice(
                memory,
                Attacked.LAYOUT,
                SplitFeatures.none().withIndirect(),
                new BufferWindow(0, Attacked.WINDOW, memory.size()),
                policy);
        Segments taken = new Segments(room);
        return () -> device.take(taken);
    }

    /** How many stores of the driver show that the device is broken; empty if it is not. */
    Attempt.Trial trial(Function<SharedMemory, Device> maker) {
        return () -> {
            Attacked attacked = new Attacked();
            attacked.begin();
            HostileRing ring = new HostileRing(attacked.memory());
            driver.accept(ring);
            Device device = maker.apply(new MutantMemory(attacked.memory()) {
                @Override
                public int size() {
                    return Siege.this.size;
                }
            });
            return survives(attacked, device) ? OptionalInt.empty() : OptionalInt.of(ring.stores());
        };
    }

    private boolean survives(Attacked attacked, Device device) {
        for (int i = 0; i < OPERATIONS; i++) {
            attacked.begin();
            try {
                if (device.operate() < 0) {
                    break;
                }
            } catch (BrokenRingException | TinyDevice.Refused refused) {
                return expected == Expected.REFUSAL;
            } catch (AssertionError | RuntimeException untyped) {
                return false;
            }
            if (expected == Expected.SINGLE_FETCH && attacked.fetchedTwice()) {
                return false;
            }
        }
        return expected != Expected.REFUSAL;
    }
}
