package dev.fencepost.workbench.litmus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.workbench.Fencepost;
import dev.fencepost.workbench.Run;
import dev.fencepost.workbench.console.ExitStatus;
import dev.fencepost.workbench.console.FlushedLines;
import dev.fencepost.workbench.console.Output;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LitmusCommandTest {
    /** Store buffering; what stands between the two accesses of each thread decides. */
    private static final String SB = """
            C sb
            {}
            P0(int *x, int *y) { WRITE_ONCE(*x, 1); smp_mb(); int r0 = READ_ONCE(*y); }
            P1(int *x, int *y) { WRITE_ONCE(*y, 1); smp_mb(); int r0 = READ_ONCE(*x); }
            exists (0:r0=0 /\\ 1:r0=0)
            """;

    @TempDir
    private Path folder;

    private Path fenced;
    private Path relaxed;

    @BeforeEach
    void writeTests() throws IOException {
        fenced = write("b-fenced.litmus", SB);
        relaxed = write("a-relaxed.litmus", SB.replace("smp_mb();", "").replace("C sb", "C sb-relaxed"));
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private static Run litmus(Object... words) {
        String[] args = new String[words.length + 1];
        args[0] = "litmus";
        for (int i = 0; i < words.length; i++) {
            args[i + 1] = words[i].toString();
        }
        return Run.of(args);
    }

    @Test
    void textIsWhatHerdPrints() {
        Run run = litmus(fenced);
        assertThat(run.status()).isEqualTo(ExitStatus.EXPECTED);
        assertThat(run.out().replaceFirst("(?m)^Time .*\n", "")).isEqualTo("""
                Test sb Allowed
                States 3
                0:r0=0; 1:r0=1;
                0:r0=1; 1:r0=0;
                0:r0=1; 1:r0=1;
                No
                Witnesses
                Positive: 0 Negative: 3
                Condition exists (0:r0=0 /\\ 1:r0=0)
                Observation sb Never 0 3
                Hash=5b50eb8d2d1358822c3b89d7f2abd2f7

                """);
        assertThat(run.err()).isEmpty();
    }

    @Test
    void jsonHasOneObjectALine() {
        Run run = litmus("--format", "json", fenced);
        assertThat(run.out().replaceFirst("\"seconds\": [0-9.E-]+", "\"seconds\": 0"))
                .isEqualTo(
                        "{\"file\": \"" + fenced + "\", \"test\": \"sb\", \"model\": \"lkmm\", \"verdict\": \"Never\", "
                                + "\"states\": 3, \"positive\": 0, \"negative\": 3, \"flags\": [], "
                                + "\"condition\": \"exists (0:r0=0 /\\\\ 1:r0=0)\", \"seconds\": 0, \"final_states\": "
                                + "[\"0:r0=0; 1:r0=1;\", \"0:r0=1; 1:r0=0;\", \"0:r0=1; 1:r0=1;\"]}\n");
    }

    @Test
    void jsonCountsWitnessesAsTheTextDoes() throws IOException {
        Path forbidden = write("forbidden.litmus", SB.replace("exists", "~exists"));
        assertThat(litmus(forbidden).out()).contains("Positive: 3 Negative: 0\n");
        assertThat(litmus("--format", "json", forbidden).out()).contains("\"positive\": 3, \"negative\": 0");
    }

    @Test
    void everyResultIsThereBeforeTheNextIsWaitedFor() {
        for (String format : List.of("text", "json")) {
            FlushedLines lines = new FlushedLines();
            Fencepost.run(
                    new Output(lines, lines, Output.Terminal.NONE),
                    "litmus",
                    "--format",
                    format,
                    relaxed.toString(),
                    fenced.toString());
            assertThat(lines.flushed()).as(format).hasSizeGreaterThanOrEqualTo(2);
        }
    }

    /** Plain accesses race whatever the model; herd7's own text stays as it is under its own model. */
    @ParameterizedTest
    @ValueSource(strings = {"lkmm", "armv8", "tso", "sc"})
    void aRaceIsToldUnderEveryModel(String model) throws IOException {
        Path plain = write("plain.litmus", SB.replace("smp_mb(); ", "").replace("WRITE_ONCE(*x, 1)", "*x = 1"));
        Run run = litmus("--model", model, plain);
        String claim = "a compiler may reorder, merge or hoist this";
        assertThat(run.out()).contains("\nFlag data-race\n");
        assertThat(model.equals("lkmm") ? run.err() : run.out())
                .contains("Race x: the plain store of P0 and the load of P1", claim);
        assertThat(model.equals("lkmm") ? run.out() : run.err()).doesNotContain(claim);
        assertThat(litmus("--model", model, "--format", "json", plain).out())
                .contains("\"flags\": [\"data-race\"]", claim);
    }

    @ParameterizedTest
    @CsvSource({"lkmm, Sometimes, Never", "armv8, Sometimes, Never", "tso, Sometimes, Never", "sc, Never, Never"})
    void modelsDiffer(String model, String withoutFence, String withFence) {
        Run run = litmus("--model", model, "--format", "json", relaxed, fenced);
        assertThat(run.out().lines())
                .satisfiesExactly(
                        first -> assertThat(first).contains("\"verdict\": \"" + withoutFence + "\""),
                        second -> assertThat(second).contains("\"verdict\": \"" + withFence + "\""));
    }

    @Test
    void resultsComeInTheOrderGiven() throws IOException {
        for (int i = 0; i < 20; i++) {
            write("many-" + (char) ('a' + i) + ".litmus", SB.replace("C sb", "C many-" + (char) ('a' + i)));
        }
        Run run = litmus("--jobs", 4, fenced, folder);
        assertThat(run.out().lines().filter(line -> line.startsWith("Test ")))
                .hasSize(23)
                .startsWith("Test sb Allowed", "Test sb-relaxed Allowed", "Test sb Allowed", "Test many-a Allowed")
                .endsWith("Test many-t Allowed");
    }

    @Test
    void whatCannotBeReadCostsOneLineAndTheRestStillRuns() throws IOException {
        Path broken = write("broken.litmus", SB.replace("smp_mb()", "synchronize_rcu()"));
        Path missing = folder.resolve("missing.litmus");
        Run run = litmus(broken, missing, fenced);
        assertThat(run.status()).isEqualTo(ExitStatus.BAD_INPUT);
        assertThat(run.err().lines())
                .containsExactly(
                        "fencepost: " + broken + ":3:41: RCU is not supported: synchronize_rcu",
                        "fencepost: " + missing + ": there is no such file");
        assertThat(run.out()).contains("Observation sb Never 0 3");
        assertThat(litmus("--format", "json", broken).out())
                .isEqualTo("{\"file\": \"" + broken + "\", \"line\": 3, \"error\": \"RCU is not supported: "
                        + "synchronize_rcu\"}\n");
    }

    @Test
    void aTimeoutIsAVerdictOfItsOwn() throws IOException {
        StringBuilder long6 = new StringBuilder("C endless\n{}\n");
        for (int i = 0; i < 6; i++) {
            long6.append("P")
                    .append(i)
                    .append("(int *x) { WRITE_ONCE(*x, ")
                    .append(i)
                    .append("); ");
            long6.append("WRITE_ONCE(*x, 9); r1 = READ_ONCE(*x); r2 = READ_ONCE(*x); }\n");
        }
        Path endless = write("endless.litmus", long6 + "exists (x=7)\n");
        Run text = litmus("--timeout", "0.05", endless);
        assertThat(text.out())
                .startsWith("Test endless Allowed\nTimeout, after ")
                .doesNotContain("Observation");
        assertThat(text.status()).isEqualTo(ExitStatus.DIFFERS);
        assertThat(litmus("--timeout", "0.05", "--format", "json", endless).out())
                .contains("\"verdict\": \"Timeout\"", "\"bounded\": [\"the time limit was hit\"]");
    }

    @Test
    void aLoopThatWasCutIsBounded() throws IOException {
        String spin = "C spin\n{}\nP0(int *x) { WRITE_ONCE(*x, 1); }\n"
                + "P1(int *x) { int n = 0; while (READ_ONCE(*x) == 0) n = n + 1; }\nexists (1:n=";
        Path never = write("never.litmus", spin + "7)\n");
        Path sometimes = write("sometimes.litmus", spin + "1)\n");
        Run text = litmus(never);
        assertThat(text.status()).isEqualTo(ExitStatus.DIFFERS);
        assertThat(text.out()).contains("\nLoop No\n").contains("Observation spin Bounded 0 3");
        assertThat(text.err()).contains("Bounded: a loop ran into its bound, outcomes may be missing: see --unroll");
        Run json = litmus("--format", "json", never, sometimes);
        assertThat(json.status()).isEqualTo(ExitStatus.DIFFERS);
        assertThat(json.out().lines())
                .satisfiesExactly(
                        first -> assertThat(first).contains("\"verdict\": \"Bounded\"", "\"negative\": 3"),
                        second -> assertThat(second).contains("\"verdict\": \"Sometimes\""));
        Run longer = litmus("--unroll", 7, never);
        assertThat(longer.out()).contains("Observation spin Sometimes 1 7");
        assertThat(longer.status()).isEqualTo(ExitStatus.EXPECTED);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--model=lkm | 'lkm' is no model: expected lkmm, armv8, armv8-rcpc, riscv, tso, sc;"
                        + " did you mean 'lkmm'?",
                "--timeout=0 | --timeout must be a positive number of seconds",
                "--jobs=-1 | --jobs must be at least 0",
                "--unroll=-1 | --unroll must be at least 0"
            })
    void badOptionsAreRefused(String option, String message) {
        Run run = litmus(option, fenced);
        assertThat(run.status()).isEqualTo(ExitStatus.BAD_INPUT);
        assertThat(run.err()).contains(message);
    }

    @Test
    void anEmptyFolderIsRefused() throws IOException {
        Path empty = Files.createDirectory(folder.resolve("empty"));
        Run run = litmus(empty);
        assertThat(run.status()).isEqualTo(ExitStatus.BAD_INPUT);
        assertThat(run.err()).contains("no files that end in .litmus in " + empty);
    }
}
