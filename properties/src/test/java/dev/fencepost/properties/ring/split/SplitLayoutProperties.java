package dev.fencepost.properties.ring.split;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fencepost.impl.memory.BarrierPolicy;
import dev.fencepost.impl.memory.MappedMemory;
import dev.fencepost.impl.ring.BufferWindow;
import dev.fencepost.impl.ring.DevicePolicy;
import dev.fencepost.impl.ring.Segments;
import dev.fencepost.impl.ring.split.SplitDevice;
import dev.fencepost.impl.ring.split.SplitDriver;
import dev.fencepost.impl.ring.split.SplitFeatures;
import dev.fencepost.impl.ring.split.SplitLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** The bytes on the ring are those of VIRTIO 1.3 sections 2.7.5 to 2.7.8. */
class SplitLayoutProperties {
    /** The sizes and alignments of the table in section 2.7, and the field offsets of the structures. */
    @Property
    void offsetsAreThoseOfTheStandard(@ForAll @IntRange(max = 15) int log, @ForAll @IntRange(max = 100) int start) {
        int size = 1 << log;
        SplitLayout layout = SplitLayout.contiguous(size, 16 * start);
        assertThat(layout.descriptor(0)).isEqualTo(16 * start).matches(at -> at % 16 == 0);
        assertThat(layout.descriptor(size - 1)).isEqualTo(16 * start + 16 * (size - 1));

        int avail = 16 * start + 16 * size;
        assertThat(layout.availFlags()).isEqualTo(avail).matches(at -> at % 2 == 0);
        assertThat(layout.availIdx()).isEqualTo(avail + 2);
        assertThat(layout.availRing(0)).isEqualTo(avail + 4);
        assertThat(layout.usedEvent()).isEqualTo(avail + 6 + 2 * size - 2);

        int used = layout.usedFlags();
        assertThat(used).isGreaterThanOrEqualTo(avail + 6 + 2 * size).matches(at -> at % 4 == 0);
        assertThat(layout.usedIdx()).isEqualTo(used + 2);
        assertThat(layout.usedRing(0)).isEqualTo(used + 4);
        assertThat(layout.availEvent()).isEqualTo(used + 6 + 8 * size - 2);
        assertThat(layout.end()).isEqualTo(used + 6 + 8 * size);
    }

    @Test
    void otherSizesAndOverlapsAreRefused() {
        for (int size : new int[] {-1, 0, 3, 6, 65536}) {
            assertThatThrownBy(() -> SplitLayout.contiguous(size, 0)).isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> SplitLayout.contiguous(4, 8)).hasMessageContaining("multiple of 16");
        assertThatThrownBy(() -> new SplitLayout(4, 0, 62, 128)).hasMessageContaining("overlap");
    }

    /** One exchange, byte by byte, written down from the structures in the standard. */
    @Test
    void oneExchangeByteByByte() {
        ByteBuffer bytes =
                ByteBuffer.allocateDirect(8192).alignedSlice(16).slice().order(ByteOrder.LITTLE_ENDIAN);
        SplitLayout layout = SplitLayout.contiguous(4, 0);
        BufferWindow window = new BufferWindow(0x1_0000_0000L, 4096, 8000);
        MappedMemory memory = MappedMemory.of(bytes, BarrierPolicy.WEAK);
        SplitFeatures features = SplitFeatures.none().withEventIdx();
        SplitDriver driver = new SplitDriver(memory, layout, features, window);
        SplitDevice device = new SplitDevice(memory, layout, features, window, DevicePolicy.strict());

        driver.add(new Segments(2).readable(4096, 16).writable(4200, 77), 5);
        assertThat(bytes.getLong(0)).isEqualTo(0x1_0000_1000L); // desc[0].addr
        assertThat(bytes.getInt(8)).isEqualTo(16); // len
        assertThat(bytes.getShort(12)).isEqualTo((short) 1); // flags: NEXT
        assertThat(bytes.getShort(14)).isEqualTo((short) 1); // next
        assertThat(bytes.getLong(16)).isEqualTo(0x1_0000_0000L + 4200); // desc[1].addr
        assertThat(bytes.getInt(24)).isEqualTo(77);
        assertThat(bytes.getShort(28)).isEqualTo((short) 2); // flags: WRITE
        assertThat(bytes.getShort(64)).isZero(); // avail.flags
        assertThat(bytes.getShort(66)).isEqualTo((short) 1); // avail.idx
        assertThat(bytes.getShort(68)).isZero(); // avail.ring[0]
        assertThat(driver.needsKick()).isTrue();

        Segments taken = new Segments(4);
        assertThat(device.take(taken)).isZero();
        device.use(0, 70);
        assertThat(bytes.getShort(80)).isZero(); // used.flags, 78 rounded up to 4
        assertThat(bytes.getShort(82)).isEqualTo((short) 1); // used.idx
        assertThat(bytes.getInt(84)).isZero(); // used.ring[0].id
        assertThat(bytes.getInt(88)).isEqualTo(70); // used.ring[0].len
        assertThat(device.needsInterrupt()).isTrue();
        assertThat(device.enableKicks()).isTrue();
        assertThat(bytes.getShort(80 + 4 + 8 * 4)).isEqualTo((short) 1); // avail_event

        assertThat(driver.get()).isEqualTo(5);
        assertThat(driver.gotLength()).isEqualTo(70);
        assertThat(bytes.getShort(64 + 4 + 2 * 4)).isEqualTo((short) 1); // used_event
        assertThat(driver.get()).isEqualTo(SplitDriver.NONE);
        assertThat(driver.free()).isEqualTo(4);
    }
}
