package dev.fencepost.properties.vring;

import dev.fencepost.impl.memory.ArrayMemory;
import dev.fencepost.impl.memory.Mode;
import dev.fencepost.impl.memory.SharedMemory;
import dev.fencepost.impl.vring.DevicePolicy;
import dev.fencepost.impl.vring.Segments;
import dev.fencepost.impl.vring.SplitDevice;
import dev.fencepost.impl.vring.SplitDriver;
import dev.fencepost.impl.vring.SplitFeatures;
import dev.fencepost.model.protocol.Scenario;
import dev.fencepost.model.vring.RingFeatures;
import dev.fencepost.properties.recorded.RecordedRun;
import dev.fencepost.properties.recorded.Recorder;
import dev.fencepost.properties.recorded.Steps;
import java.util.List;
import java.util.function.Function;

/**
 * What a caller of the implementation does where the protocol has one of its scenarios: which operations, in which
 * order, and what it does with the payload. Both sides advance a step at a time, as a schedule says.
 */
final class SplitScripts {
    private final SplitPlaces places;
    private final Recorder driverMemory;
    private final Recorder deviceMemory;
    private final Scenario scenario;
    private final RingFeatures features;
    private final SplitShape shape;
    private final int slots;
    private final int firstIndex;
    private final SharedMemory memory = new ArrayMemory(SplitPlaces.MEMORY);
    private final SplitDriver driver;
    private final SplitDevice device;
    private final Segments taken;
    private final int[] replies;
    private int revealed;

    /** {@code driverSide} and {@code deviceSide} make the recorders. */
    SplitScripts(
            Scenario scenario,
            RingFeatures features,
            SplitShape shape,
            Function<SharedMemory, Recorder> driverSide,
            Function<SharedMemory, Recorder> deviceSide) {
        this.scenario = scenario;
        this.features = features;
        this.shape = shape;
        long entries = scenario.program().locations().stream()
                .filter(location -> location.name().startsWith("avail.ring["))
                .count();
        // Scenarios about going to sleep leave the ring entries out.
        slots = entries == 0 ? scenario.bound() : (int) entries;
        firstIndex = scenario.name().equals("reuse") ? 0xffff : 0;
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
        replies = new int[shape.batch()];
        taken = new Segments(places.layout.size());
    }

    /** Runs both sides: true in the schedule is a step of the driver, false one of the device; then each to its end. */
    RecordedRun run(boolean[] schedule) {
        Steps driving = new Steps();
        Steps serving = new Steps();
        switch (scenario.name()) {
            case "transfer", "reuse" -> {
                driverMemory.unrecorded(driver::disableCallbacks);
                transfer(driving);
                for (int i = 0; i < scenario.bound(); i++) {
                    int buffer = i;
                    serving.then(() -> serve(buffer));
                }
            }
            case "kept-index" -> {
                for (int i = 0; i < scenario.bound(); i++) {
                    int buffer = i;
                    driving.then(() -> add(buffer));
                }
                serving.then(this::serveKept);
            }
            case "kick" -> {
                for (int i = 0; i < scenario.bound(); i++) {
                    int buffer = i;
                    driving.then(() -> publish(buffer));
                }
                sleepingDevice(serving, scenario.bound() + 1);
            }
            default -> {
                driverMemory.unrecorded(this::addAll);
                for (int i = 0; i < scenario.bound(); i++) {
                    int buffer = i;
                    serving.then(() -> complete(buffer));
                }
                sleepingDriver(driving);
            }
        }
        Steps.run(schedule, driving, serving);
        return new RecordedRun(places.places, List.of(driverMemory, deviceMemory));
    }

    private void transfer(Steps driving) {
        int buffers = scenario.bound();
        int oldest = 0;
        for (int i = 0; i < buffers; i++) {
            int buffer = i;
            if (buffer >= slots) {
                int reused = oldest++;
                driving.then(() -> get(reused) && passOn(reused) && add(buffer));
            } else {
                driving.then(() -> add(buffer));
            }
        }
        for (int i = oldest; i < buffers; i++) {
            int buffer = i;
            driving.then(() -> get(buffer));
        }
    }

    private boolean add(int buffer) {
        int page = places.page(buffer);
        for (int i = 0; i < shape.batch(); i++) {
            driverMemory.store32(Mode.OPAQUE, places.request(page, i), buffer + 1);
            driver.stage(places.buffer(page, i), buffer);
        }
        driver.publish();
        driver.needsKick();
        return true;
    }

