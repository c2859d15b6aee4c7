package dev.fencepost.properties.ring.callers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fencepost.impl.ring.BrokenRingException;
import dev.fencepost.impl.ring.IndirectTables;
import dev.fencepost.impl.ring.RingDevice;
import dev.fencepost.impl.ring.RingDriver;
import dev.fencepost.impl.ring.Segments;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The operations that few callers need. */
class RingCallersTest {
    static List<Ends> ends() {
        return Ends.all();
    }

    private static List<Integer> detachAll(RingDriver driver) {
        List<Integer> tokens = new ArrayList<>();
        for (int token = driver.detachUnused(); token != RingDriver.NONE; token = driver.detachUnused()) {
            tokens.add(token);
        }
        return tokens;
    }

    /** What is in flight, used or not, and what is staged: each comes back once (S4), and then only a reset helps. */
    @ParameterizedTest
    @MethodSource("ends")
    void buffersAreDetachedOnceEach(Ends ends) {
        RingDriver driver = ends.driver;
        for (int token = 10; token < 13; token++) {
            driver.add(Ends.one(), token);
        }
        driver.stage(Ends.one(), 13);
        ends.device.use(ends.device.take(ends.taken), 0);
        ends.device.use(ends.device.take(ends.taken), 0);
        assertThat(driver.get()).isEqualTo(10);
        assertThat(detachAll(driver)).containsExactlyInAnyOrder(11, 12, 13);
        assertThat(driver.outstanding()).isZero();
        assertThat(driver.free()).isEqualTo(Ends.SIZE);
        assertThatIllegalStateException().isThrownBy(driver::get).withMessageContaining("reset");
        assertThatIllegalStateException().isThrownBy(() -> driver.add(Ends.one(), 1));
        assertThat(driver.fault()).isNull();
        driver.reset();
        assertThat(driver.add(Ends.one(), 1)).isTrue();
        assertThat(detachAll(driver)).containsExactly(1);
    }

    @ParameterizedTest
    @MethodSource("ends")
    void buffersAreDetachedAfterAFaultToo(Ends ends) {
        ends.driver.add(Ends.one(), 10);
        ends.driver.add(Ends.one(), 11);
        ends.breakDriver();
        assertThatThrownBy(ends.driver::get).isInstanceOf(BrokenRingException.class);
        assertThat(detachAll(ends.driver)).containsExactlyInAnyOrder(10, 11);
        assertThatThrownBy(ends.driver::get).as("still broken").isInstanceOf(BrokenRingException.class);
    }

    @ParameterizedTest
    @MethodSource("ends")
    void whoWasToldIsNotToldOnceMore(Ends ends) {
        ends.driver.add(Ends.one(), 1);
        ends.driver.kicked();
        assertThat(ends.driver.needsKick()).isFalse();
        ends.driver.add(Ends.one(), 2);
        assertThat(ends.driver.needsKick()).isTrue();
        ends.device.use(ends.device.take(ends.taken), 0);
        ends.device.interrupted();
        assertThat(ends.device.needsInterrupt()).isFalse();
        ends.device.use(ends.device.take(ends.taken), 0);
        assertThat(ends.device.needsInterrupt()).isTrue();
    }

    /** Each end is where the other one looks for it. */
    @ParameterizedTest
    @MethodSource("ends")
    void positionsOfBothEndsMeet(Ends ends) {
        for (int i = 0; i < 3 * Ends.SIZE; i++) {
            ends.driver.add(Ends.one(), i);
            assertThat(ends.driver.ownPosition()).isNotEqualTo(ends.device.peerPosition());
            int buffer = ends.device.take(ends.taken);
            assertThat(ends.driver.ownPosition()).isEqualTo(ends.device.peerPosition());
            ends.device.use(buffer, 0);
            assertThat(ends.device.ownPosition()).isNotEqualTo(ends.driver.peerPosition());
            ends.driver.get();
            assertThat(ends.device.ownPosition()).isEqualTo(ends.driver.peerPosition());
        }
        assertThat(ends.driver.ownPosition()).isEqualTo(ends.packed ? 0 : 0xfffe + 3 * Ends.SIZE & 0xffff);
    }

