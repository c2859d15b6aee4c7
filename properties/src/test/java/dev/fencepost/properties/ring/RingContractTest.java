package dev.fencepost.properties.ring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.fencepost.impl.memory.ArrayMemory;
import dev.fencepost.impl.memory.Mode;
import dev.fencepost.impl.memory.SharedMemory;
import dev.fencepost.impl.ring.BrokenRingException;
import dev.fencepost.impl.ring.BufferWindow;
import dev.fencepost.impl.ring.DevicePolicy;
import dev.fencepost.impl.ring.IndirectTables;
import dev.fencepost.impl.ring.RingDevice;
import dev.fencepost.impl.ring.RingDriver;
import dev.fencepost.impl.ring.Segments;
import dev.fencepost.properties.recorded.Recorder;
import dev.fencepost.properties.ring.packed.PackedSetup;
import dev.fencepost.properties.ring.split.SplitSetup;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the ends of a queue promise their callers, whatever the layout: refusals that change nothing. */
class RingContractTest {
    private static final int MEMORY = 1 << 13;
    private static final int SIZE = 4;
    private static final int TABLES = 1024;
    private static final int TABLE_ENTRIES = 2;
    private static final int BUFFER = 4096;

    private final Recorder memory = new Recorder(new ArrayMemory(MEMORY));
    private final BufferWindow window = new BufferWindow(0x4000_0000L, TABLES, MEMORY);
    private final Segments taken = new Segments(SIZE);

    static Stream<RingSetup> setups() {
        return Stream.of(
                new SplitSetup(2, false, false, false, true, 0),
                new SplitSetup(2, true, true, true, true, 0xffff),
                new PackedSetup(SIZE, false, false, false, true),
                new PackedSetup(SIZE, true, true, true, true));
    }

    private RingDriver driver(RingSetup setup) {
        return setup.driver(memory, window, setup.tables() ? new IndirectTables(TABLES, TABLE_ENTRIES) : null);
    }

    private RingDevice device(RingSetup setup) {
        return setup.device(memory, window, DevicePolicy.strict());
    }

    private static Segments one() {
        return new Segments(SIZE).writable(BUFFER, 16);
    }

    /** Whatever is asked of it, it says what broke it, and touches nothing; a reset helps. */
    @ParameterizedTest
    @MethodSource("setups")
    void brokenDriverTouchesNothing(RingSetup setup) {
        RingDriver driver = driver(setup);
        driver.add(one(), 0);
        driver.stage(one(), 1);
        corrupt(setup, false);
        BrokenRingException broken = catchThrowableOfType(BrokenRingException.class, driver::get);
        Map<String, Runnable> operations = new TreeMap<>(Map.of(
                "add", () -> driver.add(one(), 2),
                "stage", () -> driver.stage(one(), 2),
                "publish", driver::publish,
                "needsKick", driver::needsKick,
                "get", driver::get,
                "disableCallbacks", driver::disableCallbacks,
                "enableCallbacks", driver::enableCallbacks,
                "enableCallbacksDelayed", driver::enableCallbacksDelayed));
        assertRefuseAll(operations, broken);
        assertThat(driver.fault()).isEqualTo(broken.fault());
        driver.reset();
        assertThat(driver.fault()).isNull();
        assertThat(driver.free()).isEqualTo(SIZE);
        assertThat(driver.outstanding()).isZero();
        assertThat(driver.get()).isEqualTo(RingDriver.NONE);
    }

