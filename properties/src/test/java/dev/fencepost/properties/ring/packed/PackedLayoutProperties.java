package dev.fencepost.properties.ring.packed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fencepost.impl.memory.BarrierPolicy;
import dev.fencepost.impl.memory.MappedMemory;
import dev.fencepost.impl.ring.BufferWindow;
import dev.fencepost.impl.ring.DevicePolicy;
import dev.fencepost.impl.ring.Segments;
import dev.fencepost.impl.ring.packed.PackedDevice;
import dev.fencepost.impl.ring.packed.PackedDriver;
import dev.fencepost.impl.ring.packed.PackedFeatures;
import dev.fencepost.impl.ring.packed.PackedLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** The bytes on the ring are those of VIRTIO 1.3 sections 2.8.13 and 2.8.14. */
class PackedLayoutProperties {
    /** The sizes and alignments of section 2.8.10.1; the queue size is any. */
    @Property
    void offsetsAreThoseOfTheStandard(
            @ForAll @IntRange(min = 1, max = 32768) int size, @ForAll @IntRange(max = 100) int start) {
        PackedLayout layout = PackedLayout.contiguous(size, 16 * start);
        assertThat(layout.descriptor(0)).isEqualTo(16 * start);
        assertThat(layout.descriptor(size - 1)).isEqualTo(16 * start + 16 * (size - 1));
        assertThat(layout.driverEvent()).isEqualTo(16 * (start + size));
        assertThat(layout.deviceEvent()).isEqualTo(16 * (start + size) + 4);
        assertThat(layout.end()).isEqualTo(16 * (start + size) + 8);
    }

    @Test
    void otherSizesAndOverlapsAreRefused() {
        for (int size : new int[] {-1, 0, 32769, 65536}) {
            assertThatThrownBy(() -> PackedLayout.contiguous(size, 0)).isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> PackedLayout.contiguous(3, 8)).hasMessageContaining("multiple of 16");
        assertThatThrownBy(() -> new PackedLayout(3, 0, 44, 48)).hasMessageContaining("overlap");
        assertThatThrownBy(() -> new PackedLayout(3, 0, 48, 48)).hasMessageContaining("overlap");
    }

    /** Exchanges over the end of a ring of three, byte by byte, written down from the structures in the standard. */
    @Test
    void exchangesByteByByte() {
        ByteBuffer bytes =
                ByteBuffer.allocateDirect(8192).alignedSlice(16).slice().order(ByteOrder.LITTLE_ENDIAN);
        PackedLayout layout = PackedLayout.contiguous(3, 0);
        BufferWindow window = new BufferWindow(0x1_0000_0000L, 4096, 8000);
        MappedMemory memory = MappedMemory.of(bytes, BarrierPolicy.WEAK);
        PackedFeatures features = PackedFeatures.none().withEventIdx();
        PackedDriver driver = new PackedDriver(memory, layout, features, window);
        PackedDevice device = new PackedDevice(memory, layout, features, window, DevicePolicy.strict());
        Segments taken = new Segments(3);

        driver.add(new Segments(2).readable(4096, 16).writable(4200, 77), 5);
        assertThat(bytes.getLong(0)).isEqualTo(0x1_0000_1000L); // desc[0].addr
        assertThat(bytes.getInt(8)).isEqualTo(16); // len
        assertThat(bytes.getShort(14)).isEqualTo((short) 0x81); // flags: AVAIL, NEXT
        assertThat(bytes.getLong(16)).isEqualTo(0x1_0000_0000L + 4200); // desc[1].addr
        assertThat(bytes.getInt(24)).isEqualTo(77);
        short id = bytes.getShort(28);
        assertThat(bytes.getShort(30)).isEqualTo((short) 0x82); // flags: AVAIL, WRITE
        assertThat(driver.needsKick()).isTrue();

        int buffer = device.take(taken);
        device.use(buffer, 70);
        assertThat(bytes.getInt(8)).isEqualTo(70); // desc[0].len, now a used descriptor
        assertThat(bytes.getShort(12)).isEqualTo(id);
        assertThat(bytes.getShort(14)).isEqualTo((short) 0x8082); // flags: USED, AVAIL, WRITE
        assertThat(device.needsInterrupt()).isTrue();
        assertThat(device.enableKicks()).isTrue();
        assertThat(bytes.getShort(52)).isEqualTo((short) 0x8002); // device event: offset 2, wrap counter 1
        assertThat(bytes.getShort(54)).isEqualTo((short) 2); // flags: DESC

        assertThat(driver.get()).isEqualTo(5);
        assertThat(driver.gotLength()).isEqualTo(70);
        assertThat(driver.enableCallbacks()).isTrue();
        assertThat(bytes.getShort(48)).isEqualTo((short) 0x8002); // driver event, the same
        assertThat(bytes.getShort(50)).isEqualTo((short) 2);

        driver.add(new Segments(2).readable(4096, 16).writable(4200, 77), 6);
        assertThat(bytes.getShort(46)).isEqualTo((short) 0x81); // desc[2].flags
        assertThat(bytes.getShort(14)).isEqualTo((short) 0x8002); // desc[0].flags: not AVAIL, USED, in the next lap
        assertThat(driver.needsKick()).isTrue();
        device.use(device.take(taken), 0);
        assertThat(bytes.getShort(46)).isEqualTo((short) 0x8080); // nothing written, no WRITE
        assertThat(device.enableKicks()).isTrue();
        assertThat(bytes.getShort(52)).isEqualTo((short) 1); // offset 1, wrap counter 0
        assertThat(driver.get()).isEqualTo(6);
        assertThat(bytes.getShort(48)).isEqualTo((short) 1);
        assertThat(driver.free()).isEqualTo(3);
    }
}
