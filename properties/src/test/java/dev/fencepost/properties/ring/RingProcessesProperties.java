package dev.fencepost.properties.ring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.properties.waiting.Patience;
import dev.fencepost.properties.waiting.Progress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Driver and device of a ring, split or packed, in two processes over one mapped file. Payload arrives whole in both
 * directions; either may be killed at any moment, and after a reset of the ring a new process goes on.
 */
class RingProcessesProperties {
    private static final boolean DEEP = Boolean.getBoolean("fencepost.deep");
    private static final int BUFFERS = DEEP ? 1_000_000 : 20_000;
    private static final int KILLS = DEEP ? 40 : 2;

    /** Rings as {@link RingReplay} names them: one that wraps by its mask, and one whose size is no power of two. */
    private static final String SPLIT = "6e-0";

    private static final String PACKED = "packed60e";
    private static final Patience PATIENCE = Patience.seconds(60);

    @TempDir
    Path folder;

    private final List<Process> all = new ArrayList<>();
    private Process driver;
    private Process device;
    private SharedFile file;
    private String ring;

    @AfterEach
    void leaveNothingRunning() {
        all.forEach(RingProcessesProperties::kill);
    }

    private static void kill(Process process) {
        PATIENCE.untilEnded("a side of the ring that is killed", process.destroyForcibly());
    }

    @ParameterizedTest
    @ValueSource(strings = {SPLIT, PACKED})
    void buffersPassWholeAcrossKillsAndResets(String ring) throws IOException {
        SplittableRandom random = new SplittableRandom(1);
        start(ring, BUFFERS, false);
        for (int kill = 1; kill <= KILLS; kill++) {
            int before = file.get(SharedFile.COMPLETED);
            // In flight when it happens, and early enough that there is something left to do.
            awaitCompleted(Math.min(BUFFERS, before + 1 + random.nextInt(BUFFERS / (2 * KILLS))));
            boolean killDriver = random.nextBoolean();
            kill(killDriver ? driver : device);
            // Before the new process looks: the old generation is agreed on already.
            file.set(SharedFile.WANTED, kill + 1);
            if (killDriver) {
                driver = launch("driver", BUFFERS, false);
            } else {
                device = launch("device", BUFFERS, false);
            }
        }
        awaitCompleted(BUFFERS);
        assertThat(file.get(SharedFile.WRONG)).as("what a side found wrong").isZero();
        assertThat(file.get(SharedFile.RING_RESET)).as("resets").isBetween(1, KILLS + 1);
    }

    /** The mutant: every thousandth answer is another one. */
    @ParameterizedTest
    @ValueSource(strings = {SPLIT, PACKED})
    void wrongAnswerIsNoticed(String ring) throws IOException {
        start(ring, 10_000, true);
        awaitCompleted(10_000);
        assertThat(file.get(SharedFile.WRONG)).isEqualTo(1);
    }

    private void start(String ring, int buffers, boolean sabotage) throws IOException {
        this.ring = ring;
        file = new SharedFile(folder.resolve("ring"), RingSetup.of(ring));
        file.set(SharedFile.WANTED, 1);
        driver = launch("driver", buffers, sabotage);
        device = launch("device", buffers, sabotage);
    }

    private Process launch(String role, int buffers, boolean sabotage) throws IOException {
        String classes = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-Xmx64m",
                        "-cp",
                        classes,
                        RingPeer.class.getName(),
                        role,
                        folder.resolve("ring").toString(),
                        ring,
                        Integer.toString(buffers),
                        Boolean.toString(sabotage))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        all.add(process);
        return process;
    }

    /** Or until something is wrong. */
    private void awaitCompleted(int count) {
        Progress progress = PATIENCE.with("a buffer");
        while (file.get(SharedFile.COMPLETED) < count && file.get(SharedFile.WRONG) == 0) {
            progress.at(file.get(SharedFile.COMPLETED));
        }
    }
}
