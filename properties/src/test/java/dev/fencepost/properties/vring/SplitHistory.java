package dev.fencepost.properties.vring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.impl.memory.Mode;
import dev.fencepost.impl.memory.SharedMemory;
import dev.fencepost.impl.vring.BufferWindow;
import dev.fencepost.impl.vring.DevicePolicy;
import dev.fencepost.impl.vring.IndirectTables;
import dev.fencepost.impl.vring.Segments;
import dev.fencepost.impl.vring.SplitDevice;
import dev.fencepost.impl.vring.SplitDriver;
import dev.fencepost.impl.vring.SplitLayout;
import dev.fencepost.properties.vring.SplitOracle.Buffer;
import java.util.List;

/** Driver and device through a list of operations, held against the oracle after each of them. */
final class SplitHistory {
    static final int MEMORY = 1 << 15;
    private static final int SEGMENT = 16;
    private static final int TABLE_ENTRIES = 4;

    private final SplitSetup setup;
    private final SharedMemory memory;
    private final SplitLayout layout;
    private final SplitDriver driver;
    private final SplitDevice device;
    private final int firstBuffer;
    private final Segments segments;
    private final Segments taken;
    private SplitOracle oracle;
    private int tokens;

    /** {@code driverMemory} and {@code deviceMemory} are the same bytes. */
    SplitHistory(SplitSetup setup, SharedMemory driverMemory, SharedMemory deviceMemory) {
        this.setup = setup;
        memory = driverMemory;
        layout = SplitLayout.contiguous(setup.size(), 0);
        int tables = layout.end() + 15 & ~15;
        firstBuffer = tables + 16 * TABLE_ENTRIES * setup.size();
        BufferWindow window = new BufferWindow(0x7700_0000_0000L, tables, MEMORY);
        driver = new SplitDriver(
                driverMemory,
                layout,
                setup.features(),
                window,
                setup.tables() ? new IndirectTables(tables, TABLE_ENTRIES) : null);
        device = new SplitDevice(deviceMemory, layout, setup.features(), window, DevicePolicy.strict(setup.inPlace()));
        segments = new Segments(setup.size());
        taken = new Segments(setup.size());
        oracle = new SplitOracle(setup);
    }

    void run(List<SplitOperation> operations) {
        for (int i = 0; i < operations.size(); i++) {
            SplitOperation operation = operations.get(i);
            String where = "step " + i + ", " + operation + ", on a " + setup;
            perform(operation, where);
            check(where);
        }
    }

    private void perform(SplitOperation operation, String where) {
        switch (operation.kind()) {
            case ADD, STAGE -> add(operation, where);
            case PUBLISH -> {
                driver.publish();
                oracle.publish();
            }
            case KICK -> assertThat(driver.needsKick()).as(where).isEqualTo(oracle.needsKick());
            case GET -> get(where);
            case DISABLE_CALLBACKS -> {
                driver.disableCallbacks();
                oracle.disableCallbacks();
            }
            case ENABLE_CALLBACKS ->
                assertThat(driver.enableCallbacks()).as(where).isEqualTo(oracle.enableCallbacks());
            case ENABLE_DELAYED ->
                assertThat(driver.enableCallbacksDelayed()).as(where).isEqualTo(oracle.enableDelayed());
            case TAKE -> take(where);
            case USE, STAGE_USED -> use(operation);
            case PUBLISH_USED -> {
                device.publish();
                oracle.publishUsed();
            }
            case USE_BATCH -> useBatch(operation);
            case INTERRUPT -> assertThat(device.needsInterrupt()).as(where).isEqualTo(oracle.needsInterrupt());
            case DISABLE_KICKS -> {
                device.disableKicks();
                oracle.disableKicks();
            }
            case ENABLE_KICKS -> assertThat(device.enableKicks()).as(where).isEqualTo(oracle.enableKicks());
            case RESET -> {
                driver.reset();
                device.reset();
                oracle = new SplitOracle(setup);
            }
        }
    }

