package dev.fencepost.workbench.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ErrorsTest {
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Output output = new Output(new ByteArrayOutputStream(), err, Output.Terminal.NONE);

    private String printed() {
        return err.toString(StandardCharsets.UTF_8);
    }

    @Test
    void badInputIsOneLine() {
        int status = Errors.thrown(output, new BadInput("a.yaml:3:5: unknown key 'plan'"), false);
        assertThat(status).isEqualTo(ExitStatus.BAD_INPUT);
        assertThat(printed()).isEqualToNormalizingNewlines("fencepost: a.yaml:3:5: unknown key 'plan'\n");
    }

    @Test
    void anythingElseIsAFaultOfTheTool() {
        int status = Errors.thrown(output, new IllegalStateException("no such event"), false);
        assertThat(status).isEqualTo(ExitStatus.FAULT);
        assertThat(printed())
                .startsWith("fencepost: internal fault: java.lang.IllegalStateException: no such event")
                .contains("Please report it", "--debug")
                .doesNotContain("\tat ");
    }

    @Test
    void debugShowsTheStack() {
        assertThat(Errors.fault(output, new StackOverflowError(), true)).isEqualTo(ExitStatus.FAULT);
        assertThat(printed()).contains("\tat ").doesNotContain("Please report it");
    }

    @Test
    void debugIsAskedForByOption() {
        assertThat(Errors.debug("check", "--debug")).isTrue();
        assertThat(Errors.debug("check", "--format=json")).isFalse();
    }
}
