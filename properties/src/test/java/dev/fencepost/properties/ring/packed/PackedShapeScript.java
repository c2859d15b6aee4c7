package dev.fencepost.properties.ring.packed;

import dev.fencepost.impl.memory.ArrayMemory;
import dev.fencepost.impl.memory.Mode;
import dev.fencepost.impl.memory.SharedMemory;
import dev.fencepost.impl.ring.BufferWindow;
import dev.fencepost.impl.ring.DevicePolicy;
import dev.fencepost.impl.ring.IndirectTables;
import dev.fencepost.impl.ring.Segments;
import dev.fencepost.impl.ring.packed.PackedDevice;
import dev.fencepost.impl.ring.packed.PackedDriver;
import dev.fencepost.impl.ring.packed.PackedLayout;
import dev.fencepost.model.platform.BarrierPlan;
import dev.fencepost.properties.recorded.Place;
import dev.fencepost.properties.recorded.Places;
import dev.fencepost.properties.recorded.RecordedRules;
import dev.fencepost.properties.recorded.RecordedRun;
import dev.fencepost.properties.recorded.Recorder;
import dev.fencepost.properties.recorded.Steps;
import java.util.List;
import java.util.function.Function;

/** Does on the implementation of the packed ring what a {@link PackedShapeProgram} has, and records both sides. */
final class PackedShapeScript {
    private static final int MEMORY = 1 << 14;
    private static final int ONWARD = 1 << 13;

    private final PackedShape shape;
    private final PackedLayout layout;
    private final Places places;
    private final ArrayMemory memory = new ArrayMemory(MEMORY);
    private final Recorder driverMemory;
    private final Recorder deviceMemory;
    private final PackedDriver driver;
    private final PackedDevice device;
    private final int[] held;

    private PackedShapeScript(
            PackedShape shape,
            BarrierPlan plan,
            Function<SharedMemory, Recorder> driverSide,
            Function<SharedMemory, Recorder> deviceSide) {
        this.shape = shape;
        layout = PackedLayout.contiguous(shape.size(), 0);
        places = new Places(
                PackedShapeProgram.of(shape, plan).program(), RecordedRules.strict(name -> !isShown(shape, name)));
        held = new int[shape.buffers()];
        addPlaces();
        driverMemory = driverSide.apply(memory);
        deviceMemory = deviceSide.apply(memory);
        BufferWindow window = new BufferWindow(0, shape.request(0), MEMORY);
        IndirectTables tables = shape.indirect() ? new IndirectTables(shape.tables(), shape.segments()) : null;
        PackedDriver[] made = new PackedDriver[1];
        driverMemory.unrecorded(
                () -> made[0] = new PackedDriver(driverMemory, layout, shape.features(), window, tables));
        driver = made[0];
        device = new PackedDevice(deviceMemory, layout, shape.features(), window, DevicePolicy.strict(shape.inPlace()));
    }

    static RecordedRun run(
            PackedShape shape,
            BarrierPlan plan,
            boolean[] schedule,
            Function<SharedMemory, Recorder> driver,
            Function<SharedMemory, Recorder> device) {
        return new PackedShapeScript(shape, plan, driver, device).run(schedule);
    }

    /** The flags by which a batch shows, which its peer polls. */
    private static boolean isShown(PackedShape shape, String name) {
        return shape.each()
                .filter(shape::leads)
                .anyMatch(buffer -> name.equals("desc.flags[" + shape.slot(buffer * shape.direct()) + ']'));
    }

    private void addPlaces() {
        for (int i = 0; i < shape.size(); i++) {
            int at = layout.descriptor(i);
            places.add(Place.of(at, 8, "desc.addr[" + i + ']'));
            places.add(Place.of(at + 8, 4, "desc.len[" + i + ']'));
            places.add(Place.of(at + 12, 2, "desc.id[" + i + ']'));
            places.add(Place.of(at + 14, 2, "desc.flags[" + i + ']'));
        }
        shape.each().forEach(this::addPlaces);
        // Nobody sleeps here, so that no program has these.
        places.add(Place.of(layout.driverEvent(), 2, "driver.off_wrap"));
        places.add(Place.of(layout.driverEvent() + 2, 2, "driver.flags"));
        places.add(Place.of(layout.deviceEvent(), 4, "device.event"));
    }

