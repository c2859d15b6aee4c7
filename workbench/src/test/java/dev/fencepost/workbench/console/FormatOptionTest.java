package dev.fencepost.workbench.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

class FormatOptionTest {
    @Command(name = "sample")
    private static final class Sample {
        @Mixin
        private FormatOption format = new FormatOption();
    }

    private static FormatOption parsed(String... args) {
        Sample sample = new Sample();
        new CommandLine(sample).parseArgs(args);
        return sample.format;
    }

    @Test
    void textUnlessJsonIsAskedFor() {
        assertThat(parsed().json()).isFalse();
        assertThat(parsed("--format", "json").json()).isTrue();
    }

    @Test
    void namesTheNearestFormat() {
        assertThatThrownBy(() -> parsed("--format", "jsn")).hasMessageContaining("did you mean 'json'?");
        assertThatThrownBy(() -> parsed("--format", "xml")).hasMessageContaining("neither text nor json");
    }
}
