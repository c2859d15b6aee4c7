package dev.fencepost.properties.ring.packed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.fencepost.impl.memory.ArrayMemory;
import dev.fencepost.impl.memory.Mode;
import dev.fencepost.impl.memory.SharedMemory;
import dev.fencepost.impl.ring.BrokenRingException;
import dev.fencepost.impl.ring.BufferWindow;
import dev.fencepost.impl.ring.DevicePolicy;
import dev.fencepost.impl.ring.DevicePolicy.IndirectNext;
import dev.fencepost.impl.ring.RingFault;
import dev.fencepost.impl.ring.Segments;
import dev.fencepost.impl.ring.UsedLength;
import dev.fencepost.impl.ring.packed.PackedDevice;
import dev.fencepost.impl.ring.packed.PackedDriver;
import dev.fencepost.impl.ring.packed.PackedFeatures;
import dev.fencepost.impl.ring.packed.PackedLayout;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Each thing that the peer of a packed ring can do wrong, done by hand, as {@code SplitFaultProperties} does. */
class PackedFaultProperties {
    private static final int NEXT = 1;
    private static final int WRITE = 2;
    private static final int INDIRECT = 4;
    private static final int AVAILABLE = 1 << 7;
    private static final int USED = 1 << 15 | 1 << 7;
    private static final int SIZE = 3;
    private static final int FROM = 1024;
    private static final int TO = 8192;
    private static final PackedLayout LAYOUT = PackedLayout.contiguous(SIZE, 0);
    private static final PackedFeatures INDIRECT_TABLES = new PackedFeatures(false, false, true);
    private static final PackedFeatures NOTHING = new PackedFeatures(false, false, false);

    private final SharedMemory memory = new ArrayMemory(TO);
    private final BufferWindow window = new BufferWindow(0, FROM, TO);
    private final Segments taken = new Segments(SIZE);

    private void descriptor(int at, long address, int length, int id, int flags) {
        memory.store64(Mode.PLAIN, at, address);
        memory.store32(Mode.PLAIN, at + 8, length);
        memory.store16(Mode.PLAIN, at + 12, id);
        memory.store16(Mode.PLAIN, at + 14, flags);
    }

    private void available(int slot, long address, int length, int flags) {
        descriptor(LAYOUT.descriptor(slot), address, length, slot, flags | AVAILABLE);
    }

    private PackedDevice device(PackedFeatures features, DevicePolicy policy) {
        return new PackedDevice(memory, LAYOUT, features, window, policy);
    }

    private void assertFault(RingFault expected, PackedDevice device) {
        assertThat(catchThrowableOfType(BrokenRingException.class, () -> device.take(taken)))
                .isNotNull()
                .returns(expected, BrokenRingException::fault);
        assertThat(device.fault()).isEqualTo(expected);
        device.reset();
        assertThat(device.fault()).isNull();
    }

    /** The first list of a driver: two slots where the first has NEXT, and a table at the window. */
    @ParameterizedTest
    @CsvSource({
        "CHAIN_TOO_LONG,       2000, 16, 1, 1",
        "ADDRESS_OUT_OF_RANGE, 1023, 16, 0, 0",
        "ADDRESS_OUT_OF_RANGE, 8177, 16, 0, 0",
        "ADDRESS_OUT_OF_RANGE,   -8, 16, 0, 0",
        "ADDRESS_OUT_OF_RANGE, 2000, -1, 0, 0",
        "ADDRESS_OUT_OF_RANGE, 8192, 16, 4, 0",
        "ZERO_LENGTH,          2000,  0, 0, 0",
        "INDIRECT_LENGTH,      1024,  0, 4, 0",
        "INDIRECT_LENGTH,      1024, 17, 4, 0",
        "CHAIN_TOO_LONG,       1024, 64, 4, 0",
        "INDIRECT_WITH_NEXT,   1024, 16, 5, 0",
        "INDIRECT_WITH_NEXT,   2000, 16, 1, 4",
        "READABLE_AFTER_WRITABLE, 2000, 16, 3, 0",
    })
    void badListIsRefused(RingFault fault, long address, int length, int flags, int secondFlags) {
        available(0, address, length, flags);
        available(1, FROM, 16, secondFlags);
        available(2, FROM, 16, NEXT);
        for (int i = 0; i < 4; i++) {
            descriptor(FROM + 16 * i, 2000, 16, 0, 0);
        }
        assertFault(fault, device(INDIRECT_TABLES, DevicePolicy.strict()));
    }

    @Test
    void indirectWithoutTheFeatureIsRefused() {
        available(0, FROM, 16, INDIRECT);
        assertFault(RingFault.INDIRECT_NOT_NEGOTIATED, device(NOTHING, DevicePolicy.strict()));
    }

    /** A list may have as many slots as are not held, and with all of them held there is no next one. */
    @Test
    void slotsThatAreHeldAreNotAvailable() {
        PackedDevice device = device(NOTHING, DevicePolicy.strict());
        available(0, 2000, 16, 0);
        assertThat(device.take(taken)).isNotNegative();
        available(1, 2000, 16, NEXT);
        available(2, 2000, 16, NEXT);
        descriptor(LAYOUT.descriptor(0), 2000, 16, 0, USED ^ AVAILABLE);
        assertFault(RingFault.CHAIN_TOO_LONG, device);

        for (int slot = 0; slot < SIZE; slot++) {
            available(slot, 2000, 16, 0);
            assertThat(device.take(taken)).isNotNegative();
        }
        descriptor(LAYOUT.descriptor(0), 2000, 16, 0, USED ^ AVAILABLE);
        assertFault(RingFault.AVAILABLE_WHILE_HELD, device);
    }

