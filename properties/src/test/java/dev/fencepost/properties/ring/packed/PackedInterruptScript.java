package dev.fencepost.properties.ring.packed;

import dev.fencepost.impl.memory.Mode;
import dev.fencepost.impl.memory.SharedMemory;
import dev.fencepost.impl.ring.packed.PackedDriver;
import dev.fencepost.properties.recorded.Recorder;
import java.util.function.Function;

/** The device uses and interrupts; the driver wakes, gets what there is, and goes back to sleep. */
final class PackedInterruptScript extends PackedScript {
    /** Buffers done, and how often the last look before sleeping found one. */
    private int done;

    private int looks;

    PackedInterruptScript(
            PackedRecorded.Case one,
            Function<SharedMemory, Recorder> driverSide,
            Function<SharedMemory, Recorder> deviceSide) {
        super(one, driverSide, deviceSide);
    }

    /** The device holds all buffers when the scenario starts; the driver sleeps with callbacks on. */
    @Override
    void plan() {
        int[] held = new int[buffers];
        driverMemory.unrecorded(() -> {
            for (int i = 0; i < buffers; i++) {
                driver.add(places.buffer(i), i);
            }
            driver.enableCallbacks();
        });
        deviceMemory.unrecorded(() -> {
            for (int i = 0; i < buffers; i++) {
                held[i] = device.take(taken);
            }
        });
        if (scenario.name().equals("interrupt-once")) {
            serving.then(() -> completeOnce(held));
        } else {
            for (int i = 0; i < buffers; i++) {
                int buffer = i;
                serving.then(() -> complete(held[buffer], buffer));
            }
        }
        driving.then(() -> driverMemory.load32(Mode.OPAQUE, places.cell("interrupt")) != 0);
        if (scenario.name().equals("callbacks-on")) {
            for (int i = 0; i <= buffers; i++) {
                driving.then(() -> driver.get() != PackedDriver.NONE);
            }
            return;
        }
        driving.then(() -> {
            driver.disableCallbacks();
            return driving(this::getNext);
        });
    }

    private boolean completeOnce(int[] held) {
        for (int i = 0; i < held.length; i++) {
            if (endsBatch(i)) {
                complete(held[i], i);
            } else {
                device.stage(held[i], 0);
            }
        }
        return true;
    }

    private boolean complete(int held, int buffer) {
        device.use(held, 0);
        if (device.needsInterrupt()) {
            deviceMemory.store32(Mode.OPAQUE, places.cell("interrupt"), buffer + 1);
        }
        return true;
    }

    private boolean getNext() {
        boolean found = driver.get() != PackedDriver.NONE;
        if (found) {
            done++;
        }
        return driving(found && done < buffers ? this::getNext : this::sleepDriver);
    }

    private boolean sleepDriver() {
        boolean delayed = scenario.name().equals("delayed");
        boolean sleeps = delayed ? driver.enableCallbacksDelayed() : driver.enableCallbacks();
        if (sleeps || looks == buffers) {
            return false;
        }
        looks++;
        driver.disableCallbacks();
        return driving(this::getNext);
    }
}
