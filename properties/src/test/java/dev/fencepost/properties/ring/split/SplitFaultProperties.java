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
import dev.fencepost.impl.ring.DevicePolicy.LongTable;
import dev.fencepost.impl.ring.DevicePolicy.ZeroLength;
import dev.fencepost.impl.ring.RingFault;
import dev.fencepost.impl.ring.Segments;
import dev.fencepost.impl.ring.split.SplitDevice;
import dev.fencepost.impl.ring.split.SplitDriver;
import dev.fencepost.impl.ring.split.SplitFeatures;
import dev.fencepost.impl.ring.split.SplitLayout;
import dev.fencepost.model.spec.Clause;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Each thing that a peer can do wrong, done by hand, and the three choices that a device has. */
class SplitFaultProperties {
    private static final int NEXT = 1;
    private static final int WRITE = 2;
    private static final int INDIRECT = 4;
    private static final int SIZE = 4;
    private static final int FROM = 1024;
    private static final SplitLayout LAYOUT = SplitLayout.contiguous(SIZE, 0);
    private static final SplitFeatures FEATURES = SplitFeatures.none().withIndirect();

    private final SharedMemory memory = new ArrayMemory(8192);
    private final BufferWindow window = new BufferWindow(0, FROM, 8192);
    private final Segments taken = new Segments(SIZE);

    private void descriptor(int at, long address, int length, int flags, int next) {
        memory.store64(Mode.PLAIN, at, address);
        memory.store32(Mode.PLAIN, at + 8, length);
        memory.store16(Mode.PLAIN, at + 12, flags);
        memory.store16(Mode.PLAIN, at + 14, next);
    }

    private void direct(int index, long address, int length, int flags, int next) {
        descriptor(LAYOUT.descriptor(index), address, length, flags, next);
    }

    private void avail(int count, int... heads) {
        for (int i = 0; i < heads.length; i++) {
            memory.store16(Mode.PLAIN, LAYOUT.availRing(i), heads[i]);
        }
        memory.store16(Mode.PLAIN, LAYOUT.availIdx(), count);
    }

    private SplitDevice device(SplitFeatures features, DevicePolicy policy) {
        return new SplitDevice(memory, LAYOUT, features, window, policy);
    }

    private void assertFault(RingFault expected, SplitDevice device) {
        assertThat(catchThrowableOfType(BrokenRingException.class, () -> device.take(taken)))
                .isNotNull()
                .returns(expected, BrokenRingException::fault);
        assertThat(device.fault()).isEqualTo(expected);
        assertThat(catchThrowableOfType(BrokenRingException.class, device::enableKicks))
                .as("stays broken")
                .returns(expected, BrokenRingException::fault);
        device.reset();
        assertThat(device.fault()).isNull();
    }

    /**
     * The first chain of a driver; {@code tableFlags} and so on describe an entry of an indirect table at the window.
     */
    @ParameterizedTest
    @CsvSource({
        "HEAD_OUT_OF_RANGE,       4, 2000, 16, 0, 0",
        "NEXT_OUT_OF_RANGE,       0, 2000, 16, 1, 4",
        "CHAIN_TOO_LONG,          0, 2000, 16, 1, 0",
        "ADDRESS_OUT_OF_RANGE,    0, 1023, 16, 0, 0",
        "ADDRESS_OUT_OF_RANGE,    0, 8177, 16, 0, 0",
        "ADDRESS_OUT_OF_RANGE,    0,   -8, 16, 0, 0",
        "ADDRESS_OUT_OF_RANGE,    0, 2000, -1, 0, 0",
        "ADDRESS_OUT_OF_RANGE,    0, 8192, 16, 4, 0",
        "ZERO_LENGTH,             0, 2000,  0, 0, 0",
        "INDIRECT_LENGTH,         0, 1024,  0, 4, 0",
        "INDIRECT_LENGTH,         0, 1024, 17, 4, 0",
        "INDIRECT_WITH_NEXT,      0, 1024, 16, 5, 1",
        "INDIRECT_NESTED,         0, 1024, 16, 4, 0",
    })
    void badChainIsRefused(RingFault fault, int head, long address, int length, int flags, int next) {
        direct(0, address, length, flags, next);
        descriptor(FROM, 2000, 16, INDIRECT, 0);
        avail(1, head);
        assertFault(fault, device(FEATURES, DevicePolicy.strict()));
    }

