package dev.fencepost.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.workbench.console.ExitStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A protocol that forbids nothing has no verdict: every command refuses it, at its first scenario. */
class NothingForbiddenTest {
    @TempDir
    private Path folder;

    private Path protocol;

    @BeforeEach
    void forbidNothing() throws IOException {
        String text = OwnProtocol.TEXT.replaceAll("\t\tnever\\(.*\n", "\t\tREAD_ONCE(data);\n");
        assertThat(text).doesNotContain("never(");
        protocol = Files.writeString(folder.resolve("mine.c"), text);
    }

    @Test
    void everyCommandRefusesIt() throws IOException {
        Path proposal = Files.writeString(folder.resolve("change.yaml"), """
                title: question
                source: me
                protocol: mine.c
                sites:
                  P1: {before: none, after: smp_wmb}
                """);
        refused("check", protocol.toString());
        refused("check", "--site", "P1=none", protocol.toString());
        refused("check", proposal.toString());
        refused("minimal", protocol.toString(), "--platform", "smp-arm64");
        refused("explain", protocol + ":P1");
        refused("explore", protocol.toString());
        refused("explore", protocol.toString(), "--tso");
    }

    /** What is forbidden with some features only is not what holds without them. */
    @Test
    void aFeatureWithoutWhichNothingIsForbiddenIsNoProof() throws IOException {
        String text = OwnProtocol.TEXT
                .replace("shared u32", "feature(WATCHED, \"somebody looks\", \"nobody looks\");\nshared u32")
                .replaceAll("\tif \\(n\\)\n.*never.*\n", "#ifdef WATCHED\n$0#endif\n");
        Files.writeString(protocol, text);
        for (List<String> line : List.of(
                List.of("check", protocol.toString(), "--platform", "smp-x86"),
                List.of("explore", protocol.toString(), "--tso"))) {
            CommandLineRun run = CommandLineRun.of(line.toArray(String[]::new));
            assertThat(run.out()).as(run.err()).contains("Bounded").contains("no scenario forbids anything");
        }
    }

    private void refused(String... line) {
        CommandLineRun run = CommandLineRun.of(line);
        assertThat(run.status()).as(String.join(" ", line)).isEqualTo(ExitStatus.BAD_INPUT);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains(protocol + ":17:1: nothing is forbidden in this protocol");
    }
}
