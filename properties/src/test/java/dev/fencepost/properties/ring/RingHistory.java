package dev.fencepost.properties.ring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.impl.memory.Mode;
import dev.fencepost.impl.memory.SharedMemory;
import dev.fencepost.impl.ring.BufferWindow;
import dev.fencepost.impl.ring.DevicePolicy;
import dev.fencepost.impl.ring.IndirectTables;
import dev.fencepost.impl.ring.RingDevice;
import dev.fencepost.impl.ring.RingDriver;
import dev.fencepost.impl.ring.Segments;
import dev.fencepost.model.ring.RingAction;
import dev.fencepost.model.ring.RingAction.DecideInterrupt;
import dev.fencepost.model.ring.RingAction.DecideKick;
import dev.fencepost.model.ring.RingAction.DeviceLooksAgain;
import dev.fencepost.model.ring.RingAction.DeviceWakes;
import dev.fencepost.model.ring.RingAction.DisableCallbacks;
import dev.fencepost.model.ring.RingAction.DisableKicks;
import dev.fencepost.model.ring.RingAction.DriverLooksAgain;
import dev.fencepost.model.ring.RingAction.DriverWakes;
import dev.fencepost.model.ring.RingAction.EnableCallbacks;
import dev.fencepost.model.ring.RingAction.EnableKicks;
import dev.fencepost.model.ring.RingAction.Get;
import dev.fencepost.model.ring.RingAction.Publish;
import dev.fencepost.model.ring.RingAction.PublishUsed;
import dev.fencepost.model.ring.RingAction.Take;
import dev.fencepost.model.ring.RingAction.Use;
import dev.fencepost.model.ring.RingMode;
import dev.fencepost.model.ring.RingOutcome.Answer;
import dev.fencepost.model.ring.RingSegment;
import dev.fencepost.model.ring.RingView.Held;
import dev.fencepost.properties.ring.packed.PackedSetup;
import java.util.ArrayList;
import java.util.List;

/**
 * Driver and device through a list of operations, held against the model after each of them. A side that has gone to
 * sleep does nothing until it is notified.
 */
public final class RingHistory {
    public static final int MEMORY = 1 << 15;
    private static final int SEGMENT = 16;
    private static final int TABLE_ENTRIES = 4;

    private final RingSetup setup;
    private final SharedMemory memory;
    private final RingReference<?> reference;
    private final RingDriver driver;
    private final RingDevice device;
    private final int firstBuffer;
    private final Segments segments;
    private final Segments taken;
    /** The caller's name of each buffer in flight, by the model's name. */
    private final int[] tokens;
    /** The device's name of each buffer it holds, by the model's name. */
    private final int[] names;

    private int added;
    private boolean callersOnly;

    /** {@code seen} is {@code memory} as driver and device see it, which is the same unless they are to fail. */
    public RingHistory(RingSetup setup, SharedMemory memory, SharedMemory seen) {
        this(setup, memory, seen, seen);
    }

    /** {@code memory} as the driver sees it and as the device does. */
    RingHistory(RingSetup setup, SharedMemory memory, SharedMemory driverSees, SharedMemory deviceSees) {
        this.setup = setup;
        this.memory = memory;
        int tables = setup.end() + 15 & ~15;
        firstBuffer = tables + 16 * TABLE_ENTRIES * setup.size();
        BufferWindow window = new BufferWindow(0x7700_0000_0000L, tables, MEMORY);
        driver = setup.driver(driverSees, window, setup.tables() ? new IndirectTables(tables, TABLE_ENTRIES) : null);
        device = setup.device(deviceSees, window, DevicePolicy.strict(setup.inPlace()));
        reference = setup.reference(memory);
        segments = new Segments(setup.size());
        taken = new Segments(setup.size());
        tokens = new int[setup.size()];
        names = new int[setup.size()];
    }

