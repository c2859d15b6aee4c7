package dev.fencepost.stress.jmh;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Pins threads to processors where {@code /proc} and {@code taskset} are there; says so where they are not. */
final class Pinning {
    private static final Path SELF = Path.of("/proc/thread-self");

    private Pinning() {}

    /** Pins the calling thread to a processor, numbered from 0. */
    static void pin(int processor) {
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
            int status = taskset.waitFor();
            if (status != 0) {
                System.out.println("# not pinned: taskset ended with status " + status);
            }
        } catch (IOException failed) {
            System.out.println("# not pinned: " + failed.getMessage());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
