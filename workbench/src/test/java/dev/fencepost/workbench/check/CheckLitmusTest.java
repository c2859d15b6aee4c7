package dev.fencepost.workbench.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.workbench.CommandLineRun;
import dev.fencepost.workbench.console.ExitStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The essence of a counterexample as a litmus test: the Linux model allows it, and no longer with the missing barrier.
 */
class CheckLitmusTest {
    @TempDir
    private Path folder;

    private CommandLineRun write(String... arguments) {
        return CommandLineRun.of(Stream.concat(Stream.of("check", "--litmus", folder.toString()), Stream.of(arguments))
                .toArray(String[]::new));
    }

    private static List<String> observations(Path path) {
        CommandLineRun run = CommandLineRun.of("litmus", "--model", "lkmm", path.toString());
        assertThat(run.err()).isEmpty();
        return run.out()
                .lines()
                .filter(line -> line.startsWith("Observation"))
                .map(line -> line.split(" ")[2])
                .toList();
    }

    private static void assertForbiddenWith(Path file, String without, String with) throws IOException {
        String text = Files.readString(file);
        assertThat(text).contains(without);
        Path mended = Files.writeString(file.resolveSibling("mended.litmus"), text.replace(without, with));
        assertThat(observations(mended)).containsExactly("Never");
        Files.delete(mended);
    }

    @Test
    void everyViolationUnderAPublishedModelIsAllowedByTheLinuxModel() throws IOException {
        CommandLineRun run = write("../proposals");
        assertThat(run.status()).isEqualTo(ExitStatus.EXPECTED);
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(observations(folder)).hasSize((int) files.count()).containsOnly("Sometimes");
        }
        assertThat(run.err()).contains("herd7 has no model of a weak boundary");
    }

    @Test
    void aFullBarrierForbidsTheLostKick() throws IOException {
        write("../proposals/cloud-hypervisor-2179.yaml");
        assertForbiddenWith(
                folder.resolve("cloud-hypervisor-2179+before+smp-lkmm.litmus"),
                "smp_store_release(avail_event, 1);\n",
                "smp_store_release(avail_event, 1);\n\tsmp_mb();\n");
    }

    @Test
    void aReadBarrierForbidsTheStaleHead() throws IOException {
        write("../proposals/dpdk-d4ff2135eb.yaml");
        assertForbiddenWith(
                folder.resolve("dpdk-d4ff2135eb+smp-arm64.litmus"),
                "if (r0 == 1) {\n",
                "if (r0 == 1) {\n\t\tsmp_rmb();\n");
    }

    @Test
    void aWriteBarrierForbidsTheSlip() throws IOException {
        write("../proposals/linux-7b21e34f-slip.yaml");
        assertForbiddenWith(
                folder.resolve("linux-7b21e34f-slip+smp-lkmm.litmus"), "smp_rmb();\n\tWRITE", "smp_wmb();\n\tWRITE");
    }
}
