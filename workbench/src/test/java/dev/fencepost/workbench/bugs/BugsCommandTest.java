package dev.fencepost.workbench.bugs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.model.spec.KnownBugs;
import dev.fencepost.workbench.Run;
import dev.fencepost.workbench.console.ExitStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BugsCommandTest {
    private static final String COLUMNS = "number\tsource\tclause\tcaught by\tlength\n";

    @TempDir
    private Path folder;

    private String results(String rows) throws IOException {
        return Files.writeString(folder.resolve("bugs.tsv"), COLUMNS + rows).toString();
    }

    @Test
    void withoutResultsItSaysHowToGetThem() {
        Run run = Run.of("bugs");
        assertThat(run.status()).isEqualTo(ExitStatus.EXPECTED);
        assertThat(run.out())
                .contains("QEMU a281ebc11a", "'mvn test' tries them all and")
                .doesNotContain("tried,");
        assertThat(run.out().lines()).allMatch(line -> line.length() <= 80);
    }

    @Test
    void resultsStandBesideTheBugsAndWhatEscapesIsNamed() throws IOException {
        Run run = Run.of("bugs", "--results", results("1\tx\tS6\tweak memory\t5\n27\tx\t-\tnothing\t-\n"));
        assertThat(run.out())
                .containsPattern("(?m)^  1  S6      weak memory             5  QEMU a281ebc11a: ")
                .containsPattern("(?m)^ 27  -       nothing                 -  Linux 8d622d21d248: ")
                .containsPattern("(?m)^  2  S6      \\?                       -  ")
                .contains("2 of " + KnownBugs.all().size() + " tried, 1 caught, nothing catches 27.");
        assertThat(run.out().lines()).allMatch(line -> line.length() <= 80);
    }

    @Test
    void aBugInFull() throws IOException {
        String file = results("1\tx\tS6\tweak memory\t5\n");
        assertThat(Run.of("bugs", "1", "37", "--results", file).out())
                .contains("1, QEMU a281ebc11a\n", "  mutation   V3 dropped\n", "  caught by  weak memory, length 5\n")
                .contains("CVE-2011-2212", "  caught by  not known here");
    }

    @Test
    void oneSubjectOnly() throws IOException {
        String file = results("1\tx\tS6\tweak memory\t5\n23\tx\tS6\tstate machine\t8\n");
        assertThat(Run.of("bugs", "--subject", "split-ring", "--results", file).out())
                .contains(
                        "2 of " + KnownBugs.of("split-ring").size() + " tried, 2 caught.",
                        "for weak memory its accesses",
                        "state machine")
                .doesNotContain("hostile peers");
        Run wrong = Run.of("bugs", "--subject", "split-rung");
        assertThat(wrong.status()).isEqualTo(ExitStatus.BAD_INPUT);
        assertThat(wrong.err()).contains("unknown subject 'split-rung'; did you mean 'split-ring'?");
        assertThat(Run.of("bugs", "1", "--subject", "msix").err()).contains("not both");
    }

    @Test
    void jsonHasOneObjectForEach() throws IOException {
        Run run = Run.of("bugs", "--format", "json", "--results", results("1\tx\tS6\tweak memory\t5\n"));
        assertThat(run.out().lines()).hasSize(KnownBugs.all().size());
        assertThat(run.out())
                .contains("\"clauses\": [\"S6\"]", "\"caught_by\": \"weak memory\", \"length\": 5}")
                .contains("\"caught_by\": null, \"length\": null}");
    }

    @Test
    void wrongInputIsNamed() throws IOException {
        Run unknown = Run.of("bugs", "8");
        assertThat(unknown.status()).isEqualTo(ExitStatus.BAD_INPUT);
        assertThat(unknown.err()).contains("there is no bug 8;");
        Run missing = Run.of("bugs", "--results", folder.resolve("none.tsv").toString());
        assertThat(missing.status()).isEqualTo(ExitStatus.BAD_INPUT);
        assertThat(missing.err()).contains("cannot read ", "'mvn test' writes");
        Run broken = Run.of("bugs", "--results", results("1 QEMU\n"));
        assertThat(broken.status()).isEqualTo(ExitStatus.BAD_INPUT);
        assertThat(broken.err()).contains("bugs.tsv:2: expected number, source");
    }
}
