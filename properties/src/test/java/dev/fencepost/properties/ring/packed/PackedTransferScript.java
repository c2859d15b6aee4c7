package dev.fencepost.properties.ring.packed;

import dev.fencepost.impl.memory.Mode;
import dev.fencepost.impl.memory.SharedMemory;
import dev.fencepost.impl.ring.packed.PackedDevice;
import dev.fencepost.impl.ring.packed.PackedDriver;
import dev.fencepost.properties.recorded.Recorder;
import java.util.function.Function;

/** Buffers that pass with their payload, or a list; nobody sleeps. */
final class PackedTransferScript extends PackedScript {
    PackedTransferScript(
            PackedRecorded.Case one,
            Function<SharedMemory, Recorder> driverSide,
            Function<SharedMemory, Recorder> deviceSide) {
        super(one, driverSide, deviceSide);
    }

    @Override
    void plan() {
        if (scenario.name().equals("list")) {
            driving.then(() -> {
                driver.add(places.list(), 0);
                return driver.needsKick();
            });
            serving.then(() -> device.take(taken) != PackedDevice.NONE);
            return;
        }
        driverMemory.unrecorded(driver::disableCallbacks);
        transfer();
        int batch = scenario.name().startsWith("batch") ? places.layout.size() : 0;
        if (batch > 0) {
            serving.then(() -> serveBatch(batch));
        }
        for (int i = batch; i < buffers; i++) {
            int buffer = i;
            serving.then(() -> serve(buffer));
        }
    }

    private void transfer() {
        int slots = places.layout.size();
        int oldest = 0;
        for (int i = 0; i < buffers; i++) {
            int buffer = i;
            if (buffer < slots) {
                driving.then(() -> add(buffer));
            } else {
                int reused = oldest++;
                driving.then(() -> reuse(reused, buffer));
            }
        }
        for (int i = oldest; i < buffers; i++) {
            int buffer = i;
            driving.then(() -> get(buffer));
        }
    }

    private boolean add(int buffer) {
        int page = page(buffer);
        driverMemory.store32(Mode.OPAQUE, places.request(page), buffer + 1);
        driver.add(places.buffer(page), buffer);
        driver.needsKick();
        return true;
    }

    private boolean get(int buffer) {
        if (driver.get() == PackedDriver.NONE) {
            return false;
        }
        driverMemory.load32(Mode.OPAQUE, places.reply(page(buffer)));
        return true;
    }

    private boolean reuse(int oldest, int buffer) {
        if (driver.get() == PackedDriver.NONE) {
            return false;
        }
        int reply = driverMemory.load32(Mode.OPAQUE, places.reply(page(oldest)));
        driverMemory.store32(Mode.OPAQUE, places.cell("taken[" + oldest + "].len"), (int) driver.gotLength());
        driverMemory.store32(Mode.OPAQUE, places.cell("taken[" + oldest + "].payload"), reply);
        return add(buffer);
    }

    private boolean serve(int buffer) {
        int held = take(buffer);
        if (held == PackedDevice.NONE) {
            return false;
        }
        device.use(held, buffer + 1);
        device.needsInterrupt();
        return true;
    }

    /** Takes a buffer, and writes the reply. */
    private int take(int buffer) {
        int held = device.take(taken);
        if (held != PackedDevice.NONE) {
            int request = deviceMemory.load32(Mode.OPAQUE, taken.offset(0));
            if (!features.inPlace()) {
                deviceMemory.store32(Mode.OPAQUE, places.cell("onward[" + buffer + ']'), request);
            }
            deviceMemory.store32(Mode.OPAQUE, places.reply(page(buffer)), buffer + 1);
        }
        return held;
    }

    /** All of a ring, shown by the flags of the first. */
    private boolean serveBatch(int count) {
        int[] held = new int[count];
        for (int buffer = 0; buffer < count; buffer++) {
            held[buffer] = take(buffer);
            if (held[buffer] == PackedDevice.NONE) {
                return false;
            }
        }
        for (int buffer = 0; buffer < count; buffer++) {
            device.stage(held[buffer], buffer + 1);
        }
        device.publish();
        device.needsInterrupt();
        return true;
    }
}
