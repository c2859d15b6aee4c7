package dev.fencepost.workbench.explore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.workbench.Run;
import dev.fencepost.workbench.console.ExitStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExploreCommandTest {
    private static Run explore(String words) {
        return Run.of(("explore split-ring " + words).split(" "));
    }

    @Test
    void holdsWithEvidence() {
        Run run = explore("--size 2 --buffers 2 --event-idx --tso");
        assertThat(run.status()).isEqualTo(ExitStatus.EXPECTED);
        assertThat(run.out())
                .startsWith("split-ring tso: Holds\n  queue size 2, buffers 2, EVENT_IDX\n  TSO, store buffers of 2\n")
                .contains("  checked: S3, S4, S6\n")
                .containsPattern("(?m)^  [0-9,]+ states, [0-9,]+ steps, depth [0-9]+$");
        assertThat(run.err()).isEmpty();
    }

    @Test
    void violatedWithAColumnForEachActorAndTheCommandThatShowsItAgain() {
        Run run = explore("--size 2 --buffers 1 --event-idx --tso --drop D2");
        assertThat(run.status()).isEqualTo(ExitStatus.DIFFERS);
        assertThat(run.out())
                .startsWith("split-ring tso: Violated\n  queue size 2, buffers 1, EVENT_IDX, without D2\n")
                .contains("  S6: A side asleep with notifications enabled")
                .containsPattern("(?m)^ +driver +device +driver's stores +device's stores$")
                .containsPattern("(?m)^   25 +")
                .doesNotContainPattern("(?m)^   26 +")
                .endsWith("  Again: ./fencepost explore split-ring --size 2 --buffers 1 --event-idx --tso --drop D2\n");
        assertThat(run.out().lines().limit(run.out().lines().count() - 1)).allMatch(line -> line.length() <= 80);
        String again = run.out().replaceFirst("(?s).*Again: ./fencepost ", "").strip();
        assertThat(Run.of(again.split(" ")).out().replaceAll(".* states/s.*", ""))
                .isEqualTo(run.out().replaceAll(".* states/s.*", ""));
    }

    @Test
    void aLimitIsBoundedAndSaysWhatWasCovered() {
        Run run = explore("--size 2 --buffers 8 --event-idx --tso --max-states 1000");
        assertThat(run.status()).isEqualTo(ExitStatus.DIFFERS);
        assertThat(run.out())
                .startsWith("split-ring tso: Bounded\n")
                .contains("the limit of 1,000 states was reached: 1,000 states found, ");
        assertThat(explore("--size 4 --buffers 8 --tso --max-memory 1").out())
                .contains("the memory limit of 1 MB was reached");
        assertThat(explore("--size 4 --buffers 8 --tso --timeout 0").out())
                .contains("the time limit of 0 s was reached");
    }

    @Test
    void theStateMachineIsExploredWithoutTsoAndSc() {
        Run run = explore("--size 1 --buffers 2 --event-idx --in-order --format json");
        assertThat(run.status()).isEqualTo(ExitStatus.EXPECTED);
        assertThat(run.out())
                .contains(
                        "\"verdict\": \"Holds\"",
                        "\"S1\", \"S2\", \"S3\", \"S4\", \"S5\", \"S6\", \"S7\", \"S8\", \"S9\"");
    }

    @Test
    void jsonHasTheTimeline() {
        Run run = explore("--buffers 1 --tso --event-idx --drop V3 --format json");
        assertThat(run.out()).contains("\"verdict\": \"Violated\"", "\"clause\": \"S6\"", "\"length\": 41");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--size 3 | the queue size is a power of two",
                "--size 3 --tso | the queue size is 2, 4, 8 or 16, not 3",
                "--size 32 | at most 16 can be explored",
                "--buffers -1 | the number of buffers is 0",
                "--drop D2 | --drop needs --tso or --sc",
                "--tso --drop D1 | --drop D1: expected D2, D5, V3 or V4",
                "--tso --in-order | not in the model with --tso",
                "--tso --sc | mutually exclusive",
                "--max-states 0 | --max-states 0: expected 1 to",
                "--max-memory 99999999 | FENCEPOST_JAVA_OPTS",
            })
    void wrongInputIsNamed(String words, String message) {
        Run run = explore(words);
        assertThat(run.status()).isEqualTo(ExitStatus.BAD_INPUT);
        assertThat(run.err()).contains(message);
    }

    @Test
    void anUnknownModelIsNamed() {
        assertThat(Run.of("explore", "split-rung").err())
                .contains("unknown model or protocol 'split-rung'; did you mean 'split-ring'?");
        assertThat(Run.of("explore").err()).contains("Usage: fencepost explore", "split-ring");
        assertThat(Run.of("explore").status()).isEqualTo(ExitStatus.BAD_INPUT);
    }

    @Test
    void everyModelHasHelpOfItsOwn() {
        String help = Run.of("help", "explore", "split-ring").out();
        assertThat(help).isEqualTo(Run.of("explore", "split-ring", "--help").out());
        assertThat(help).contains("--size", "--max-states", "Holds, 1 for Violated");
        assertThat(Run.of("help", "explore", "split-rung").err()).contains("did you mean 'split-ring'?");
    }
}
