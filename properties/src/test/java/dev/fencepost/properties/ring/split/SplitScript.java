package dev.fencepost.properties.ring.split;

import dev.fencepost.impl.memory.ArrayMemory;
import dev.fencepost.impl.memory.SharedMemory;
import dev.fencepost.impl.ring.DevicePolicy;
import dev.fencepost.impl.ring.Segments;
import dev.fencepost.impl.ring.split.SplitDevice;
import dev.fencepost.impl.ring.split.SplitDriver;
import dev.fencepost.impl.ring.split.SplitFeatures;
import dev.fencepost.model.protocol.Scenario;
import dev.fencepost.properties.recorded.RecordedRun;
import dev.fencepost.properties.recorded.Recorder;
import dev.fencepost.properties.recorded.Steps;
import dev.fencepost.properties.ring.RingFeatures;
import java.util.List;
import java.util.function.Function;

/**
 * What a caller of the implementation does where the protocol has one of its scenarios: which operations, in which
 * order, and what it does with the payload. Both sides advance a step at a time, as a schedule says.
 */
abstract class SplitScript {
    final SplitPlaces places;
    final Recorder driverMemory;
    final Recorder deviceMemory;
    final Scenario scenario;
    final RingFeatures features;
    final SplitShape shape;
    final int slots;
    final int firstIndex;
    final SharedMemory memory = new ArrayMemory(SplitPlaces.MEMORY);
    final SplitDriver driver;
    final SplitDevice device;
    final Segments taken;

    /** {@code driverSide} and {@code deviceSide} make the recorders. */
    SplitScript(
            SplitRecorded.Case one,
            Function<SharedMemory, Recorder> driverSide,
            Function<SharedMemory, Recorder> deviceSide) {
        scenario = one.scenario();
        features = one.features();
        shape = one.shape();
        slots = (int) scenario.program().locations().stream()
                .filter(location -> location.name().startsWith("avail.ring["))
                .count();
        firstIndex = scenario.name().endsWith("reuse") ? 0xffff : 0;
        places = new SplitPlaces(scenario.program(), slots, firstIndex, shape);
        driverMemory = driverSide.apply(memory);
        deviceMemory = deviceSide.apply(memory);
        SplitFeatures agreed = shape.features(features.eventIdx(), firstIndex);
        SplitDriver[] made = new SplitDriver[1];
        driverMemory.unrecorded(
                () -> made[0] = new SplitDriver(driverMemory, places.layout, agreed, places.window, places.tables()));
        driver = made[0];
        device = new SplitDevice(
                deviceMemory, places.layout, agreed, places.window, DevicePolicy.strict(features.inPlace()));
        taken = new Segments(places.layout.size());
    }

    /** The script of a scenario. */
    static SplitScript of(
            SplitRecorded.Case one,
            Function<SharedMemory, Recorder> driverSide,
            Function<SharedMemory, Recorder> deviceSide) {
        return switch (one.scenario().name()) {
            case "transfer", "reuse", "kept-index", "batch", "batch-reuse" ->
                new SplitTransferScript(one, driverSide, deviceSide);
            case "kick", "kick-once" -> new SplitKickScript(one, driverSide, deviceSide);
            case "interrupt", "delayed", "callbacks-on", "interrupt-once" ->
                new SplitInterruptScript(one, driverSide, deviceSide);
            default ->
                throw new IllegalArgumentException(
                        "no script for " + one.scenario().name());
        };
    }

    /** Plans the steps of both sides. */
    abstract void plan(Steps driving, Steps serving);

    /** Runs both sides: true in the schedule is a step of the driver, false one of the device; then each to its end. */
    final RecordedRun run(boolean[] schedule) {
        Steps driving = new Steps();
        Steps serving = new Steps();
        plan(driving, serving);
        Steps.run(schedule, driving, serving);
        return new RecordedRun(places.places, List.of(driverMemory, deviceMemory));
    }

    final int buffers() {
        return scenario.bound();
    }

    /** Where a batch begins that is decided about as a whole: behind the first of more than two. */
    final int batchFrom() {
        return buffers() > 2 ? 1 : 0;
    }
}