    @ParameterizedTest
    @MethodSource("ends")
    void takesAreUndoneNewestFirst(Ends ends) {
        RingDevice device = ends.device;
        for (int i = 0; i < 3; i++) {
            ends.driver.add(new Segments(1).writable(Ends.BUFFER + 64 * i, 16), i);
        }
        int[] names = new int[3];
        for (int i = 0; i < 3; i++) {
            names[i] = device.take(ends.taken);
        }
        assertThatIllegalArgumentException().isThrownBy(() -> device.untake(names[1]));
        device.untake(names[2]);
        device.untake(names[1]);
        assertThat(device.taken()).isEqualTo(1);
        assertThatIllegalArgumentException().isThrownBy(() -> device.untake(names[2]));
        for (int i = 1; i < 3; i++) {
            assertThat(device.take(ends.taken)).isNotEqualTo(RingDevice.NONE);
            assertThat(ends.taken.offset(0)).isEqualTo(Ends.BUFFER + 64 * i);
        }
        assertThat(device.take(ends.taken)).isEqualTo(RingDevice.NONE);
        device.use(names[0], 16);
        assertThatIllegalArgumentException().as("given back").isThrownBy(() -> device.untake(names[0]));
        assertThat(ends.driver.get()).isZero();
    }

    /** The window may hold the ring; buffers may not. */
    @ParameterizedTest
    @MethodSource("ends")
    void bufferOverTheRingIsRefused(Ends ends) {
        for (int part : ends.parts()) {
            for (Segments segments :
                    List.of(new Segments(1).readable(part, 1), new Segments(1).writable(part == 0 ? 0 : part - 8, 9))) {
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> ends.driver.add(segments, 1))
                        .withMessageContaining("over the ring");
            }
        }
        assertThat(ends.driver.free()).isEqualTo(Ends.SIZE);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void tablesAreNeitherOverTheRingNorUnderABuffer(boolean packed) {
        int bytes = new IndirectTables(0, 2).bytes(Ends.SIZE);
        for (int offset : Ends.of(packed, false).parts()) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Ends.withTables(packed, new IndirectTables(offset, 2)))
                    .withMessageContaining("over the ring");
        }
        Ends ends = Ends.withTables(packed, new IndirectTables(Ends.TABLES, 2));
        for (int offset : new int[] {Ends.TABLES - 15, Ends.TABLES, Ends.TABLES + bytes - 1}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> ends.driver.add(new Segments(1).writable(offset, 16), 1));
        }
        assertThat(ends.driver.add(new Segments(1).writable(Ends.TABLES + bytes, 16), 1))
                .isTrue();
        assertThat(ends.driver.add(new Segments(1).writable(Ends.TABLES - 16, 16), 2))
                .isTrue();
    }

    /**
     * More segments than entries, as Linux sends them where there are indirect tables; and no more than fit a table.
     */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void longTablesAreSentByChoice(boolean packed) {
        Segments six = new Segments(7);
        for (int i = 0; i < Ends.TABLE_ENTRIES; i++) {
            six.writable(Ends.BUFFER + 16 * i, 16);
        }
        Ends standard = Ends.withTables(packed, new IndirectTables(Ends.TABLES, Ends.TABLE_ENTRIES));
        assertThatIllegalArgumentException().isThrownBy(() -> standard.driver.add(six, 1));
        Ends ends = Ends.withTables(packed, new IndirectTables(Ends.TABLES, Ends.TABLE_ENTRIES, true));
        assertThat(ends.driver.add(six, 1)).isTrue();
        assertThat(ends.driver.free()).isEqualTo(Ends.SIZE - 1);
        ends.device.use(ends.device.take(ends.taken), 96);
        assertThat(ends.taken.count()).isEqualTo(Ends.TABLE_ENTRIES);
        assertThat(ends.driver.get()).isEqualTo(1);
        assertThat(ends.driver.gotLength()).isEqualTo(96);
        six.writable(Ends.BUFFER + 512, 16);
        assertThatIllegalArgumentException().isThrownBy(() -> ends.driver.add(six, 1));
    }
}
