package dev.fencepost.properties.vring;

import dev.fencepost.impl.memory.ArrayMemory;
import dev.fencepost.impl.memory.Mode;
import dev.fencepost.impl.memory.SharedMemory;
import dev.fencepost.impl.vring.DevicePolicy;
import dev.fencepost.impl.vring.PackedDevice;
import dev.fencepost.impl.vring.PackedDriver;
import dev.fencepost.impl.vring.PackedFeatures;
import dev.fencepost.impl.vring.Segments;
import dev.fencepost.model.protocol.Scenario;
import dev.fencepost.properties.recorded.RecordedRun;
import dev.fencepost.properties.recorded.Recorder;
import dev.fencepost.properties.recorded.Steps;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/** Does on the implementation of the packed ring what a scenario has, and records both sides. */
final class PackedScripts {
    private final ArrayMemory memory = new ArrayMemory(PackedPlaces.MEMORY);
    private final Steps driving = new Steps();
    private final Steps serving = new Steps();
    private final Scenario scenario;
    private final RingFeatures features;
    private final int buffers;
    private final PackedPlaces places;
    private final Recorder driverMemory;
    private final Recorder deviceMemory;
    private final PackedDriver driver;
    private final PackedDevice device;
    private final Segments taken;
    /** Of the side that sleeps: buffers done, and how often its last look before sleeping found one. */
    private int done;

    private int looks;

    PackedScripts(
            Scenario scenario,
            RingFeatures features,
            Function<SharedMemory, Recorder> driverSide,
            Function<SharedMemory, Recorder> deviceSide) {
        this.scenario = scenario;
        this.features = features;
        buffers = scenario.bound();
        places = new PackedPlaces(scenario);
        driverMemory = driverSide.apply(memory);
        deviceMemory = deviceSide.apply(memory);
        PackedFeatures agreed = new PackedFeatures(features.eventIdx(), false, false);
        PackedDriver[] made = new PackedDriver[1];
        driverMemory.unrecorded(() -> made[0] = new PackedDriver(driverMemory, places.layout, agreed, places.window));
        driver = made[0];
        device = new PackedDevice(
                deviceMemory, places.layout, agreed, places.window, DevicePolicy.strict(features.inPlace()));
        taken = new Segments(places.layout.size());
    }

    /** Runs both sides: true in the schedule is a step of the driver, false one of the device; then each to its end. */
    RecordedRun run(boolean[] schedule) {
        switch (scenario.name()) {
            case "transfer", "reuse", "batch", "batch-reuse" -> {
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
            case "list" -> {
                driving.then(() -> driver.add(places.list(), 0));
                serving.then(() -> device.take(taken) != PackedDevice.NONE);
            }
            case "kick", "kick-once" -> kick();
            case "interrupt", "delayed", "callbacks-on", "interrupt-once" -> interrupt();
            default -> throw new IllegalArgumentException("no script for " + scenario.name());
        }
        Steps.run(schedule, driving, serving);
        return new RecordedRun(places.places, List.of(driverMemory, deviceMemory));
    }

    // ---- Moving buffers.

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

    private int page(int buffer) {
        return buffer % places.layout.size();
    }

    // ---- Kicks.

    /** The device sleeps with kicks on; the driver wants no interrupts. */
    private void kick() {
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

    /** Of more than two buffers the first is one of its own, and the others are a batch. */
    private boolean endsBatch(int buffer) {
        return buffer == buffers - 1 || buffer == 0 && buffers > 2;
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

    private boolean serving(BooleanSupplier step) {
        serving.then(step);
        return true;
    }

    // ---- Interrupts.

    /** The device holds all buffers when the scenario starts; the driver sleeps with callbacks on. */
    private void interrupt() {
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

    private boolean driving(BooleanSupplier step) {
        driving.then(step);
        return true;
    }
}
