package dev.fencepost.properties.litmus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.model.litmus.LitmusException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is printed is, byte for byte, what herd7 7.58 printed for the same file, except for the line with the time. */
class OutputTest {
    @ParameterizedTest
    @ValueSource(strings = {"handoff", "racy", "pointers", "locked", "spin", "array", "stuck"})
    void isWhatHerdPrints(String name) throws IOException, LitmusException {
        assertThat(withoutTime(Litmus.printed(resource(name + ".litmus"))))
                .isEqualTo(resource(name + ".expected").strip());
    }

    @Test
    void aWeakerProgramPrintsSomethingElse() throws IOException, LitmusException {
        String weaker = resource("handoff.litmus").replace("smp_load_acquire(ready)", "READ_ONCE(*ready)");
        assertThat(withoutTime(Litmus.printed(weaker)))
                .isNotEqualTo(resource("handoff.expected").strip())
                .contains("Observation handoff Sometimes 1 3");
    }

    @Test
    void timeAndHashStandAtTheEnd() throws IOException, LitmusException {
        assertThat(Litmus.printed(resource("stuck.litmus")))
                .endsWith("\nTime stuck 0.50\nHash=04b9cd7b8b410ecec8e549fcb6804967\n\n");
    }

    @Test
    void aHashInTheHeaderIsKept() throws IOException, LitmusException {
        String text = resource("stuck.litmus").replaceFirst("C stuck\n", "C stuck\nHash=0123abcd\n");
        assertThat(Litmus.printed(text)).endsWith("\nHash=0123abcd\n\n");
    }

    private static String withoutTime(String printed) {
        return printed.replaceFirst("(?m)^Time .*\n", "").strip();
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = OutputTest.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