    @ParameterizedTest
    @EnumSource(IndirectNext.class)
    void nextBehindTableIsRefusedFollowedOrIgnored(IndirectNext policy) {
        available(0, FROM, 16, INDIRECT | NEXT | WRITE);
        available(1, 3000, 16, WRITE);
        descriptor(FROM, 2000, 16, 0, 0);
        PackedDevice device = device(
                INDIRECT_TABLES,
                new DevicePolicy(true, DevicePolicy.ZeroLength.REJECT, policy, DevicePolicy.IndexJump.REJECT));
        if (policy == IndirectNext.REJECT) {
            assertFault(RingFault.INDIRECT_WITH_NEXT, device);
            return;
        }
        assertThat(device.take(taken)).isNotNegative();
        assertThat(taken.count()).isEqualTo(policy == IndirectNext.FOLLOW ? 2 : 1);
        assertThat(taken.readableCount()).isEqualTo(1);
    }

    /** Of the flags in a table only WRITE counts, and all entries do (P7). */
    @Test
    void tableHasAsManyEntriesAsItsLengthSays() {
        available(0, FROM, 48, INDIRECT);
        descriptor(FROM, 2000, 16, 7, 0);
        descriptor(FROM + 16, 2016, 8, 8, INDIRECT | NEXT | WRITE);
        descriptor(FROM + 32, 2032, 4, 9, WRITE | USED);
        PackedDevice device = device(INDIRECT_TABLES, DevicePolicy.strict());
        assertThat(device.take(taken)).isNotNegative();
        assertThat(taken.count()).isEqualTo(3);
        assertThat(taken.readableCount()).isEqualTo(1);
        assertThat(taken.writableBytes()).isEqualTo(12);
    }

    /** A driver with one buffer of 16 writable bytes in flight, id 0, and two that are staged. */
    @ParameterizedTest
    @CsvSource({
        "USED_ID_OUT_OF_RANGE,    3,     0",
        "USED_ID_OUT_OF_RANGE,    65535, 0",
        "USED_ID_NOT_OUTSTANDING, 1,     0",
        "USED_ID_NOT_OUTSTANDING, 2,     0",
        "USED_LENGTH,             0,     17",
        "USED_LENGTH,             0,     -1",
    })
    void badUsedDescriptorIsRefused(RingFault fault, int id, int length) {
        PackedDriver driver = new PackedDriver(memory, LAYOUT, NOTHING, window, null);
        driver.add(new Segments(1).writable(2000, 16), 5);
        driver.stage(new Segments(1).writable(3000, 16), 6);
        driver.stage(new Segments(1).writable(3000, 16), 7);
        descriptor(LAYOUT.descriptor(0), 0, length, id, USED | WRITE);
        assertThat(catchThrowableOfType(BrokenRingException.class, driver::get))
                .isNotNull()
                .returns(fault, BrokenRingException::fault);
        assertThat(driver.fault()).isEqualTo(fault);
        driver.reset();
        assertThat(driver.get()).isEqualTo(PackedDriver.NONE);
    }

    @Test
    void idThatCameBackIsNotOutstanding() {
        PackedDriver driver = new PackedDriver(memory, LAYOUT, NOTHING, window, null);
        driver.add(new Segments(1).writable(2000, 16), 5);
        driver.add(new Segments(1).writable(2000, 16), 6);
        descriptor(LAYOUT.descriptor(0), 0, 0, 1, USED);
        descriptor(LAYOUT.descriptor(1), 0, 0, 1, USED);
        assertThat(driver.get()).isEqualTo(6);
        assertThat(catchThrowableOfType(BrokenRingException.class, driver::get))
                .returns(RingFault.USED_ID_NOT_OUTSTANDING, BrokenRingException::fault);
    }

    /** The length of a used descriptor without WRITE means nothing (P6), unless the device is known never to set it. */
    @ParameterizedTest
    @CsvSource({
        "WITH_WRITE, 2, 12, 12",
        "WITH_WRITE, 0, 12,  0",
        "WITH_WRITE, 0, 17,  0",
        "ALWAYS,     2, 12, 12",
        "ALWAYS,     0, 12, 12",
    })
    void lengthCountsWithTheFlagThatSaysSo(UsedLength believes, int flags, int length, long expected) {
        PackedDriver driver = new PackedDriver(memory, LAYOUT, NOTHING, window, null, believes);
        driver.add(new Segments(1).writable(2000, 16), 5);
        descriptor(LAYOUT.descriptor(0), 0, length, 0, USED | flags);
        assertThat(driver.get()).isEqualTo(5);
        assertThat(driver.gotLength()).isEqualTo(expected);
    }

    @Test
    void lengthThatAlwaysCountsIsAlwaysChecked() {
        PackedDriver driver = new PackedDriver(memory, LAYOUT, NOTHING, window, null, UsedLength.ALWAYS);
        driver.add(new Segments(1).writable(2000, 16), 5);
        descriptor(LAYOUT.descriptor(0), 0, 17, 0, USED);
        assertThat(catchThrowableOfType(BrokenRingException.class, driver::get))
                .returns(RingFault.USED_LENGTH, BrokenRingException::fault);
    }
}
