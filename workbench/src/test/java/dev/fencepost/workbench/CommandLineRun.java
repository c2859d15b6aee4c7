package dev.fencepost.workbench;

import dev.fencepost.workbench.console.Output;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** One run of the command line inside a test. */
public record CommandLineRun(int status, String out, String err) {
    public static CommandLineRun of(String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int status = Fencepost.run(new Output(out, err, Output.Terminal.NONE), args);
        return new CommandLineRun(status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }
}
