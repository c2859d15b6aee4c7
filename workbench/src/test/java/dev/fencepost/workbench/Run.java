package dev.fencepost.workbench;

import dev.fencepost.workbench.console.Output;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * One command line, run inside this JVM.
 *
 * @param status the exit status
 * @param out what it printed to standard output
 * @param err what it printed to standard error
 */
public record Run(int status, String out, String err) {
    public static Run of(String... args) {
        return on(Output.Terminal.NONE, args);
    }

    static Run on(Output.Terminal terminal, String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int status = Fencepost.run(new Output(out, err, terminal), args);
        return new Run(status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }
}
