package dev.fencepost.properties.ring.split;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.fencepost.impl.memory.ArrayMemory;
import dev.fencepost.impl.memory.Mode;
import dev.fencepost.impl.memory.SharedMemory;
import dev.fencepost.impl.ring.BrokenRingException;
import dev.fencepost.impl.ring.BufferWindow;
import dev.fencepost.impl.ring.DevicePolicy;
import dev.fencepost.impl.ring.DevicePolicy.IndexJump;
import dev.fencepost.impl.ring.DevicePolicy.IndirectNext;
import dev.fencepost.impl.ring.DevicePolicy.ZeroLength;
import dev.fencepost.impl.ring.RingFault;
import dev.fencepost.impl.ring.Segments;
import dev.fencepost.impl.ring.split.SplitDevice;
import dev.fencepost.impl.ring.split.SplitDriver;
import dev.fencepost.impl.ring.split.SplitFeatures;
import dev.fencepost.impl.ring.split.SplitLayout;
import dev.fencepost.model.spec.Clause;
import dev.fencepost.properties.house.Claims;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * An index has 16 bits, and every difference of two has as many: on the largest ring there is, which needs them all,
 * and for a peer's index with each of the values that it can have. The mutants of these are the ring's own code with
 * any 0xffff in it replaced by 0x7fff: all are noticed here, but for the one that counts what is staged where something
 * is published, which is at most 32767.
 */
class SplitIndexTest {
    private static final int LARGEST = 1 << 15;
    private static final int INDICES = 1 << 16;
    private static final int BUFFER = 16;
    private static final int SMALL = 4;

    private final Segments buffer = new Segments(1);
    private Segments taken;
    private SplitLayout layout;
    private SharedMemory memory;
    private SplitDriver driver;
    private SplitDevice device;
    private int from;

    private void ring(int size, SplitFeatures features) {
        ring(size, features, DevicePolicy.strict());
    }

    private void ring(int size, SplitFeatures features, DevicePolicy policy) {
        layout = SplitLayout.contiguous(size, 0);
        taken = new Segments(size);
        from = layout.end() + BUFFER - 1 & -BUFFER;
        memory = new ArrayMemory(from + BUFFER);
        BufferWindow window = new BufferWindow(0, from, from + BUFFER);
        driver = new SplitDriver(memory, layout, features, window);
        device = new SplitDevice(memory, layout, features, window, policy);
    }

    private int load(int field) {
        return memory.load16(Mode.OPAQUE, field);
    }

    private void stageAll() {
        buffer.clear().writable(from, BUFFER);
        for (int i = 0; i < LARGEST; i++) {
            assertThat(driver.stage(buffer, i)).isTrue();
        }
        assertThat(driver.stage(buffer, 0)).isFalse();
    }

    private void takeAll() {
        for (int i = 0; i < LARGEST; i++) {
            assertThat(device.take(taken)).isNotEqualTo(SplitDevice.NONE);
        }
        assertThat(device.take(taken)).isEqualTo(SplitDevice.NONE);
        assertThat(device.taken()).isEqualTo(LARGEST);
    }

    private void getAll() {
        for (int i = 0; i < LARGEST; i++) {
            assertThat(driver.get()).isEqualTo(i);
        }
        assertThat(driver.get()).isEqualTo(SplitDriver.NONE);
        assertThat(driver.outstanding()).isZero();
    }

    /** All of it is staged, shown, taken, used and got at once. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 0x7fff, 0x8000, 0xffff})
    @Claims({Clause.S1, Clause.S6, Clause.S7})
    void theLargestRingIsFull(int first) {
        ring(LARGEST, SplitFeatures.none().withEventIdx().from(first));
        stageAll();
        assertThat(load(layout.availIdx())).isEqualTo(first);
        driver.publish();
        assertThat(load(layout.availIdx())).isEqualTo(first + LARGEST & 0xffff);
        assertThat(driver.outstanding()).isEqualTo(LARGEST);
        assertThat(driver.needsKick()).isTrue();
        assertThat(driver.enableCallbacksDelayed()).isTrue();
        assertThat(load(layout.usedEvent())).isEqualTo(first + LARGEST / 4 * 3 & 0xffff);
        assertThat(device.enableKicks()).isFalse();
        assertThat(device.waiting()).isEqualTo(LARGEST);
        memory.store16(Mode.OPAQUE, layout.availIdx(), first + LARGEST + 1 & 0xffff);
        assertThat(fault(() -> device.enableKicks())).isEqualTo(RingFault.AVAIL_INDEX_JUMP);
        memory.store16(Mode.OPAQUE, layout.availIdx(), first + LARGEST & 0xffff);
        device.reset();
        takeAll();
        for (int i = 0; i < LARGEST; i++) {
            device.stage(load(layout.availRing(first + i & LARGEST - 1)), BUFFER);
        }
        assertThat(load(layout.usedIdx())).isEqualTo(first);
        device.publish();
        assertThat(device.needsInterrupt()).isTrue();
        assertThat(device.taken()).isZero();
        assertThat(driver.enableCallbacks()).isFalse();
        assertThat(driver.waiting()).isEqualTo(LARGEST);
        assertThat(driver.enableCallbacksDelayed()).isFalse();
        driver.disableCallbacks();
        assertThat(load(layout.usedEvent())).isEqualTo(first + LARGEST & 0xffff);
        getAll();
    }

    /** One used element closes all of it (S9). */
    @ParameterizedTest
    @ValueSource(ints = {0, 0x7fff, 0xffff})
    @Claims(Clause.S9)
    void theLargestRingIsOneBatch(int first) {
        ring(LARGEST, SplitFeatures.none().withInOrder().from(first));
        stageAll();
        driver.publish();
        takeAll();
        device.useBatch(LARGEST, BUFFER);
        assertThat(load(layout.usedIdx())).isEqualTo(first + LARGEST & 0xffff);
        getAll();
    }

