package dev.fencepost.workbench.cost;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.model.grant.persistent.Cost;
import dev.fencepost.workbench.Run;
import dev.fencepost.workbench.console.ExitStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CostCommandTest {
    /** 0.58 + 0.19 G microseconds, and the two points that this was fitted to. */
    @Test
    void theFitMeetsWhatWasPublished() {
        assertThat(Cost.fixedMicroseconds()).isBetween(0.57, 0.59);
        assertThat(Cost.microsecondsPerGuestAndProcessor() * 23).isBetween(0.19, 0.195);
        assertThat(Cost.oneShot(5, 24)).isBetween(649.9, 650.1);
        assertThat(Cost.oneShot(10, 24)).isBetween(399.9, 400.1);
        assertThat(Cost.oneShot(15, 24)).isLessThan(Cost.oneShot(15, 4));
        assertThat(Cost.oneShot(15, 1)).isEqualTo(Cost.persistent(15, 24));
    }

    @Test
    void grantsAreDrawnWithin80ColumnsAndEveryNumberSaysWhereItComesFrom() {
        Run run = Run.of("cost", "grants", "--guests", "1..15", "--vcpus", "24");
        assertThat(run.status()).isEqualTo(ExitStatus.EXPECTED);
        assertThat(run.out().lines()).allMatch(line -> line.length() <= 80);
        assertThat(run.out())
                .contains("Assumptions:", "k/s  published", "us  fitted", "given", "#  published, one-shot")
                .contains("guests", "thousand I/Os a second");
        assertThat(run.out().lines().filter(line -> line.contains("|") && line.contains("#")))
                .hasSize(2);
    }

    /** Counted on the model: all that one-shot requests map is unmapped, in one batch. */
    @Test
    void whatWasMeasuredSaysSo() {
        assertThat(Run.of("cost", "grants").out().lines())
                .contains(
                        "  pages mapped, one-shot             11  measured   a request, on the model",
                        "  pages unmapped, one-shot           11  measured   a request, on the model",
                        "  flushes, one-shot                   1  measured   a request, on the model",
                        "  pages mapped, persistent            0  measured   a request, on the model",
                        "  pages unmapped, persistent          0  measured   a request, on the model",
                        "  flushes, persistent                 0  measured   a request, on the model");
    }

    /** Nothing was published for other numbers of processors. */
    @Test
    void whatWasPublishedIsDrawnWhereItBelongs() {
        assertThat(Run.of("cost", "grants", "--vcpus", "4").out()).doesNotContain("published, one-shot: 650");
        assertThat(Run.of("cost", "grants", "--guests", "1..9").out()).doesNotContain("NetBSD, one-shot (");
        assertThat(Run.of("cost", "grants", "--guests", "7").status()).isEqualTo(ExitStatus.EXPECTED);
    }

    @Test
    void jsonIsOneObject() {
        Run run = Run.of("cost", "grants", "--format", "json");
        assertThat(run.out().lines()).hasSize(1);
        assertThat(run.out()).startsWith("{\"title\"").contains("\"origin\": \"fitted\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0..5", "5..1", "many", "1..2000", "-3"})
    void aWrongRangeIsNamed(String range) {
        Run run = Run.of("cost", "grants", "--guests=" + range);
        assertThat(run.status()).isEqualTo(ExitStatus.BAD_INPUT);
        assertThat(run.err()).contains("--guests").contains(range);
    }

    @Test
    void wrongNumbersAndSubjectsAreNamed() {
        assertThat(Run.of("cost", "grants", "--vcpus", "0").err()).contains("--vcpus: 1 to 4096, not 0");
        assertThat(Run.of("cost", "grant").err()).contains("grants");
        assertThat(Run.of("cost", "grant").status()).isEqualTo(ExitStatus.BAD_INPUT);
        assertThat(Run.of("cost").status()).isEqualTo(ExitStatus.BAD_INPUT);
    }
}
