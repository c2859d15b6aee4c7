package dev.fencepost.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ReadmeTest {
    private static final Path ROOT = root();

    static List<Transcript> transcripts() throws IOException {
        return Transcript.in(Files.readString(ROOT.resolve("README.md")));
    }

    @ParameterizedTest
    @MethodSource("transcripts")
    void showsWhatTheCommandPrints(Transcript transcript) {
        List<String> printed = transcript.run(ROOT);
        assertThat(transcript.matches(printed))
                .as(
                        "README.md shows\n%s\nand '%s' prints\n%s",
                        lines(transcript.shown()), transcript.command(), lines(printed))
                .isTrue();
    }

    @Test
    void namesTheTwoCommands() throws IOException {
        assertThat(Files.readString(ROOT.resolve("README.md")))
                .containsPattern("(?m)^\\./fencepost check proposals/")
                .containsPattern("(?m)^mvn test\\b")
                .contains("$ ./fencepost --help");
    }

    @Test
    void anotherOutputIsRejected() {
        Transcript transcript = Transcript.in("```console\n$ ./fencepost --version\nfencepost 0.0\n```\n")
                .get(0);
        assertThat(transcript.matches(transcript.run(ROOT))).isFalse();
    }

    @Test
    void timesAndGapsAreNotCompared() {
        Transcript transcript = new Transcript("", List.of("split  Holds  1.5 s", "...", "end"));
        assertThat(transcript.matches(List.of("split  Holds  12.25 s", "left out", "end")))
                .isTrue();
        assertThat(transcript.matches(List.of("split  Violated  1.5 s", "end"))).isFalse();
    }

    private static String lines(List<String> lines) {
        return String.join("\n", lines);
    }

    private static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("README.md"))) {
            folder = folder.getParent();
        }
        return folder;
    }
}