    /** What the other side can read of each. */
    private void check(String where) {
        assertThat(driver.fault()).as(where).isNull();
        assertThat(device.fault()).as(where).isNull();
        assertThat(driver.free()).as("free, " + where).isEqualTo(oracle.free());
        assertThat(driver.outstanding())
                .as(where)
                .isEqualTo(oracle.counts().get("outstanding").intValue());
        assertThat(device.taken()).as(where).isEqualTo(oracle.taken.size());
        assertThat(oracle.counts().get("ahead")).as("S1, " + where).isBetween(0L, (long) setup.size());
        assertThat(memory.load16(Mode.OPAQUE, layout.availIdx()))
                .as("avail.idx, " + where)
                .isEqualTo((int) (setup.firstIndex() + oracle.published & 0xffff));
        assertThat(memory.load16(Mode.OPAQUE, layout.usedIdx()))
                .as("used.idx, " + where)
                .isEqualTo((int) (setup.firstIndex() + oracle.usedCount & 0xffff));
        if (setup.eventIdx()) {
            assertThat(memory.load16(Mode.OPAQUE, layout.availFlags()) | memory.load16(Mode.OPAQUE, layout.usedFlags()))
                    .as("flags with EVENT_IDX (S7), " + where)
                    .isZero();
        }
    }

    private int offset(int token, int segment) {
        int slots = (MEMORY - firstBuffer) / (8 * SEGMENT);
        return firstBuffer + (token % slots * 8 + segment) * SEGMENT;
    }

    private void add(SplitOperation operation, String where) {
        int count = 1 + operation.first() % Math.min(6, setup.size());
        int readable = operation.second() % (count + 1);
        int token = tokens++;
        segments.clear();
        for (int i = 0; i < count; i++) {
            if (i < readable) {
                segments.readable(offset(token, i), SEGMENT);
                memory.store64(Mode.PLAIN, offset(token, i), token * 31L + i);
            } else {
                segments.writable(offset(token, i), SEGMENT);
            }
        }
        int descriptors = setup.tables() && count > 1 && count <= TABLE_ENTRIES ? 1 : count;
        boolean staged = operation.kind() == SplitOperation.Kind.STAGE;
        boolean room = staged ? driver.stage(segments, token) : driver.add(segments, token);
        assertThat(room).as("room (S2), " + where).isEqualTo(descriptors <= oracle.free());
        if (room) {
            oracle.stage(new Buffer(token, descriptors, segments.writableBytes()));
            if (!staged) {
                oracle.publish();
            }
        }
    }

    private void take(String where) {
        int head = device.take(taken);
        Buffer buffer = oracle.take();
        assertThat(head != SplitDevice.NONE).as("found (S3), " + where).isEqualTo(buffer != null);
        if (buffer == null) {
            return;
        }
        buffer.head = head;
        assertThat(taken.writableBytes()).as(where).isEqualTo(buffer.writable);
        for (int i = 0; i < taken.count(); i++) {
            assertThat(taken.offset(i)).as("segment " + i + ", " + where).isEqualTo(offset(buffer.token, i));
            if (i < taken.readableCount()) {
                assertThat(memory.load64(Mode.PLAIN, taken.offset(i)))
                        .as("payload, " + where)
                        .isEqualTo(buffer.token * 31L + i);
            }
        }
    }

    private void use(SplitOperation operation) {
        if (oracle.taken.isEmpty()) {
            return;
        }
        int which = setup.inOrder() ? 0 : operation.first() % oracle.taken.size();
        Buffer buffer = oracle.taken.get(which);
        long length = operation.second() % (buffer.writable + 1);
        if (operation.kind() == SplitOperation.Kind.STAGE_USED) {
            device.stage(buffer.head, length);
            oracle.stageUsed(buffer, length);
        } else {
            device.use(buffer.head, length);
            oracle.stageUsed(buffer, length);
            oracle.publishUsed();
        }
    }

    private void useBatch(SplitOperation operation) {
        if (!setup.inOrder() || oracle.taken.isEmpty()) {
            return;
        }
        int count = 1 + operation.first() % oracle.taken.size();
        long length = operation.second() % (oracle.taken.get(count - 1).writable + 1);
        device.useBatch(count, length);
        for (int i = 0; i < count; i++) {
            Buffer buffer = oracle.taken.get(0);
            oracle.stageUsed(buffer, i == count - 1 ? length : buffer.writable);
        }
        oracle.publishUsed();
    }

    private void get(String where) {
        int token = driver.get();
        Buffer buffer = oracle.get();
        assertThat(token).as("token (S4), " + where).isEqualTo(buffer == null ? SplitDriver.NONE : buffer.token);
        if (buffer != null) {
            assertThat(driver.gotLength()).as("length (S4), " + where).isEqualTo(buffer.length);
        }
    }
}
