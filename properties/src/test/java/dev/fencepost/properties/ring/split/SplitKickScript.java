package dev.fencepost.properties.ring.split;

import dev.fencepost.impl.memory.Mode;
import dev.fencepost.impl.memory.SharedMemory;
import dev.fencepost.impl.ring.split.SplitDevice;
import dev.fencepost.properties.recorded.Recorder;
import dev.fencepost.properties.recorded.Steps;
import java.util.function.Function;

/** The driver adds and kicks; the device wakes, uses all that there is, and goes back to sleep. */
final class SplitKickScript extends SplitScript {
    SplitKickScript(
            SplitRecorded.Case one,
            Function<SharedMemory, Recorder> driverSide,
            Function<SharedMemory, Recorder> deviceSide) {
        super(one, driverSide, deviceSide);
    }

    @Override
    void plan(Steps driving, Steps serving) {
        boolean once = scenario.name().equals("kick-once");
        for (int i = 0; i < buffers(); i++) {
            int buffer = i;
            boolean decides = !once || buffer < batchFrom() || buffer == buffers() - 1;
            driving.then(() -> publish(buffer, decides));
        }
        sleepingDevice(serving);
    }

    private boolean publish(int buffer, boolean decides) {
        driver.add(places.buffer(places.page(buffer), 0), buffer);
        if (decides && driver.needsKick()) {
            driverMemory.store32(Mode.OPAQUE, places.cell("kick"), buffer + 1);
        }
        return true;
    }

    private void sleepingDevice(Steps serving) {
        serving.then(() -> deviceMemory.load32(Mode.OPAQUE, places.cell("kick")) != 0);
        serving.then(() -> {
            device.disableKicks();
            int head = device.take(taken);
            if (head != SplitDevice.NONE) {
                useWaiting(head);
            }
            return true;
        });
        for (int i = 0; i <= buffers(); i++) {
            boolean last = i == buffers();
            serving.then(() -> !device.enableKicks());
            serving.then(() -> {
                // The barrier behind the look comes first, with the take.
                int head = device.take(taken);
                if (last) {
                    return false;
                }
                device.disableKicks();
                useWaiting(head);
                return true;
            });
        }
    }

    /** Uses the buffer of {@code head} and all that the kept index covers, as one batch. */
    private void useWaiting(int head) {
        device.stage(head, 0);
        while (device.waiting() > 0) {
            device.stage(device.take(taken), 0);
        }
        device.publish();
        device.needsInterrupt();
    }
}
