package dev.fencepost.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.workbench.console.ExitStatus;
import dev.fencepost.workbench.console.Output;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class FencepostTest {
    private static final Output.Terminal COLOURFUL = new Output.Terminal(true, true, true, 120);

    @Test
    void helpGoesToStandardOutputAndIsNoError() {
        Run run = Run.of("--help");
        assertThat(run.status()).isEqualTo(ExitStatus.EXPECTED);
        assertThat(run.out()).contains("Usage: fencepost", "Exit status:");
        assertThat(run.err()).isEmpty();
    }

    @Test
    void withoutCommandTheHelpIsAnError() {
        Run run = Run.of();
        assertThat(run.status()).isEqualTo(ExitStatus.BAD_INPUT);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("Usage: fencepost");
    }

    @Test
    void versionNamesTheBuild() {
        assertThat(Run.of("--version").out()).matches("fencepost [0-9.]+\\S* \\(Java \\S+\\)\\R");
    }

    @Test
    void everyCommandHasHelp() {
        CommandLine root =
                Fencepost.commandLine(new Output(new ByteArrayOutputStream(), new ByteArrayOutputStream(), COLOURFUL));
        assertThat(root.getSubcommands()).isNotEmpty();
        for (String command : root.getSubcommands().keySet()) {
            Run run = Run.of(command, "--help");
            assertThat(run.status()).as(command).isEqualTo(ExitStatus.EXPECTED);
            assertThat(run.out()).as(command).contains("Usage: fencepost " + command);
        }
    }

    @Test
    void mistypedCommandGetsTheNearestOne() {
        Run run = Run.of("hepl");
        assertThat(run.status()).isEqualTo(ExitStatus.BAD_INPUT);
        assertThat(run.err()).isEqualToNormalizingNewlines("""
                        fencepost: Unmatched argument at index 0: 'hepl'
                        Did you mean 'help'?
                        Try 'fencepost --help'.
                        """);
    }

    @Test
    void mistypedOptionGetsTheNearestOne() {
        Run run = Run.of("--versoin");
        assertThat(run.status()).isEqualTo(ExitStatus.BAD_INPUT);
        assertThat(run.err()).contains("Unknown option: '--versoin'", "Did you mean '--version'?");
    }

    @Test
    void coloursOnlyOnATerminal() {
        assertThat(Run.of("--help").out()).doesNotContain("\u001b");
        assertThat(Run.on(COLOURFUL, "--help").out()).contains("\u001b[");
        assertThat(Run.on(COLOURFUL, "hepl").err()).contains("\u001b[31mfencepost: \u001b[0m");
        Output.Terminal plain = new Output.Terminal(true, true, false, 120);
        assertThat(Run.on(plain, "--help").out()).doesNotContain("\u001b");
    }

    @Test
    void aNarrowTerminalIsNoFault() {
        for (int columns : new int[] {10, 40}) {
            Output.Terminal narrow = new Output.Terminal(true, true, false, columns);
            assertThat(Run.on(narrow, "--help").status()).isEqualTo(ExitStatus.EXPECTED);
            assertThat(Run.on(narrow, "platforms").status()).isEqualTo(ExitStatus.EXPECTED);
            assertThat(Run.on(narrow, "cost", "grants").status()).isEqualTo(ExitStatus.EXPECTED);
        }
    }

    @Test
    void resultsThatCannotBeWrittenAreAFault() {
        assertThat(statusWhenWritingFailsWith("No space left on device")).isEqualTo(ExitStatus.FAULT);
        assertThat(statusWhenWritingFailsWith("Broken pipe")).isEqualTo(ExitStatus.EXPECTED);
    }

    private static int statusWhenWritingFailsWith(String reason) {
        OutputStream full = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException(reason);
            }

            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                throw new IOException(reason);
            }
        };
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int status = Fencepost.run(new Output(full, err, Output.Terminal.NONE), "--help");
        assertThat(err.toString(StandardCharsets.UTF_8).contains(reason)).isEqualTo(status == ExitStatus.FAULT);
        return status;
    }
}