    @Test
    void indirectWithoutTheFeatureIsRefused() {
        direct(0, FROM, 16, INDIRECT, 0);
        avail(1, 0);
        assertFault(RingFault.INDIRECT_NOT_NEGOTIATED, device(SplitFeatures.none(), DevicePolicy.strict()));
    }

    @Test
    void readableAfterWritableIsRefused() {
        direct(0, 2000, 16, WRITE | NEXT, 1);
        direct(1, 3000, 16, 0, 0);
        avail(1, 0);
        assertFault(RingFault.READABLE_AFTER_WRITABLE, device(FEATURES, DevicePolicy.strict()));
    }

    @Test
    void loopInTableIsRefused() {
        direct(0, FROM, 32, INDIRECT, 0);
        descriptor(FROM, 2000, 16, NEXT, 1);
        descriptor(FROM + 16, 2000, 16, NEXT, 0);
        avail(1, 0);
        assertFault(RingFault.CHAIN_TOO_LONG, device(FEATURES, DevicePolicy.strict()));
    }

    @Test
    void headInFlightIsRefused() {
        direct(0, 2000, 16, 0, 0);
        avail(2, 0, 0);
        SplitDevice device = device(FEATURES, DevicePolicy.strict());
        assertThat(device.take(taken)).isZero();
        assertFault(RingFault.HEAD_IN_FLIGHT, device);
    }

    /** 3 GiB are fine, 6 GiB are not; the memory is pretended, nobody touches it. */
    @Test
    void chainOfMoreThan4GigabytesIsRefused() {
        SharedMemory huge = new ArrayMemory(8192) {
            @Override
            public int size() {
                return Integer.MAX_VALUE;
            }
        };
        int length = 0x7fff_0000;
        for (int i = 0; i < 3; i++) {
            huge.store64(Mode.PLAIN, LAYOUT.descriptor(i), FROM);
            huge.store32(Mode.PLAIN, LAYOUT.descriptor(i) + 8, length);
            huge.store16(Mode.PLAIN, LAYOUT.descriptor(i) + 12, i == 2 ? 0 : NEXT);
            huge.store16(Mode.PLAIN, LAYOUT.descriptor(i) + 14, i + 1);
        }
        huge.store16(Mode.PLAIN, LAYOUT.availRing(0), 1);
        huge.store16(Mode.PLAIN, LAYOUT.availIdx(), 2);
        BufferWindow all = new BufferWindow(0, FROM, Integer.MAX_VALUE);
        SplitDevice device = new SplitDevice(huge, LAYOUT, FEATURES, all, DevicePolicy.strict());
        assertThat(device.take(taken)).isEqualTo(1);
        assertFault(RingFault.CHAIN_TOO_LARGE, device);
    }

    @ParameterizedTest
    @EnumSource(IndexJump.class)
    void indexJumpIsRefusedOrClamped(IndexJump policy) {
        for (int i = 0; i < SIZE; i++) {
            direct(i, 2000, 16, 0, 0);
        }
        avail(SIZE + 1, 0, 1, 2, 3);
        SplitDevice device = device(FEATURES, new DevicePolicy(true, ZeroLength.REJECT, IndirectNext.REJECT, policy));
        if (policy == IndexJump.REJECT) {
            assertFault(RingFault.AVAIL_INDEX_JUMP, device);
            return;
        }
        for (int i = 0; i < SIZE; i++) {
            assertThat(device.take(taken)).isEqualTo(i);
        }
        assertFault(RingFault.HEAD_IN_FLIGHT, device);
    }

