package dev.fencepost.properties.ring.packed;

import dev.fencepost.impl.memory.Mode;
import dev.fencepost.impl.memory.SharedMemory;
import dev.fencepost.impl.ring.packed.PackedDevice;
import dev.fencepost.properties.recorded.Recorder;
import java.util.function.Function;

/** The driver adds and kicks; the device wakes, uses what there is, and goes back to sleep. */
final class PackedKickScript extends PackedScript {
    /** Buffers done, and how often the last look before sleeping found one. */
    private int done;

    private int looks;

    PackedKickScript(
            PackedRecorded.Case one,
            Function<SharedMemory, Recorder> driverSide,
            Function<SharedMemory, Recorder> deviceSide) {
        super(one, driverSide, deviceSide);
    }

    /** The device sleeps with kicks on; the driver wants no interrupts. */
    @Override
    void plan() {
        driverMemory.unrecorded(driver::disableCallbacks);
        deviceMemory.unrecorded(device::enableKicks);
        boolean once = scenario.name().equals("kick-once");
        for (int i = 0; i < buffers; i++) {
            int buffer = i;
            driving.then(() -> publish(buffer, !once || endsBatch(buffer)));
        }
        serving.then(() -> deviceMemory.load32(Mode.OPAQUE, places.cell("kick")) != 0);
        serving.then(() -> {
            device.disableKicks();
            return serving(this::serveNext);
        });
    }

    private boolean publish(int buffer, boolean decides) {
        driver.add(places.buffer(page(buffer)), buffer);
        if (decides && driver.needsKick()) {
            driverMemory.store32(Mode.OPAQUE, places.cell("kick"), buffer + 1);
        }
        return true;
    }

    private boolean serveNext() {
        int held = device.take(taken);
        if (held != PackedDevice.NONE) {
            device.use(held, 0);
            device.needsInterrupt();
            done++;
        }
        boolean more = held != PackedDevice.NONE && done < buffers;
        return serving(more ? this::serveNext : this::sleepDevice);
    }

    private boolean sleepDevice() {
        if (device.enableKicks() || looks == buffers) {
            return false;
        }
        looks++;
        device.disableKicks();
        return serving(this::serveNext);
    }
}
