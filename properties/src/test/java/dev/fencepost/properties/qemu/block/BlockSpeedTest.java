package dev.fencepost.properties.qemu.block;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fencepost.impl.ring.RingDriver;
import dev.fencepost.properties.qemu.QemuProgram;
import dev.fencepost.properties.qemu.WithQemu;
import dev.fencepost.properties.waiting.Patience;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The table of {@link BlockSpeed} is complete, and its shares are shares; how fast anything is is not asserted. */
@WithQemu
class BlockSpeedTest {
    private static final int DEPTHS = 8;

    @Test
    void everyRowHasItsFigures() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        BlockSpeed.table(QemuProgram.get(), 5, new PrintStream(bytes, true, StandardCharsets.UTF_8));
        List<String> lines =
                bytes.toString(StandardCharsets.UTF_8).lines().skip(2).toList();
        assertThat(lines).hasSize(DEPTHS * BlockPlan.LAYOUTS.size() * 2);
        assertThat(lines).allSatisfy(line -> {
            String[] figures = line.trim().split(" +");
            assertThat(figures).hasSize(9);
            assertThat(Double.parseDouble(figures[3])).isPositive();
            assertThat(Double.parseDouble(figures[6]) + Double.parseDouble(figures[8]))
                    .isBetween(0.0, 100.0);
            assertThat(line.length()).isLessThanOrEqualTo(80);
        });
    }

    /**
     * The mutant: a driver that loses sight of what is in flight, as one does that misses the wrap of a packed ring.
     */
    @Test
    void aDriverThatFindsNothingIsNoWaitWithoutEnd() {
        try (BlockDevice device = new BlockDevice(QemuProgram.get(), false)) {
            BlockSpeed speed = new BlockSpeed(
                    device,
                    BlockPlan.parse("mp256ei-8-1-1"),
                    driver -> new MutantDriver(driver) {
                        @Override
                        public int get() {
                            return RingDriver.NONE;
                        }
                    },
                    Patience.millis(20));
            assertThatThrownBy(() -> speed.run(1))
                    .isInstanceOf(AssertionError.class)
                    .hasMessage("waited 20 ms for one of the requests in flight behind 0, in vain");
        }
    }
}