    /** One taken of two seen: the index may go on by three, to a queue size of buffers not taken, and by no more. */
    @ParameterizedTest
    @CsvSource({
        "5, REJECT, true",
        "6, REJECT, false",
        "7, CLAMP,  true",
    })
    void indexMovesToOneQueueSizeAhead(int idx, IndexJump policy, boolean sound) {
        SplitDevice device = device(FEATURES, new DevicePolicy(true, ZeroLength.REJECT, IndirectNext.REJECT, policy));
        for (int i = 0; i < SIZE; i++) {
            direct(i, 2000, 16, 0, 0);
        }
        avail(2, 0, 1, 2, 3);
        assertThat(device.take(taken)).isZero();
        avail(idx);
        BrokenRingException broken = catchThrowableOfType(BrokenRingException.class, device::enableKicks);
        if (!sound) {
            assertThat(broken).returns(RingFault.AVAIL_INDEX_JUMP, BrokenRingException::fault);
            return;
        }
        assertThat(broken).isNull();
        device.use(0, 0);
        for (int expected : new int[] {1, 2, 3, 0}) {
            assertThat(device.take(taken)).isEqualTo(expected);
        }
        avail(5);
        assertThat(device.take(taken)).as("no fifth one").isEqualTo(SplitDevice.NONE);
    }

    @ParameterizedTest
    @EnumSource(ZeroLength.class)
    void emptySegmentIsRefusedOrTaken(ZeroLength policy) {
        direct(0, -1, 0, 0, 0);
        avail(1, 0);
        SplitDevice device = device(FEATURES, new DevicePolicy(true, policy, IndirectNext.REJECT, IndexJump.REJECT));
        if (policy == ZeroLength.REJECT) {
            assertFault(RingFault.ZERO_LENGTH, device);
        } else {
            assertThat(device.take(taken)).isZero();
            assertThat(taken.length(0)).isZero();
            assertThat(taken.offset(0)).isEqualTo(FROM);
        }
    }

    @ParameterizedTest
    @EnumSource(IndirectNext.class)
    void nextBehindTableIsRefusedFollowedOrIgnored(IndirectNext policy) {
        direct(0, FROM, 16, INDIRECT | NEXT | WRITE, 1);
        direct(1, 3000, 16, 0, 0);
        descriptor(FROM, 2000, 16, 0, 0);
        avail(1, 0);
        SplitDevice device = device(FEATURES, new DevicePolicy(true, ZeroLength.REJECT, policy, IndexJump.REJECT));
        if (policy == IndirectNext.REJECT) {
            assertFault(RingFault.INDIRECT_WITH_NEXT, device);
        } else {
            assertThat(device.take(taken)).isZero();
            assertThat(taken.count()).isEqualTo(policy == IndirectNext.FOLLOW ? 2 : 1);
            assertThat(taken.readableCount()).isEqualTo(taken.count());
        }
    }

    /** A table of one segment more than the queue has entries; and one that is a loop, which nobody takes. */
    @ParameterizedTest
    @EnumSource(LongTable.class)
    void longTableIsRefusedOrTakenAsFarAsThereIsRoom(LongTable policy) {
        DevicePolicy strict = DevicePolicy.strict();
        DevicePolicy chosen = policy == LongTable.ACCEPT ? strict.withLongTables() : strict;
        for (int i = 0; i <= SIZE; i++) {
            descriptor(FROM + 16 * i, 2000, 16, i < SIZE ? NEXT : 0, i + 1);
        }
        direct(0, FROM, 16 * (SIZE + 1), INDIRECT, 0);
        avail(1, 0);
        Segments roomy = new Segments(SIZE + 1);
        if (policy == LongTable.ACCEPT) {
            assertThat(device(FEATURES, chosen).take(roomy)).isZero();
            assertThat(roomy.count()).isEqualTo(SIZE + 1);
        } else {
            assertTooLong(device(FEATURES, chosen), roomy);
        }
        assertFault(RingFault.CHAIN_TOO_LONG, device(FEATURES, chosen));
        descriptor(FROM + 16 * SIZE, 2000, 16, NEXT, 0);
        assertTooLong(device(FEATURES, chosen), roomy);
    }

