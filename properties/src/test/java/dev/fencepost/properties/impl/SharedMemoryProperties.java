package dev.fencepost.properties.impl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fencepost.impl.memory.ArrayMemory;
import dev.fencepost.impl.memory.BarrierPolicy;
import dev.fencepost.impl.memory.MappedMemory;
import dev.fencepost.impl.memory.Mode;
import dev.fencepost.impl.memory.SharedMemory;
import java.nio.ByteBuffer;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Every memory stores the same bytes: little-endian, at any offset, in any mode that an aligned access may have. */
class SharedMemoryProperties {
    private static final int SIZE = 64;

    private static List<SharedMemory> memories(ByteBuffer first, ByteBuffer second, ByteBuffer third) {
        return List.of(
                MappedMemory.of(first, BarrierPolicy.WEAK),
                MappedMemory.of(second, BarrierPolicy.PLATFORM),
                MappedMemory.flagged(third, true),
                new ArrayMemory(SIZE));
    }

    private static ByteBuffer direct() {
        return ByteBuffer.allocateDirect(SIZE + 16).alignedSlice(16).limit(SIZE).slice();
    }

    @Property
    void lastStoreIsLoadedAgainByteByByte(@ForAll long value, @ForAll @IntRange(max = 56) int offset) {
        ByteBuffer buffer = direct();
        for (SharedMemory memory : memories(buffer, direct(), direct())) {
            memory.store64(Mode.PLAIN, offset, value);
            assertThat(memory.load64(Mode.PLAIN, offset)).isEqualTo(value);
            assertThat(memory.load32(Mode.PLAIN, offset)).isEqualTo((int) value);
            assertThat(memory.load16(Mode.PLAIN, offset + 6)).isEqualTo((int) (value >>> 48));
        }
        assertThat(buffer.get(offset)).isEqualTo((byte) value);
        assertThat(buffer.get(offset + 7)).isEqualTo((byte) (value >>> 56));
    }

    @Property
    void modesDifferInOrderOnly(@ForAll long value, @ForAll @IntRange(max = 7) int cell) {
        int offset = 8 * cell;
        for (SharedMemory memory : memories(direct(), direct(), direct())) {
            for (Mode store : List.of(Mode.PLAIN, Mode.OPAQUE, Mode.RELEASE)) {
                for (Mode load : List.of(Mode.PLAIN, Mode.OPAQUE, Mode.ACQUIRE)) {
                    memory.store64(store, offset, value);
                    assertThat(memory.load64(load, offset)).isEqualTo(value);
                    memory.store32(store, offset, (int) ~value);
                    assertThat(memory.load32(load, offset)).isEqualTo((int) ~value);
                    memory.store16(store, offset, (int) value);
                    assertThat(memory.load16(load, offset)).isEqualTo((int) value & 0xffff);
                }
            }
        }
    }

    @Test
    void accessOutsideIsRefused() {
        for (SharedMemory memory : memories(direct(), direct(), direct())) {
            assertThat(memory.size()).isEqualTo(SIZE);
            assertThatThrownBy(() -> memory.load16(Mode.OPAQUE, SIZE)).isInstanceOf(IndexOutOfBoundsException.class);
            assertThatThrownBy(() -> memory.store64(Mode.PLAIN, -1, 0)).isInstanceOf(IndexOutOfBoundsException.class);
        }
    }

    @Test
    void heapBuffersAreRefused() {
        assertThatThrownBy(() -> MappedMemory.of(ByteBuffer.allocate(SIZE), BarrierPolicy.WEAK))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("direct or mapped");
    }
}