    /** Of four entries one is got, and one of those in flight is known to be used. */
    @ParameterizedTest
    @ValueSource(ints = {0, 0x7ffe, 0xfffe})
    @Claims({Clause.S1, Clause.S2})
    void aDriverTakesNoUsedIndexThatIsTooFarAhead(int first) {
        ring(SMALL, SplitFeatures.none().from(first));
        buffer.clear().writable(from, BUFFER);
        for (int idx = 0; idx < INDICES; idx++) {
            driver.reset();
            for (int i = 0; i < SMALL; i++) {
                assertThat(driver.add(buffer, i)).isTrue();
                int element = layout.usedRing(first + i & SMALL - 1);
                memory.store64(Mode.PLAIN, element, load(layout.availRing(first + i & SMALL - 1)));
            }
            memory.store16(Mode.OPAQUE, layout.usedIdx(), first + 2 & 0xffff);
            assertThat(driver.get()).isZero();
            memory.store16(Mode.OPAQUE, layout.usedIdx(), idx);
            int ahead = idx - first - 2 & 0xffff;
            RingFault fault = fault(() -> driver.enableCallbacks());
            assertThat(fault)
                    .as("used.idx %d from %d", idx, first)
                    .isEqualTo(ahead <= 2 ? null : RingFault.USED_INDEX_JUMP);
            assertThat(fault != null || driver.waiting() == 1 + ahead).isTrue();
        }
    }

    /** Of four entries three were shown and one of them is taken. */
    @ParameterizedTest
    @ValueSource(ints = {0, 0x7ffe, 0xfffe})
    @Claims({Clause.S1, Clause.S5})
    void aDeviceTakesNoAvailIndexThatIsTooFarAhead(int first) {
        ring(SMALL, SplitFeatures.none().from(first));
        buffer.clear().writable(from, BUFFER);
        for (int idx = 0; idx < INDICES; idx++) {
            driver.reset();
            device.reset();
            for (int i = 0; i < 3; i++) {
                driver.add(buffer, i);
            }
            assertThat(device.take(taken)).isNotEqualTo(SplitDevice.NONE);
            memory.store16(Mode.OPAQUE, layout.availIdx(), idx);
            int ahead = idx - first - 3 & 0xffff;
            RingFault fault = fault(() -> device.enableKicks());
            assertThat(fault)
                    .as("avail.idx %d from %d", idx, first)
                    .isEqualTo(ahead <= 2 ? null : RingFault.AVAIL_INDEX_JUMP);
            assertThat(fault != null || device.waiting() == 2 + ahead).isTrue();
        }
    }

    /** A device that clamps takes what there may be, and goes on from there. */
    @ParameterizedTest
    @ValueSource(ints = {0, 0x7ffe, 0xfffe})
    @Claims(Clause.S1)
    void aDeviceThatClampsTakesAsMuchAsThereMayBe(int first) {
        DevicePolicy clamping = new DevicePolicy(true, ZeroLength.REJECT, IndirectNext.REJECT, IndexJump.CLAMP);
        ring(SMALL, SplitFeatures.none().from(first), clamping);
        for (int idx = 0; idx < INDICES; idx++) {
            device.reset();
            memory.store16(Mode.OPAQUE, layout.availIdx(), idx);
            device.enableKicks();
            assertThat(device.waiting()).isEqualTo(Math.min(idx - first & 0xffff, SMALL));
        }
    }

    /** Of two buffers each is told of where its event index is asked for, and with no other. */
    @ParameterizedTest
    @ValueSource(ints = {0, 0x7ffe, 0xfffe})
    @Claims({Clause.S6, Clause.S7})
    void thePeerIsToldWhereItsEventIndexIsPassed(int first) {
        ring(SMALL, SplitFeatures.none().withEventIdx().from(first));
        buffer.clear().writable(from, BUFFER);
        for (int event = 0; event < INDICES; event++) {
            boolean passed = (event - first & 0xffff) < 2;
            driver.reset();
            device.reset();
            driver.add(buffer, 0);
            driver.add(buffer, 1);
            memory.store16(Mode.OPAQUE, layout.availEvent(), event);
            assertThat(driver.needsKick())
                    .as("avail_event %d from %d", event, first)
                    .isEqualTo(passed);
            device.use(device.take(taken), 0);
            device.use(device.take(taken), 0);
            memory.store16(Mode.OPAQUE, layout.usedEvent(), event);
            assertThat(device.needsInterrupt())
                    .as("used_event %d from %d", event, first)
                    .isEqualTo(passed);
        }
    }

    /** What a peer is told to have done wrong; null for nothing. */
    private static RingFault fault(Runnable look) {
        BrokenRingException broken = catchThrowableOfType(BrokenRingException.class, look::run);
        return broken == null ? null : broken.fault();
    }
}
