package dev.fencepost.properties.impl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fencepost.impl.memory.ArrayMemory;
import dev.fencepost.impl.memory.BarrierPolicy;
import dev.fencepost.impl.memory.MappedMemory;
import dev.fencepost.impl.memory.Mode;
import dev.fencepost.impl.memory.SharedMemory;
import dev.fencepost.impl.memory.Update;
import dev.fencepost.properties.waiting.Patience;
import java.nio.ByteBuffer;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Every memory stores the same bytes: little-endian, at any offset, in any mode that an aligned access may have. */
class SharedMemoryProperties {
    private static final int SIZE = 64;
    private static final List<Mode> EXCHANGE_MODES = List.of(Mode.ACQUIRE, Mode.RELEASE, Mode.FULL);

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

    @Property
    void exchangeStoresWhereTheExpectedValueIs(
            @ForAll long found, @ForAll long value, @ForAll @IntRange(max = 7) int cell) {
        int offset = 8 * cell;
        for (SharedMemory memory : memories(direct(), direct(), direct())) {
            for (Mode mode : EXCHANGE_MODES) {
                memory.store64(Mode.PLAIN, offset, found);
                assertThat(memory.compareAndExchange64(mode, offset, ~found, value))
                        .isEqualTo(found);
                assertThat(memory.compareAndExchange32(mode, offset, (int) ~found, (int) value))
                        .isEqualTo((int) found);
                assertThat(memory.compareAndExchange16(mode, offset, (int) ~found & 0xffff, (int) value))
                        .isEqualTo((int) found & 0xffff);
                assertThat(memory.load64(Mode.PLAIN, offset)).isEqualTo(found);

                assertThat(memory.compareAndExchange64(mode, offset, found, value))
                        .isEqualTo(found);
                assertThat(memory.load64(Mode.PLAIN, offset)).isEqualTo(value);
                assertThat(memory.compareAndExchange32(mode, offset + 4, (int) (value >>> 32), (int) found))
                        .isEqualTo((int) (value >>> 32));
                int high = (int) (value >>> 16) & 0xffff;
                assertThat(memory.compareAndExchange16(mode, offset + 2, high, (int) ~found))
                        .isEqualTo(high);
                assertThat(memory.load64(Mode.PLAIN, offset))
                        .isEqualTo(found << 32 | (~found & 0xffff) << 16 | value & 0xffff);
            }
        }
    }

    @Property
    void updateReplacesWhatItFound(@ForAll long found, @ForAll long operand, @ForAll Update update) {
        long expected = switch (update) {
            case SET -> operand;
            case ADD -> found + operand;
            case AND -> found & operand;
            case OR -> found | operand;
        };
        for (SharedMemory memory : memories(direct(), direct(), direct())) {
            for (Mode mode : EXCHANGE_MODES) {
                memory.store64(Mode.PLAIN, 0, found);
                memory.store64(Mode.PLAIN, 8, found);
                assertThat(memory.getAndUpdate64(mode, update, 0, operand)).isEqualTo(found);
                assertThat(memory.load64(Mode.PLAIN, 0)).isEqualTo(expected);
                assertThat(memory.getAndUpdate32(mode, update, 8, (int) operand))
                        .isEqualTo((int) found);
                assertThat(memory.load64(Mode.PLAIN, 8))
                        .isEqualTo(found & 0xffff_ffff_0000_0000L | expected & 0xffff_ffffL);
                memory.store64(Mode.PLAIN, 8, found);
                assertThat(memory.getAndUpdate16(mode, update, 8, (int) operand))
                        .isEqualTo((int) found & 0xffff);
                assertThat(memory.load64(Mode.PLAIN, 8)).isEqualTo(found & ~0xffffL | expected & 0xffff);
            }
        }
    }

    /** The 16 bits that are exchanged alone and the neighbour in the same word lose nothing to each other. */
    @Test
    void halvesOfAWordAreCountedByTwoThreadsWithoutLoss() {
        SharedMemory memory = MappedMemory.of(direct(), BarrierPolicy.WEAK);
        int rounds = 200_000;
        Thread other = new Thread(() -> count(memory, 2, rounds));
        other.start();
        count(memory, 0, rounds);
        Patience.seconds(60).untilEnded(other);
        assertThat(memory.load16(Mode.OPAQUE, 0)).isEqualTo(rounds & 0xffff);
        assertThat(memory.load16(Mode.OPAQUE, 2)).isEqualTo(rounds & 0xffff);
    }

    private static void count(SharedMemory memory, int offset, int rounds) {
        for (int i = 0; i < rounds; i++) {
            memory.getAndUpdate16(Mode.ACQUIRE, Update.ADD, offset, 1);
        }
    }

    @Test
    void modesThatAnAccessCannotHaveAreRefused() {
        SharedMemory memory = MappedMemory.of(direct(), BarrierPolicy.WEAK);
        assertThatThrownBy(() -> memory.compareAndExchange32(Mode.OPAQUE, 0, 0, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no read-modify-write has mode OPAQUE");
        assertThatThrownBy(() -> memory.load32(Mode.FULL, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> memory.store32(Mode.FULL, 0, 1)).isInstanceOf(IllegalArgumentException.class);
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
