package dev.fencepost.workbench.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.workbench.CommandLineRun;
import dev.fencepost.workbench.Fencepost;
import dev.fencepost.workbench.console.ExitStatus;
import dev.fencepost.workbench.console.FlushedLines;
import dev.fencepost.workbench.console.Output;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckCommandTest {
    private static final String CLOUD_HYPERVISOR = "../proposals/cloud-hypervisor-2179.yaml";

    @TempDir
    private Path folder;

    @Test
    void printsTheTableAndTheCounterexample() {
        CommandLineRun run = CommandLineRun.of("check", CLOUD_HYPERVISOR);
        assertThat(run.status()).isEqualTo(ExitStatus.EXPECTED);
        assertThat(run.out())
                .containsPattern("smp-x86 +hardware tso +before Violated +yes ")
                .containsPattern("smp-x86 +hardware tso +after +Holds +yes +99 ")
                .contains("""
                               driver                                device
                                                                  2. load  avail.idx = 1
                            1. store avail.idx = 2
                               D2: mb
                            2. load  avail_event = 0
                                                                  1. store avail_event = 1
                        """)
                .contains("Missing at V4: the store to avail_event (or used.flags) that enables kicks")
                .contains("S6: A side asleep", "(VIRTIO 1.3, 2.7.7 Used Buffer", "smallest bound 2 buffers")
                .contains("on smp-lkmm: contract, published model lkmm")
                .contains("--platform smp-lkmm --before --replay kick:2")
                .endsWith("6 verdicts, all as expected.\n");
        assertThat(run.out().lines().filter(line -> !line.contains("Again:"))).allMatch(line -> line.length() <= 80);
    }

    @Test
    void theCommandItNamesShowsTheExecutionAgain() {
        CommandLineRun run = CommandLineRun.of(
                "check", CLOUD_HYPERVISOR, "--platform", "smp-lkmm", "--before", "--replay", "kick:2");
        assertThat(run.status()).isEqualTo(ExitStatus.EXPECTED);
        assertThat(run.out()).contains("load  avail.idx = 1   from driver", "S6: the device sleeps");
    }

    @Test
    void aReplayIsAnObjectToo() {
        String[] command = {"check", CLOUD_HYPERVISOR, "--platform", "smp-lkmm", "--replay", "kick:2"};
        CommandLineRun text = CommandLineRun.of(command);
        assertThat(text.out()).contains("no execution breaks a clause");
        String[] json = {"check", CLOUD_HYPERVISOR, "--platform", "smp-lkmm", "--replay", "kick:2", "--format", "json"};
        assertThat(CommandLineRun.of(json).out())
                .contains("\"plan\": \"after\", \"platform\": \"smp-lkmm\", \"scenario\": \"kick\"")
                .contains("\"buffers\": 2, \"execution\": [], \"reasons\": []");
    }

    @Test
    void aReplayThatHitsTheTimeLimitHasSeenNothing() {
        CommandLineRun run = CommandLineRun.of("check", CLOUD_HYPERVISOR, "--replay", "kick:4", "--timeout", "0");
        assertThat(run.status()).isEqualTo(ExitStatus.DIFFERS);
        assertThat(run.out()).contains("Nothing is known").doesNotContain("no execution");
    }

    @Test
    void theExtensionSaysThatItIsOne() {
        CommandLineRun run = CommandLineRun.of("check", "../proposals/linux-d57ed95d-rpmsg.yaml");
        assertThat(run.status()).isEqualTo(ExitStatus.EXPECTED);
        assertThat(run.out())
                .contains("lkmm*", "on remoteproc: contract, Fencepost's own extension (lkmm+reach)")
                .contains("* is Fencepost's own extension of that model");
    }

    @Test
    void oneJsonObjectALine() {
        CommandLineRun run = CommandLineRun.of("check", CLOUD_HYPERVISOR, "--format", "json");
        assertThat(run.status()).isEqualTo(ExitStatus.EXPECTED);
        assertThat(run.out().lines()).hasSize(6).allMatch(line -> line.startsWith("{\"file\": "));
        assertThat(run.out())
                .contains("\"plan\": \"before\"", "\"verdict\": \"Violated\"", "\"basis\": \"published\"")
                .contains("\"clause\": \"S6\"", "\"scenario\": \"kick\"", "\"site\": \"V4\"");
    }

    @Test
    void everyJsonObjectIsThereBeforeTheNextIsWaitedFor() {
        FlushedLines lines = new FlushedLines();
        Fencepost.run(new Output(lines, lines, Output.Terminal.NONE), "check", CLOUD_HYPERVISOR, "--format", "json");
        assertThat(lines.flushed()).containsSequence(1L, 2L, 3L, 4L, 5L, 6L);
    }

    @Test
    void aVerdictThatDiffersIsStatusOne() throws IOException {
        String text = Files.readString(Path.of(CLOUD_HYPERVISOR)).replace("after: Holds", "after: Violated");
        Path file = Files.writeString(folder.resolve("wrong.yaml"), text);
        CommandLineRun run = CommandLineRun.of("check", file.toString());
        assertThat(run.status()).isEqualTo(ExitStatus.DIFFERS);
        assertThat(run.out()).contains("NO: Violated", "3 not as expected");
    }

    @Test
    void oneBufferIsBoundedAndSaysWhy() throws IOException {
        String text = Files.readString(Path.of("../proposals/linux-d57ed95d-smp.yaml"))
                .replace("buffers: 2", "buffers: 1");
        Path file = Files.writeString(folder.resolve("small.yaml"), text);
        CommandLineRun run = CommandLineRun.of("check", file.toString(), "--platform", "smp-x86");
        assertThat(run.status()).isEqualTo(ExitStatus.DIFFERS);
        assertThat(run.out())
                .containsPattern("smp-x86 +hardware tso +after +Bounded")
                .contains("with 1 buffer the check does not notice when D2 is dropped");
    }

    @Test
    void badInputIsStatusTwo() {
        CommandLineRun none = CommandLineRun.of("check", "no-such.yaml");
        assertThat(none.status()).isEqualTo(ExitStatus.BAD_INPUT);
        assertThat(none.err()).contains("no-such.yaml: no such file");
        CommandLineRun platform = CommandLineRun.of("check", CLOUD_HYPERVISOR, "--platform", "smp-x68");
        assertThat(platform.status()).isEqualTo(ExitStatus.BAD_INPUT);
        assertThat(platform.err()).contains("unknown platform 'smp-x68'; did you mean 'smp-x86'?");
        CommandLineRun replay = CommandLineRun.of("check", CLOUD_HYPERVISOR, "--replay", "kick");
        assertThat(replay.status()).isEqualTo(ExitStatus.BAD_INPUT);
        CommandLineRun scenario = CommandLineRun.of("check", CLOUD_HYPERVISOR, "--replay", "lick:2");
        assertThat(scenario.status()).isEqualTo(ExitStatus.BAD_INPUT);
        assertThat(scenario.err()).contains("unknown scenario 'lick'");
        CommandLineRun bound = CommandLineRun.of("check", CLOUD_HYPERVISOR, "--replay", "kick:12");
        assertThat(bound.status()).isEqualTo(ExitStatus.BAD_INPUT);
        assertThat(bound.err()).contains("buffers must be a number from 1 to 4, not 12");
        assertThat(CommandLineRun.of("check", folder.toString()).status()).isEqualTo(ExitStatus.BAD_INPUT);
    }

    @Test
    void everyWrongFileIsNamedAndNothingIsChecked() throws IOException {
        Files.writeString(folder.resolve("a.yaml"), "titel: x\n");
        Files.writeString(folder.resolve("b.yaml"), "title: [\n");
        Files.copy(Path.of(CLOUD_HYPERVISOR), folder.resolve("c.yaml"));
        CommandLineRun run = CommandLineRun.of("check", folder.toString());
        assertThat(run.status()).isEqualTo(ExitStatus.BAD_INPUT);
        assertThat(run.out()).isEmpty();
        assertThat(run.err().lines())
                .hasSize(2)
                .allMatch(line -> line.startsWith("fencepost: "))
                .anyMatch(line -> line.contains("a.yaml:1:1: "))
                .anyMatch(line -> line.contains("b.yaml:"));
    }

    @Test
    void otherCommandsFitEightyColumns() {
        for (String[] args : new String[][] {
            {"platforms"},
            {"platforms", "remoteproc", "up-guest", "dma-coherent/x86", "smp-arm64"},
            {"explain"},
            {"explain", "D1", "D2", "D3", "D4", "D5", "D6", "V1", "V2", "V3", "V4", "V5", "V6"}
        }) {
            CommandLineRun run = CommandLineRun.of(args);
            assertThat(run.status()).isEqualTo(ExitStatus.EXPECTED);
            assertThat(run.out().lines()).isNotEmpty().allMatch(line -> line.length() <= 80);
        }
        assertThat(CommandLineRun.of("platforms", "--format", "json").out().lines())
                .hasSize(15);
        assertThat(CommandLineRun.of("explain", "D7").err())
                .contains("unknown site, function or barrier 'D7'; did you mean");
    }
}
