package dev.fencepost.workbench.explore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.workbench.Run;
import dev.fencepost.workbench.console.ExitStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code explore PROTOCOL}: the programs of a protocol as state machines. */
class ExploreProtocolTest {
    private static final String OWN = """
            #include "fencepost.h"
            clause(N1, "my document", "1", "Somebody sees the other.");
            shared u32 a, b;
            driver u32 left;
            device u32 right;
            driver void one(void) {
                WRITE_ONCE(a, 1);
            P1: ;
                left = READ_ONCE(b);
            }
            device void other(void) {
                WRITE_ONCE(b, 1);
            C1: ;
                right = READ_ONCE(a);
            }
            scenario(meet) { run(one()); run(other()); never(left == 0 && right == 0, N1, "nobody sees anybody"); }
            """;

    @TempDir
    private Path folder;

    private static Run explore(String words) {
        return Run.of(("explore " + words).split(" "));
    }

    private String own(String text) throws IOException {
        return Files.writeString(folder.resolve("mine.c"), text).toString();
    }

    @Test
    void holdsWithEvidenceScenarioByScenario() {
        Run run = explore("split --tso");
        assertThat(run.status()).isEqualTo(ExitStatus.EXPECTED);
        assertThat(run.out())
                .startsWith("split: Holds\n  the split ring, mandatory barriers; up to 2 buffers\n"
                        + "  TSO, a store buffer for each thread; the instructions of smp-x86\n")
                .contains("  checked: BOUNDS, S3, S4, S6\n")
                .containsPattern("(?m)^  transfer +2 +[0-9,]+ +[0-9,]+ +[0-9]+$")
                .endsWith("  Again: ./fencepost explore split --tso\n");
        assertThat(run.err()).isEmpty();
    }

    @Test
    void aMissingFullBarrierLosesAKickBehindStoreBuffersOnly() {
        Run run = explore("split --site D2=none --tso --scenario kick");
        assertThat(run.status()).isEqualTo(ExitStatus.DIFFERS);
        assertThat(run.out())
                .startsWith("split: Violated\n  the split ring, mandatory barriers, but for D2=none; up to 2 buffers\n")
                .contains("  S6: A side asleep with notifications enabled", "  Scenario kick with 2 buffers: ")
                .containsPattern("(?m)^ +driver +device$")
                .containsPattern("(?m)^   [0-9 ][0-9] +-- V4: mb$")
                .containsPattern("(?m)^   21  visible: avail.idx = 2$")
                .endsWith("  Again: ./fencepost explore split --site D2=none --tso --scenario kick\n");
        assertThat(run.out().lines()).allMatch(line -> line.length() <= 80);
        String again = run.out().replaceFirst("(?s).*Again: ./fencepost ", "").strip();
        assertThat(timeless(Run.of(again.split(" ")))).isEqualTo(timeless(run));
        Run interleaved = explore("split --site D2=none");
        assertThat(interleaved.status()).isEqualTo(ExitStatus.EXPECTED);
        assertThat(interleaved.out()).startsWith("split: Holds\n").contains("  sequential consistency; ");
    }

    private static String timeless(Run run) {
        return run.out().replaceAll("[0-9.]+ s\n", "");
    }

    @Test
    void aFileOfOnesOwnIsRunAsItStandsThere() throws IOException {
        String file = own(OWN);
        Run run = explore(file + " --tso");
        assertThat(run.status()).isEqualTo(ExitStatus.DIFFERS);
        assertThat(run.out())
                .contains("  N1: Somebody sees the other.\n", "  Scenario meet with 1 round: nobody sees anybody.\n")
                .containsPattern("(?m)^    6 +visible: b = 1$");
        assertThat(explore(file + " --tso --site P1=smp_mb --site C1=smp_mb --bound 1")
                        .status())
                .isEqualTo(ExitStatus.EXPECTED);
        assertThat(explore(file).status()).isEqualTo(ExitStatus.EXPECTED);
    }

    @Test
    void aLoopOrALimitThatIsHitIsBounded() throws IOException {
        String waiting = OWN.replace("left = READ_ONCE(b);", "while (READ_ONCE(b) == 0) ;")
                .replace("right == 0", "right == 9");
        Run loop = explore(own(waiting) + " --tso");
        assertThat(loop.status()).isEqualTo(ExitStatus.DIFFERS);
        assertThat(loop.out())
                .startsWith("mine: Bounded\n")
                .contains("  A limit is no proof:\n  - scenario meet reached the bound of a loop\n");
        Run limit = explore("split --tso --max-states 20");
        assertThat(limit.status()).isEqualTo(ExitStatus.DIFFERS);
        assertThat(limit.out())
                .startsWith("split: Bounded\n")
                .contains("- scenario transfer with 1 buffer: the limit of 20 states was reached: ")
                .endsWith("  Again: ./fencepost explore split --tso --max-states 20\n");
        assertThat(explore("split --bound 1").out())
                .startsWith("split: Bounded\n")
                .contains("  - with 1 buffer the check does not notice when ");
    }

    @Test
    void jsonHasScenariosAndTimeline() {
        Run run = explore("split --site D2=none --tso --format json");
        assertThat(run.out())
                .contains("\"verdict\": \"Violated\"", "\"clause\": \"S6\"", "\"length\": 21")
                .contains("{\"scenario\": \"transfer\", \"buffers\": 1, \"states\": ")
                .contains("{\"agent\": \"driver\", \"text\": \"visible: avail.idx = 2\"}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "splt --tso | unknown model or protocol 'splt'; did you mean 'split'?",
                "nowhere.c --tso | nowhere.c: no such file",
                "split --tso --scenario kik | unknown scenario 'kik'; did you mean 'kick'?",
                "split --tso --site D22=none | unknown site 'D22'; did you mean 'D2'?",
                "split --bound 9 | --bound expects a number from 1 to 4, not 9",
                "split --max-states 0 | --max-states 0: expected 1 to",
                "nvme --tso | the NVMe queue pair has a meaning on no x86 platform where store buffers are all",
                "--tso msix | --tso stands before 'msix', which is a model",
            })
    void wrongInputIsNamed(String words, String message) {
        Run run = explore(words);
        assertThat(run.status()).isEqualTo(ExitStatus.BAD_INPUT);
        assertThat(run.err()).contains(message);
        assertThat(run.out()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "non_coherent, memory that is not coherent with the other side",
        "write_combining, write-combining memory",
        "ipi, an interrupt that a system register sends",
    })
    void whatAStoreBufferIsNoModelOfIsRefusedByName(String word, String what) throws IOException {
        Run run = explore(own(OWN.replace("shared u32 a, b;", "shared u32 b; " + word + " u32 a;")) + " --tso");
        assertThat(run.status()).isEqualTo(ExitStatus.BAD_INPUT);
        assertThat(run.err()).contains("scenario meet: a is " + what + ", and a store buffer is no model of that");
    }

    @Test
    void aFileThatForbidsNothingIsRefused() throws IOException {
        Run run = explore(own(OWN.replaceFirst("never\\(.*\\);", "")) + " --tso");
        assertThat(run.status()).isEqualTo(ExitStatus.BAD_INPUT);
        assertThat(run.err()).contains("nothing is forbidden");
    }
}
