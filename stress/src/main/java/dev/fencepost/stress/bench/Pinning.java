package dev.fencepost.stress.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** Pins threads to processors where {@code /proc} and {@code taskset} are there; says so where they are not. */
public final class Pinning {
    private static final Path SELF = Path.of("/proc/thread-self");

    private static final int SECONDS = 10;

    private Pinning() {}

    /** Pins the calling thread to a processor, numbered from 0. */
    public static void pin(int processor) {
        if (!Files.exists(SELF)) {
            System.out.println("# not pinned: no " + SELF);
            return;
        }
        try {
            String thread = SELF.toRealPath().getFileName().toString();
            Process taskset = new ProcessBuilder("taskset", "-cp", Integer.toString(processor), thread)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!taskset.waitFor(SECONDS, TimeUnit.SECONDS)) {
                taskset.destroyForcibly();
                System.out.println("# not pinned: taskset still runs after " + SECONDS + " s");
            } else if (taskset.exitValue() != 0) {
                System.out.println("# not pinned: taskset ended with status " + taskset.exitValue());
            }
        } catch (IOException failed) {
            System.out.println("# not pinned: " + failed.getMessage());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
