package dev.fencepost.properties.ring.packed;

import dev.fencepost.impl.memory.ArrayMemory;
import dev.fencepost.impl.memory.SharedMemory;
import dev.fencepost.impl.ring.DevicePolicy;
import dev.fencepost.impl.ring.Segments;
import dev.fencepost.impl.ring.packed.PackedDevice;
import dev.fencepost.impl.ring.packed.PackedDriver;
import dev.fencepost.impl.ring.packed.PackedFeatures;
import dev.fencepost.model.protocol.Scenario;
import dev.fencepost.properties.recorded.RecordedRun;
import dev.fencepost.properties.recorded.Recorder;
import dev.fencepost.properties.recorded.Steps;
import dev.fencepost.properties.ring.RingFeatures;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/** Does on the implementation of the packed ring what a scenario has, and records both sides. */
abstract class PackedScript {
    final Steps driving = new Steps();
    final Steps serving = new Steps();
    final Scenario scenario;
    final RingFeatures features;
    final int buffers;
    final PackedPlaces places;
    final Recorder driverMemory;
    final Recorder deviceMemory;
    final PackedDriver driver;
    final PackedDevice device;
    final Segments taken;

    /** {@code driverSide} and {@code deviceSide} make the recorders. */
    PackedScript(
            PackedRecorded.Case one,
            Function<SharedMemory, Recorder> driverSide,
            Function<SharedMemory, Recorder> deviceSide) {
        ArrayMemory memory = new ArrayMemory(PackedPlaces.MEMORY);
        scenario = one.scenario();
        features = one.features();
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

    /** The script of a scenario. */
    static PackedScript of(
            PackedRecorded.Case one,
            Function<SharedMemory, Recorder> driverSide,
            Function<SharedMemory, Recorder> deviceSide) {
        return switch (one.scenario().name()) {
            case "transfer", "reuse", "batch", "batch-reuse", "list" ->
                new PackedTransferScript(one, driverSide, deviceSide);
            case "kick", "kick-once" -> new PackedKickScript(one, driverSide, deviceSide);
            case "interrupt", "delayed", "callbacks-on", "interrupt-once" ->
                new PackedInterruptScript(one, driverSide, deviceSide);
            default ->
                throw new IllegalArgumentException(
                        "no script for " + one.scenario().name());
        };
    }

    /** Plans the first steps of both sides. */
    abstract void plan();

    /** Runs both sides: true in the schedule is a step of the driver, false one of the device; then each to its end. */
    final RecordedRun run(boolean[] schedule) {
        plan();
        Steps.run(schedule, driving, serving);
        return new RecordedRun(places.places, List.of(driverMemory, deviceMemory));
    }

    /** The driver goes on with that; true, as it has not ended. */
    final boolean driving(BooleanSupplier step) {
        driving.then(step);
        return true;
    }

    /** The device goes on with that. */
    final boolean serving(BooleanSupplier step) {
        serving.then(step);
        return true;
    }

    final int page(int buffer) {
        return buffer % places.layout.size();
    }

    /** Of more than two buffers the first is one of its own, and the others are a batch. */
    final boolean endsBatch(int buffer) {
        return buffer == buffers - 1 || buffer == 0 && buffers > 2;
    }
}
