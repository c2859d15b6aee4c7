package dev.fencepost.properties.qemu;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The table of {@link BlockSpeed} is complete, and its shares are shares; how fast anything is is not asserted. */
class BlockSpeedTest {
    private static final int DEPTHS = 8;

    @Test
    void everyRowHasItsFigures() {
        QemuProgram.find().ifPresent(program -> {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            BlockSpeed.table(program, 5, new PrintStream(bytes, true, StandardCharsets.UTF_8));
            List<String> lines =
                    bytes.toString(StandardCharsets.UTF_8).lines().skip(2).toList();
            assertThat(lines).hasSize(DEPTHS * BlockPlan.LAYOUTS.size());
            assertThat(lines).allSatisfy(line -> {
                String[] figures = line.trim().split(" +");
                assertThat(figures).hasSize(8);
                assertThat(Double.parseDouble(figures[2])).isPositive();
                assertThat(Double.parseDouble(figures[5]) + Double.parseDouble(figures[7]))
                        .isBetween(0.0, 100.0);
                assertThat(line.length()).isLessThanOrEqualTo(80);
            });
        });
    }
}
