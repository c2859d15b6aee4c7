package dev.fencepost.workbench.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ProgressTest {
    private final StringWriter err = new StringWriter();
    private long now;

    private Progress progress(boolean terminal) {
        return new Progress("checking", new PrintWriter(err), terminal, 24, () -> now);
    }

    private void tickAt(Progress progress, double seconds) {
        now = (long) (seconds * TimeUnit.SECONDS.toNanos(1));
        progress.tick();
    }

    @Test
    void aShortRunIsSilent() {
        try (Progress progress = progress(true)) {
            progress.step("1 of 2");
            tickAt(progress, 1.9);
        }
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void aTerminalLineIsOverwrittenAndRemoved() {
        try (Progress progress = progress(true)) {
            progress.step("1 of 2: a long description");
            tickAt(progress, 2.0);
            tickAt(progress, 2.1);
            progress.step("2 of 2");
            tickAt(progress, 3.0);
        }
        assertThat(err.toString())
                .isEqualTo("\r\u001b[Kchecking 2 s 1 of 2: a " + "\r\u001b[Kchecking 3 s 2 of 2" + "\r\u001b[K");
    }

    @Test
    void elsewhereALineIsAddedEveryTenSeconds() {
        try (Progress progress = progress(false)) {
            progress.step("1 of 2");
            tickAt(progress, 2.5);
            tickAt(progress, 12.0);
            tickAt(progress, 12.5);
        }
        assertThat(err.toString())
                .isEqualToNormalizingNewlines("checking 2 s 1 of 2\nchecking 12 s 1 of 2\n")
                .doesNotContain("\u001b");
    }
}