    private static void assertTooLong(SplitDevice device, Segments into) {
        assertThat(catchThrowableOfType(BrokenRingException.class, () -> device.take(into)))
                .returns(RingFault.CHAIN_TOO_LONG, BrokenRingException::fault);
    }

    /** A driver with one buffer of 16 writable bytes in flight, head 0, and two more staged, heads 1 and 2. */
    @ParameterizedTest
    @CsvSource({
        "USED_INDEX_JUMP,         false, 2, 0, 0",
        "USED_INDEX_JUMP,         false, 65535, 0, 0",
        "USED_ID_OUT_OF_RANGE,    false, 1, 4, 0",
        "USED_ID_OUT_OF_RANGE,    false, 1, -1, 0",
        "USED_ID_NOT_OUTSTANDING, false, 1, 3, 0",
        "USED_ID_NOT_OUTSTANDING, false, 1, 1, 0",
        "USED_ID_NOT_OUTSTANDING, false, 1, 2, 0",
        "USED_LENGTH,             false, 1, 0, 17",
        "USED_LENGTH,             false, 1, 0, -1",
        "USED_INDEX_JUMP,         true,  2, 0, 0",
        "USED_ID_NOT_OUTSTANDING, true,  1, 1, 0",
    })
    void badUsedElementIsRefused(RingFault fault, boolean inOrder, int idx, int id, int length) {
        SplitDriver driver = driver(inOrder);
        driver.stage(new Segments(1).writable(3000, 16), 6);
        driver.stage(new Segments(1).writable(3000, 16), 7);
        use(idx, id, length);
        assertFault(fault, driver);
    }

    @Test
    void batchThatSkipsAheadIsRefused() {
        SplitDriver driver = driver(true);
        driver.add(new Segments(1).writable(3000, 16), 6);
        use(1, 1, 0);
        assertFault(RingFault.USED_OUT_OF_ORDER, driver);
    }

    private SplitDriver driver(boolean inOrder) {
        SplitFeatures features = inOrder ? FEATURES.withInOrder() : FEATURES;
        SplitDriver driver = new SplitDriver(memory, LAYOUT, features, window);
        driver.add(new Segments(1).writable(2000, 16), 5);
        return driver;
    }

    private void use(int idx, int id, int length) {
        memory.store32(Mode.PLAIN, LAYOUT.usedRing(0), id);
        memory.store32(Mode.PLAIN, LAYOUT.usedRing(0) + 4, length);
        memory.store16(Mode.PLAIN, LAYOUT.usedIdx(), idx);
    }

    private void assertFault(RingFault expected, SplitDriver driver) {
        assertThat(catchThrowableOfType(BrokenRingException.class, driver::get))
                .isNotNull()
                .returns(expected, BrokenRingException::fault);
        assertThat(catchThrowableOfType(BrokenRingException.class, driver::needsKick))
                .as("stays broken")
                .returns(expected, BrokenRingException::fault);
        driver.reset();
        assertThat(driver.get()).isEqualTo(SplitDriver.NONE);
    }

    /** Thrown on the path of a hostile peer, so it must be cheap; and it names the rule. */
    @ParameterizedTest
    @EnumSource(RingFault.class)
    void faultCitesItsClause(RingFault fault) {
        assertThat(Arrays.stream(Clause.values()).map(Enum::name)).contains(fault.rule());
        assertThat(fault.finding()).isNotBlank().doesNotEndWith(".");
    }

    @Test
    void exceptionHasNoStackTrace() {
        avail(1, 77);
        SplitDevice device = device(FEATURES, DevicePolicy.strict());
        BrokenRingException broken = catchThrowableOfType(BrokenRingException.class, () -> device.take(taken));
        assertThat(broken.getStackTrace()).isEmpty();
        assertThat(broken).hasMessageContaining("77").hasMessageContaining("rule S2");
    }
}