    /** Compares what callers see, and nothing that stands in shared memory. */
    RingHistory forCallersOnly() {
        callersOnly = true;
        return this;
    }

    /** The rule that an answer keeps, by the layout of the ring. */
    private String rule(String split, String packed) {
        return setup instanceof PackedSetup ? packed : split;
    }

    public void run(List<RingOperation> operations) {
        for (int i = 0; i < operations.size(); i++) {
            RingOperation operation = operations.get(i);
            String where = "step " + i + ", " + operation + ", on a " + setup;
            perform(operation, where);
            assertThat(driver.fault()).as(where).isNull();
            assertThat(device.fault()).as(where).isNull();
            assertThat(driver.free()).as("free (S2), " + where).isEqualTo(reference.numFree());
            assertThat(driver.outstanding())
                    .as("in flight (S2), " + where)
                    .isEqualTo(reference.state().inFlight());
            if (!callersOnly) {
                reference.compareMemory(where);
            }
        }
    }

    private void perform(RingOperation operation, String where) {
        switch (operation.kind()) {
            case ADD, STAGE -> add(operation, where);
            case PUBLISH -> {
                driver.publish();
                reference.apply(new Publish());
            }
            case KICK -> decide(driver.needsKick(), new DecideKick(), where);
            case INTERRUPT -> decide(device.needsInterrupt(), new DecideInterrupt(), where);
            case GET, DISABLE_CALLBACKS, ENABLE_CALLBACKS, ENABLE_DELAYED -> {
                if (isAwake(reference.state().driver().mode(), new DriverWakes())) {
                    driverWorks(operation, where);
                }
            }
            case TAKE, DISABLE_KICKS, ENABLE_KICKS -> {
                if (isAwake(reference.state().device().mode(), new DeviceWakes())) {
                    deviceWorks(operation, where);
                }
            }
            case USE, STAGE_USED -> use(operation, where);
            case USE_BATCH -> useBatch(operation, where);
            case PUBLISH_USED -> {
                device.publish();
                reference.apply(new PublishUsed());
            }
            case RESET -> {
                driver.reset();
                device.reset();
                reference.reset();
            }
        }
    }

    /** Wakes the side if a notification is on its way. */
    private boolean isAwake(RingMode mode, RingAction wakes) {
        return mode == RingMode.AWAKE || reference.apply(wakes) != null;
    }

    /** The model refuses to decide about nothing; the implementation then has nobody to tell. */
    private void decide(boolean told, RingAction decision, String where) {
        Answer answer = reference.apply(decision);
        assertThat(told)
                .as("notifies (" + rule("S6, S7", "S6, P2, P5") + "), " + where)
                .isEqualTo(answer != null && answer.yes());
    }

    private void driverWorks(RingOperation operation, String where) {
        switch (operation.kind()) {
            case GET -> get(where);
            case DISABLE_CALLBACKS -> {
                driver.disableCallbacks();
                reference.require(new DisableCallbacks(), where);
            }
            case ENABLE_CALLBACKS -> {
                reference.require(new EnableCallbacks(false), where);
                decide(driver.enableCallbacks(), new DriverLooksAgain(), where);
            }
            default -> {
                reference.require(new EnableCallbacks(true), where);
                decide(driver.enableCallbacksDelayed(), new DriverLooksAgain(), where);
            }
        }
    }

    private void deviceWorks(RingOperation operation, String where) {
        switch (operation.kind()) {
            case TAKE -> take(where);
            case DISABLE_KICKS -> {
                device.disableKicks();
                reference.require(new DisableKicks(), where);
            }
            default -> {
                reference.require(new EnableKicks(), where);
                decide(device.enableKicks(), new DeviceLooksAgain(), where);
            }
        }
    }

    private int offset(int token, int segment) {
        int slots = (MEMORY - firstBuffer) / (8 * SEGMENT);
        return firstBuffer + (token % slots * 8 + segment) * SEGMENT;
    }