    @ParameterizedTest
    @MethodSource("setups")
    void brokenDeviceTouchesNothing(RingSetup setup) {
        RingDriver driver = driver(setup);
        RingDevice device = device(setup);
        driver.add(one(), 0);
        driver.add(one(), 1);
        int first = device.take(taken);
        int second = device.take(taken);
        device.stage(first, 0);
        corrupt(setup, true);
        BrokenRingException broken = catchThrowableOfType(BrokenRingException.class, () -> device.take(taken));
        Map<String, Runnable> operations = new TreeMap<>(Map.of(
                "take",
                () -> device.take(taken),
                "use",
                () -> device.use(second, 0),
                "stage",
                () -> device.stage(second, 0),
                "useBatch",
                () -> device.useBatch(1, 0),
                "publish",
                device::publish,
                "needsInterrupt",
                device::needsInterrupt,
                "disableKicks",
                device::disableKicks,
                "enableKicks",
                device::enableKicks));
        assertRefuseAll(operations, broken);
        assertThat(device.fault()).isEqualTo(broken.fault());
        device.reset();
        assertThat(device.fault()).isNull();
        assertThat(device.taken()).isZero();
    }

    private void assertRefuseAll(Map<String, Runnable> operations, BrokenRingException broken) {
        assertThat(broken).isNotNull();
        List<Recorder.Event> before = memory.events();
        operations.forEach(
                (name, operation) -> assertThat(catchThrowableOfType(BrokenRingException.class, operation::run))
                        .as(name)
                        .isSameAs(broken));
        assertThat(memory.events()).as("accesses and fences").isEqualTo(before);
    }

    /** An index that is everywhere, or flags that show a descriptor which points nowhere. */
    private void corrupt(RingSetup setup, boolean available) {
        if (setup instanceof SplitSetup split) {
            int idx = available ? split.layout().availIdx() : split.layout().usedIdx();
            memory.store16(Mode.PLAIN, idx, split.firstIndex() + 0x1234 & 0xffff);
        } else if (setup instanceof PackedSetup packed) {
            int at = packed.layout().descriptor(available ? 2 : 0);
            memory.store64(Mode.PLAIN, at, -1);
            memory.store16(Mode.PLAIN, at + 12, SIZE);
            memory.store16(Mode.PLAIN, at + 14, available ? 1 << 7 : 1 << 7 | 1 << 15);
        }
    }

    /** What no driver may send is refused before anything is written (S5). */
    @ParameterizedTest
    @MethodSource("setups")
    void bufferThatMayNotBeSentChangesNothing(RingSetup setup) {
        RingDriver driver = driver(setup);
        RingDevice device = device(setup);
        Segments tooMany = new Segments(SIZE + 1);
        for (int i = 0; i <= SIZE; i++) {
            tooMany.readable(BUFFER, 1);
        }
        List<Segments> refused = List.of(
                new Segments(1),
                tooMany,
                new Segments(1).readable(BUFFER, 0),
                new Segments(1).readable(BUFFER, -1),
                new Segments(1).readable(TABLES - 1, 16),
                new Segments(1).readable(MEMORY - 15, 16),
                new Segments(1).readable(-1, 16),
                new Segments(1).readable(Integer.MAX_VALUE, 16),
                new Segments(2).readable(BUFFER, 16).writable(BUFFER, Integer.MAX_VALUE));
        for (Segments segments : refused) {
            assertThatIllegalArgumentException().isThrownBy(() -> driver.add(segments, 0));
            assertThatIllegalArgumentException().isThrownBy(() -> driver.stage(segments, 0));
        }
        assertThatIllegalArgumentException().isThrownBy(() -> driver.add(one(), -1));
        assertThat(driver.free()).isEqualTo(SIZE);
        assertThat(driver.outstanding()).isZero();
        driver.publish();
        assertThat(driver.needsKick()).isFalse();
        assertThat(device.take(taken)).isEqualTo(RingDevice.NONE);
        assertThat(driver.add(one(), 0)).isTrue();
        assertThat(device.take(taken)).isNotNegative();
        assertThat(taken.offset(0)).isEqualTo(BUFFER);
    }

