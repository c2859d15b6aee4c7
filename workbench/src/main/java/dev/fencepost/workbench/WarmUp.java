package dev.fencepost.workbench;

import dev.fencepost.workbench.console.Output;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;

/**
 * Run once after a build, by the launcher, while the JVM records which classes are loaded: later starts read them from
 * that archive. Give a command that loads classes of its own a small example here.
 */
final class WarmUp {
    private WarmUp() {}

    /** Runs small examples of the commands and prints nothing; the argument is the root of the project. */
    public static void main(String[] args) {
        Path root = Path.of(args[0]);
        String sample = root.resolve("workbench/src/main/launcher/SB.litmus").toString();
        List<String[]> commands = List.of(
                new String[] {"help"},
                new String[] {"platforms"},
                new String[] {"litmus", sample},
                new String[] {"minimal", "split", "--platform", "smp-x86", "--compare"},
                new String[] {"explain", "virtqueue_get_buf"},
                new String[] {"explore", "split-ring", "--buffers", "1"},
                new String[] {"explore", "split-ring", "--buffers", "1", "--tso", "--drop", "D2"});
        for (String[] command : commands) {
            Fencepost.run(
                    new Output(OutputStream.nullOutputStream(), OutputStream.nullOutputStream(), Output.Terminal.NONE),
                    command);
        }
    }
}
