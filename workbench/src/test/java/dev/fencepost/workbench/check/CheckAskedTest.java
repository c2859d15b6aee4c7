package dev.fencepost.workbench.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.workbench.CommandLineRun;
import dev.fencepost.workbench.console.ExitStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Asking without a prediction, everything that is broken, and verdicts that nobody expected. */
class CheckAskedTest {
    private static final String QUESTION = """
            title: question
            source: me
            protocol: split
            sites:
              V3: {before: none, after: smp_mb}
            """;
    private static final String DAEMON = """
            title: as the daemon's code stands
            source: a daemon
            protocol: split
            features: []
            bounds: {buffers: 2}
            sites:
              V1: {before: none, after: smp_rmb}
              V2: {before: none, after: smp_wmb}
              V3: {before: smp_wmb, after: smp_mb}
              V4: {before: smp_wmb, after: smp_mb}
              V5: {before: none, after: smp_rmb}
            platforms:
              smp-arm64: {before: Violated, after: Holds}
            """;

    @TempDir
    private Path folder;

    private String file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name + ".yaml"), text).toString();
    }

    @Test
    void aFileWithoutExpectationsAsksOnEveryPlatformWithAMeaning() throws IOException {
        CommandLineRun run = CommandLineRun.of("check", file("ask", QUESTION));
        assertThat(run.status()).isEqualTo(ExitStatus.EXPECTED);
        assertThat(run.out())
                .containsPattern("smp-lkmm +contract lkmm +after +Holds +- ")
                .containsPattern("remoteproc +contract lkmm\\* +after +Violated - ")
                .doesNotContain("pci-device")
                .endsWith("12 verdicts, only asked for.\n");
        CommandLineRun json = CommandLineRun.of(
                "check", file("ask", QUESTION), "--before", "--platform", "smp-x86", "--format", "json");
        assertThat(json.status()).isEqualTo(ExitStatus.EXPECTED);
        assertThat(json.out()).contains("\"verdict\": \"Violated\"", "\"as_expected\": null", "\"outcome\": \"asked\"");
    }

    @Test
    void aQuestionWithoutAnAnswerIsStatusOne() throws IOException {
        CommandLineRun run =
                CommandLineRun.of("check", file("ask", QUESTION + "bounds: {buffers: 1}\n"), "--platform", "smp-x86");
        assertThat(run.status()).isEqualTo(ExitStatus.DIFFERS);
        assertThat(run.out()).contains("Bounded", "1 not Holds where nothing is said");
    }

    @Test
    void aProtocolByNameIsAskedWithWhatStandsAtItsSites() {
        CommandLineRun run = CommandLineRun.of(
                "check",
                "--site",
                "D3=smp_rmb",
                "--site",
                "D5=smp_store_release+smp_load_acquire",
                "split",
                "--platform",
                "smp-arm64",
                "--platform",
                "smp-x86");
        assertThat(run.status()).isEqualTo(ExitStatus.EXPECTED);
        assertThat(run.out())
                .containsPattern("smp-arm64 +hardware armv8 +after +Holds ")
                .containsPattern("smp-x86 +hardware tso +after +Violated ")
                .contains("Missing at D5")
                .contains("Again: ./fencepost check split --site D3=smp_rmb --site"
                        + " D5=smp_store_release+smp_load_acquire --platform smp-x86 --replay interrupt:2");
        String[] again = {"check", "split", "--site", "D5=smp_rmb", "--platform", "smp-x86", "--replay", "interrupt:2"};
        assertThat(CommandLineRun.of(again).out()).contains("S6: the driver sleeps");
    }

    @Test
    void aChangeOfAFileIsNoLongerWhatItsExpectationsAreAbout() throws IOException {
        String[] command = {"check", file("daemon", DAEMON), "--site", "V1=none", "--format", "json"};
        CommandLineRun run = CommandLineRun.of(command);
        assertThat(run.status()).isEqualTo(ExitStatus.EXPECTED);
        assertThat(run.out().lines()).hasSize(1);
        assertThat(run.out()).contains("\"verdict\": \"Violated\"", "\"expected\": null", "\"site\": \"V1\"");
    }

    @Test
    void everyBrokenScenarioIsNamedAndEverySiteThatIsNotEnough() throws IOException {
        String daemon = file("daemon", DAEMON);
        CommandLineRun all = CommandLineRun.of("check", daemon);
        assertThat(all.status()).isEqualTo(ExitStatus.EXPECTED);
        assertThat(all.out())
                .containsPattern("not\\s+enough\\s+at\\s+V1, V2, V3, V4, V5\\.")
                .contains("Missing at V1", "Missing at V2", "Missing at V3", "Missing at V4", "Missing at V5")
                .contains("Also S6 in scenario delayed", "all as expected");
        CommandLineRun first = CommandLineRun.of("check", daemon, "--first");
        assertThat(first.out()).contains("Missing at V1", "Missing at V2").doesNotContain("Missing at V3");
        CommandLineRun json = CommandLineRun.of("check", daemon, "--before", "--format", "json");
        assertThat(json.out())
                .contains("\"scenario\": \"transfer\"", "\"scenario\": \"kick\"", "\"scenario\": \"kept-index\"")
                .contains("\"outcome\": \"as_expected\"", "\"unknown\": []");
    }

    @Test
    void whatTheFileDoesNotMentionIsCountedApart() throws IOException {
        String daemon = file("daemon", DAEMON);
        CommandLineRun holds = CommandLineRun.of("check", daemon, "--platform", "smp-lkmm");
        assertThat(holds.status()).isEqualTo(ExitStatus.EXPECTED);
        CommandLineRun run = CommandLineRun.of("check", daemon, "--platform", "smp-arm64", "--platform", "remoteproc");
        assertThat(run.status()).isEqualTo(ExitStatus.DIFFERS);
        assertThat(run.out())
                .contains(
                        "NO: none", "2 verdicts, 1 as expected, 1 not Holds where nothing is said of what is expected");
        CommandLineRun json = CommandLineRun.of("check", daemon, "--platform", "remoteproc", "--format", "json");
        assertThat(json.out()).contains("\"expected\": null, \"as_expected\": false, \"outcome\": \"unexpected\"");
    }

    /** Nothing was checked there, and that counted as what was expected. */
    @Test
    void aPlanBeforeThatNothingIsSaidOfIsCheckedAllTheSame() throws IOException {
        String daemon = file("daemon", DAEMON.replace("{before: Violated, after: Holds}", "Holds"));
        CommandLineRun run = CommandLineRun.of("check", daemon, "--before");
        assertThat(run.status()).isEqualTo(ExitStatus.DIFFERS);
        assertThat(run.out()).contains("1 verdict, 1 not Holds");
    }

    @Test
    void whatCannotBeAskedIsSaidWithTheNearestWord() throws IOException {
        String daemon = file("daemon", DAEMON);
        bad("spilt: no such file, and no protocol of that name; did you mean 'split'?", "spilt");
        bad("unknown primitive 'smp_rnb'; did you mean 'smp_rmb'?", "split", "--site", "D3=smp_rnb");
        bad("smp_store_release has no meaning at D3", "split", "--site", "D3=smp_store_release");
        bad("D4 is a site only with the feature EVENT_IDX", "split", "--site", "D4=mb");
        bad("PD1 is a site of the packed ring, not of the split ring", "split", "--site", "PD1=mb");
        bad("--site expects SITE=PRIMITIVE", "split", "--site", "D3");
        bad("--bound expects a number from 1 to 4, not 9", "split", "--bound", "9");
        bad("--feature is for a protocol that is asked about by name", daemon, "--feature", "EVENT_IDX");
        bad(
                "a site takes one primitive, or a store-release and a load-acquire",
                "split",
                "--site",
                "D5=smp_mb+smp_load_acquire");
        bad("changes nothing at I2, where the algorithm has", "msix", "--site", "I2=smp_store_release");
        String pair = QUESTION.replace("after: smp_mb", "after: [smp_mb, smp_load_acquire]");
        bad(":5:29: a site takes one primitive", file("pair", pair));
        String word = QUESTION.replace("after: smp_mb", "after: [smp_store_release, smp_load_aquire]");
        bad(":5:49: unknown primitive 'smp_load_aquire'; did you mean 'smp_load_acquire'?", file("word", word));
    }

    private static void bad(String message, String... arguments) {
        String[] command = new String[arguments.length + 1];
        command[0] = "check";
        System.arraycopy(arguments, 0, command, 1, arguments.length);
        CommandLineRun run = CommandLineRun.of(command);
        assertThat(run.status()).as(message).isEqualTo(ExitStatus.BAD_INPUT);
        assertThat(run.err()).contains(message);
    }

    @Test
    void aListIsAReleaseAndAnAcquireAndASingleWordStaysAsItIs() throws IOException {
        String pair = """
                title: enable callbacks by a store-release, look again by a load-acquire
                source: a driver
                protocol: split
                sites:
                  D3: smp_load_acquire
                  D5: {before: smp_mb, after: [smp_store_release, smp_load_acquire]}
                platforms:
                  smp-arm64: {before: Holds, after: Holds}
                  smp-x86: {before: Holds, after: Violated}
                  smp-lkmm: {before: Holds, after: Violated}
                """;
        CommandLineRun run = CommandLineRun.of("check", file("pair", pair));
        assertThat(run.status()).isEqualTo(ExitStatus.EXPECTED);
        assertThat(run.out()).contains("6 verdicts, all as expected.");
    }
}
