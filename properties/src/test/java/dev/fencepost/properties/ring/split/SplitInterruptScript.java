package dev.fencepost.properties.ring.split;

import dev.fencepost.impl.memory.Mode;
import dev.fencepost.impl.memory.SharedMemory;
import dev.fencepost.impl.ring.split.SplitDriver;
import dev.fencepost.properties.recorded.Recorder;
import dev.fencepost.properties.recorded.Steps;
import java.util.function.Function;

/** The device uses and interrupts; the driver wakes, gets all that there is, and goes back to sleep. */
final class SplitInterruptScript extends SplitScript {
    SplitInterruptScript(
            SplitRecorded.Case one,
            Function<SharedMemory, Recorder> driverSide,
            Function<SharedMemory, Recorder> deviceSide) {
        super(one, driverSide, deviceSide);
    }

    @Override
    void plan(Steps driving, Steps serving) {
        driverMemory.unrecorded(this::addAll);
        if (scenario.name().equals("interrupt-once")) {
            serving.then(this::completeOnce);
        } else {
            for (int i = 0; i < buffers(); i++) {
                int buffer = i;
                serving.then(() -> complete(buffer));
            }
        }
        sleepingDriver(driving);
    }

    /** All buffers are available when the scenario starts. */
    private void addAll() {
        for (int i = 0; i < buffers(); i++) {
            driver.add(places.buffer(places.page(i), 0), i);
        }
    }

    private boolean complete(int buffer) {
        device.stage(device.take(taken), 0);
        return show(buffer);
    }

    /** All but the first of more than two are a batch, shown by one store and with one decision for all of them. */
    private boolean completeOnce() {
        int[] heads = new int[buffers()];
        for (int i = 0; i < heads.length; i++) {
            heads[i] = device.take(taken);
        }
        for (int i = 0; i < heads.length; i++) {
            device.stage(heads[i], 0);
            if (i < batchFrom() || i == heads.length - 1) {
                show(i);
            }
        }
        return true;
    }

    private boolean show(int buffer) {
        device.publish();
        if (device.needsInterrupt()) {
            deviceMemory.store32(Mode.OPAQUE, places.cell("interrupt"), buffer + 1);
        }
        return true;
    }

    private void sleepingDriver(Steps driving) {
        driving.then(() -> driverMemory.load32(Mode.OPAQUE, places.cell("interrupt")) != 0);
        if (scenario.name().equals("callbacks-on")) {
            for (int i = 0; i <= buffers(); i++) {
                driving.then(() -> driver.get() != SplitDriver.NONE);
            }
            return;
        }
        driving.then(() -> {
            driver.disableCallbacks();
            getWaiting();
            return true;
        });
        for (int i = 1; i <= buffers(); i++) {
            boolean last = i == buffers();
            driving.then(() -> !enableCallbacks() && !last);
            driving.then(() -> {
                driver.disableCallbacks();
                getWaiting();
                return true;
            });
        }
    }

    private boolean enableCallbacks() {
        return scenario.name().equals("delayed") ? driver.enableCallbacksDelayed() : driver.enableCallbacks();
    }

    private void getWaiting() {
        driver.get();
        while (driver.waiting() > 0) {
            driver.get();
        }
    }
}