    private void addPlaces(int buffer) {
        for (int i = 0; shape.indirect() && i < shape.segments(); i++) {
            int at = shape.table(buffer) + 16 * i;
            String entry = "[" + (buffer * shape.segments() + i) + ']';
            places.add(Place.of(at, 8, "table.addr" + entry));
            places.add(Place.of(at + 8, 8, "table.second" + entry));
        }
        places.add(Place.of(shape.request(buffer), PackedShape.FIELD, "request[" + buffer + ']'));
        places.add(Place.of(shape.reply(buffer), PackedShape.FIELD, "reply[" + buffer + ']'));
        places.add(Place.of(onward(buffer), PackedShape.FIELD, "onward[" + buffer + ']'));
    }

    private static int onward(int buffer) {
        return ONWARD + PackedShape.FIELD * buffer;
    }

    private RecordedRun run(boolean[] schedule) {
        driverMemory.unrecorded(() -> deviceMemory.unrecorded(this::begin));
        Steps driving = new Steps();
        Steps serving = new Steps();
        if (shape.batch()) {
            driving.then(this::addAll);
            serving.then(this::serveAll);
        }
        for (int i = 0; i < shape.buffers() && !shape.batch(); i++) {
            int buffer = i;
            driving.then(() -> add(buffer));
            serving.then(() -> take(buffer) && give(buffer));
        }
        for (int i = 0; i < shape.buffers(); i++) {
            int buffer = i;
            driving.then(() -> get(buffer));
        }
        Steps.run(schedule, driving, serving);
        return new RecordedRun(places, List.of(driverMemory, deviceMemory));
    }

    /** Moves both sides to where the shape starts. */
    private void begin() {
        driver.disableCallbacks();
        for (int i = 0; i < shape.start(); i++) {
            driver.add(new Segments(1).writable(shape.segment(0, 0), PackedShape.FIELD), 0);
            device.use(device.take(new Segments(shape.size())), 0);
            driver.get();
        }
        driver.needsKick();
        device.needsInterrupt();
    }

    // ---- Driver.

    private boolean add(int buffer) {
        stage(buffer);
        return publish();
    }

    private boolean addAll() {
        shape.each().forEach(this::stage);
        return publish();
    }

    private void stage(int buffer) {
        driverMemory.store32(Mode.OPAQUE, shape.request(buffer), buffer + 1);
        Segments segments = new Segments(shape.segments());
        for (int i = 0; i < shape.segments(); i++) {
            if (shape.write(i) == 0) {
                segments.readable(shape.segment(buffer, i), shape.bytes());
            } else {
                segments.writable(shape.segment(buffer, i), shape.bytes());
            }
        }
        driver.stage(segments, buffer);
    }

    private boolean publish() {
        driver.publish();
        driver.needsKick();
        return true;
    }

    private boolean get(int buffer) {
        if (driver.get() == PackedDriver.NONE) {
            return false;
        }
        driverMemory.load32(Mode.OPAQUE, shape.reply(buffer));
        return true;
    }

    // ---- Device.

    private boolean take(int buffer) {
        Segments taken = new Segments(shape.size() * shape.segments());
        held[buffer] = device.take(taken);
        if (held[buffer] == PackedDevice.NONE) {
            return false;
        }
        int request = deviceMemory.load32(Mode.OPAQUE, taken.offset(0));
        if (!shape.inPlace()) {
            deviceMemory.store32(Mode.OPAQUE, onward(buffer), request);
        }
        deviceMemory.store32(Mode.OPAQUE, shape.reply(buffer), buffer + 1);
        return true;
    }

    private boolean give(int buffer) {
        device.stage(held[buffer], shape.length(buffer));
        device.publish();
        device.needsInterrupt();
        return true;
    }

    private boolean serveAll() {
        if (!shape.each().allMatch(this::take)) {
            return false;
        }
        if (shape.closesAtOnce()) {
            device.useBatch(shape.buffers(), shape.length(shape.buffers() - 1));
        } else {
            shape.each().forEach(buffer -> device.stage(held[buffer], shape.length(buffer)));
            device.publish();
        }
        device.needsInterrupt();
        return true;
    }
}