    /** The whole window may be used, but for the tables, to its last byte; and all descriptors by one buffer. */
    @ParameterizedTest
    @MethodSource("setups")
    void bufferAtTheEdgesOfTheWindowIsTaken(RingSetup setup) {
        RingDriver driver = driver(setup);
        RingDevice device = device(setup);
        int from = TABLES + (setup.tables() ? 16 * TABLE_ENTRIES * SIZE : 0);
        Segments edges = new Segments(SIZE)
                .readable(from, 1)
                .readable(MEMORY - 1, 1)
                .writable(from, MEMORY - from)
                .writable(BUFFER, 16);
        assertThat(driver.add(edges, 7)).isTrue();
        int buffer = device.take(taken);
        assertThat(buffer).isNotNegative();
        for (int i = 0; i < SIZE; i++) {
            assertThat(taken.offset(i)).isEqualTo(edges.offset(i));
            assertThat(taken.length(i)).isEqualTo(edges.length(i));
        }
        assertThat(taken.readableCount()).isEqualTo(2);
        device.use(buffer, taken.writableBytes());
        assertThat(driver.get()).isEqualTo(7);
        assertThat(driver.gotLength()).isEqualTo(MEMORY - from + 16);
    }

    @ParameterizedTest
    @MethodSource("setups")
    void deviceRefusesWhatItDoesNotHold(RingSetup setup) {
        RingDriver driver = driver(setup);
        RingDevice device = device(setup);
        assertThatIllegalArgumentException().isThrownBy(() -> device.take(new Segments(SIZE - 1)));
        driver.add(one(), 0);
        driver.add(one(), 1);
        int first = device.take(taken);
        int second = device.take(taken);
        int third = Stream.of(0, 1, 2, 3)
                .filter(each -> each != first && each != second)
                .findFirst()
                .orElseThrow();
        for (int other : new int[] {-1, SIZE, third}) {
            assertThatIllegalArgumentException().isThrownBy(() -> device.use(other, 0));
        }
        assertThatIllegalArgumentException().isThrownBy(() -> device.use(first, 17));
        assertThatIllegalArgumentException().isThrownBy(() -> device.use(first, -1));
        if (setup.inOrder()) {
            assertThatIllegalArgumentException().isThrownBy(() -> device.use(second, 0));
            assertThatIllegalArgumentException().isThrownBy(() -> device.useBatch(0, 0));
            assertThatIllegalArgumentException().isThrownBy(() -> device.useBatch(3, 0));
            assertThatIllegalArgumentException().isThrownBy(() -> device.useBatch(2, 17));
        } else {
            assertThatIllegalArgumentException().isThrownBy(() -> device.useBatch(1, 0));
        }
        assertThat(device.taken()).isEqualTo(2);
        assertThat(driver.get()).isEqualTo(RingDriver.NONE);
        device.use(first, 16);
        assertThatIllegalArgumentException().isThrownBy(() -> device.use(first, 16));
        assertThat(driver.get()).isZero();
        assertThat(driver.get()).isEqualTo(RingDriver.NONE);
    }

    @ParameterizedTest
    @MethodSource("setups")
    void queueIsNotMadeOfPartsThatDoNotFit(RingSetup setup) {
        SharedMemory small = new ArrayMemory(MEMORY - 2);
        assertThatIllegalArgumentException().isThrownBy(() -> setup.driver(small, window, null));
        assertThatIllegalArgumentException().isThrownBy(() -> setup.device(small, window, DevicePolicy.strict()));
        BufferWindow nothing = new BufferWindow(0, 0, 0);
        SharedMemory tiny = new ArrayMemory(setup.end() - 2);
        assertThatIllegalArgumentException().isThrownBy(() -> setup.driver(tiny, nothing, null));
        int tables = SIZE * TABLE_ENTRIES * 16;
        for (int at : new int[] {TABLES - 16, MEMORY - tables + 16}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> setup.driver(memory, window, new IndirectTables(at, TABLE_ENTRIES)));
        }
        IndirectTables last = new IndirectTables(MEMORY - tables, TABLE_ENTRIES);
        if (setup.tables()) {
            assertThat(setup.driver(memory, window, last).free()).isEqualTo(SIZE);
        } else {
            assertThatIllegalArgumentException().isThrownBy(() -> setup.driver(memory, window, last));
        }
    }
}