    private void add(RingOperation operation, String where) {
        int count = 1 + operation.first() % Math.min(6, setup.size());
        int readable = operation.second() % (count + 1);
        int token = added++;
        List<RingSegment> shape = new ArrayList<>();
        segments.clear();
        for (int i = 0; i < count; i++) {
            shape.add(new RingSegment(SEGMENT, i >= readable));
            if (i < readable) {
                segments.readable(offset(token, i), SEGMENT);
                memory.store64(Mode.PLAIN, offset(token, i), token * 31L + i);
            } else {
                segments.writable(offset(token, i), SEGMENT);
            }
        }
        boolean indirect = setup.tables() && count > 1 && count <= TABLE_ENTRIES;
        boolean staged = operation.kind() == RingOperation.Kind.STAGE;
        boolean fits = (indirect ? 1 : count) <= reference.numFree();
        boolean done = staged ? driver.stage(segments, token) : driver.add(segments, token);
        assertThat(done).as("room (S2), " + where).isEqualTo(fits);
        if (done) {
            RingAction added = reference.added(shape, indirect, where);
            tokens[RingReference.named(added)] = token;
            reference.require(added, "its descriptors were free (S2), " + where);
            if (!staged) {
                reference.require(new Publish(), where);
            }
        }
    }

    private void get(String where) {
        int token = driver.get();
        Answer answer = reference.apply(new Get());
        assertThat(token)
                .as("token (" + (setup.inOrder() ? "S9" : rule("S4", "P4")) + "), " + where)
                .isEqualTo(answer == null ? RingDriver.NONE : tokens[answer.buffer()]);
        if (answer != null) {
            assertThat(driver.gotLength())
                    .as("length (" + rule("S4", "P6") + "), " + where)
                    .isEqualTo(answer.length());
        }
    }

    private void take(String where) {
        int name = device.take(taken);
        Answer answer = reference.apply(new Take());
        assertThat(name != RingDevice.NONE)
                .as("finds (" + rule("S3", "P1") + "), " + where)
                .isEqualTo(answer != null);
        if (answer == null) {
            return;
        }
        names[answer.buffer()] = name;
        int token = tokens[answer.buffer()];
        assertThat(taken.writableBytes())
                .as("writable (" + rule("S5", "P3, P7") + "), " + where)
                .isEqualTo(answer.length());
        for (int i = 0; i < taken.count(); i++) {
            assertThat(taken.offset(i))
                    .as("segment " + i + " (" + rule("S5", "P3, P7") + "), " + where)
                    .isEqualTo(offset(token, i));
            if (i < taken.readableCount()) {
                assertThat(memory.load64(Mode.PLAIN, taken.offset(i)))
                        .as("payload (S3), " + where)
                        .isEqualTo(token * 31L + i);
            }
        }
    }

    private void use(RingOperation operation, String where) {
        List<? extends Held> held = reference.state().device().taken();
        if (held.isEmpty()) {
            return;
        }
        Held buffer = held.get(setup.inOrder() ? 0 : operation.first() % held.size());
        int length = operation.second() % (buffer.writable() + 1);
        reference.require(new Use(buffer.buffer(), length, 1), where);
        if (operation.kind() == RingOperation.Kind.STAGE_USED) {
            device.stage(names[buffer.buffer()], length);
        } else {
            device.use(names[buffer.buffer()], length);
            reference.require(new PublishUsed(), where);
        }
    }

    private void useBatch(RingOperation operation, String where) {
        List<? extends Held> held = reference.state().device().taken();
        if (!setup.inOrder() || held.isEmpty()) {
            return;
        }
        int count = 1 + operation.first() % held.size();
        Held last = held.get(count - 1);
        int length = operation.second() % (last.writable() + 1);
        device.useBatch(count, length);
        reference.require(new Use(last.buffer(), length, count), where);
        reference.require(new PublishUsed(), where);
    }
}