    private boolean get(int buffer) {
        for (int i = 0; i < shape.batch(); i++) {
            if (driver.get() == SplitDriver.NONE) {
                return false;
            }
            replies[i] = driverMemory.load32(Mode.OPAQUE, places.reply(places.page(buffer), i));
        }
        return true;
    }

    private boolean passOn(int buffer) {
        for (int i = 0; i < shape.batch(); i++) {
            driverMemory.store32(Mode.OPAQUE, own("taken" + buffer, i), replies[i]);
        }
        return true;
    }

    private boolean serve(int buffer) {
        int[] heads = new int[shape.batch()];
        for (int i = 0; i < shape.batch(); i++) {
            heads[i] = device.take(taken);
            if (heads[i] == SplitDevice.NONE) {
                return false;
            }
            int request = deviceMemory.load32(Mode.OPAQUE, taken.offset(0));
            if (!features.inPlace()) {
                deviceMemory.store32(Mode.OPAQUE, own("onward" + buffer, i), request);
            }
            int reply = taken.count() == 1 ? taken.offset(0) + 4 : taken.offset(taken.readableCount());
            deviceMemory.store32(Mode.OPAQUE, reply, buffer + 1);
        }
        use(heads, buffer + 1);
        device.needsInterrupt();
        return true;
    }

    private void use(int[] heads, int length) {
        if (shape.inOrder() && heads.length > 1) {
            device.useBatch(heads.length, length);
            return;
        }
        for (int head : heads) {
            device.stage(head, length);
        }
        device.publish();
    }

    /** The cell of a location that the program has once for each of its buffers. */
    private int own(String name, int buffer) {
        return places.cell(buffer == shape.buffer() ? name : "of another buffer");
    }

    private boolean serveKept() {
        device.enableKicks();
        while (device.waiting() > 0) {
            device.take(taken);
            deviceMemory.load32(Mode.OPAQUE, taken.offset(0));
        }
        return false;
    }

    private boolean publish(int buffer) {
        driver.add(places.buffer(places.page(buffer), 0), buffer);
        if (driver.needsKick()) {
            driverMemory.store32(Mode.OPAQUE, places.cell("kick"), buffer + 1);
        }
        return true;
    }

    private void sleepingDevice(Steps serving, int rounds) {
        serving.then(() -> deviceMemory.load32(Mode.OPAQUE, places.cell("kick")) != 0);
        serving.then(() -> {
            device.disableKicks();
            int head = device.take(taken);
            if (head != SplitDevice.NONE) {
                stageWaiting(head);
            }
            return true;
        });
        for (int i = 1; i <= rounds; i++) {
            int round = i;
            serving.then(() -> !device.enableKicks() && round < rounds);
            serving.then(() -> {
                device.disableKicks();
                stageWaiting(device.take(taken));
                return true;
            });
        }
    }

    /** Uses the buffer of {@code head} and all that the kept index covers, as one batch. */
    private void stageWaiting(int head) {
        device.stage(head, 0);
        while (device.waiting() > 0) {
            device.stage(device.take(taken), 0);
        }
        device.publish();
        device.needsInterrupt();
    }

    /** All buffers are in flight when the scenario starts; the device finds them one by one. */
    private void addAll() {
        for (int i = 0; i < scenario.bound(); i++) {
            driver.add(places.buffer(places.page(i), 0), i);
        }
        memory.store16(Mode.OPAQUE, places.layout.availIdx(), firstIndex);
    }

    private boolean complete(int buffer) {
        memory.store16(Mode.OPAQUE, places.layout.availIdx(), firstIndex + ++revealed);
        device.use(device.take(taken), 0);
        if (device.needsInterrupt()) {
            deviceMemory.store32(Mode.OPAQUE, places.cell("interrupt"), buffer + 1);
        }
        return true;
    }

    private void sleepingDriver(Steps driving) {
        driving.then(() -> driverMemory.load32(Mode.OPAQUE, places.cell("interrupt")) != 0);
        if (scenario.name().equals("callbacks-on")) {
            for (int i = 0; i <= scenario.bound(); i++) {
                driving.then(() -> driver.get() != SplitDriver.NONE);
            }
            return;
        }
        driving.then(() -> {
            driver.disableCallbacks();
            getWaiting();
            return true;
        });
        for (int i = 1; i <= scenario.bound(); i++) {
            int round = i;
            driving.then(() -> !enableCallbacks() && round < scenario.bound());
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
