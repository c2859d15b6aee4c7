package dev.fencepost.workbench.minimal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.model.platform.BarrierSite;
import dev.fencepost.model.proposal.check.Protocols;
import dev.fencepost.model.protocol.deployed.Deployed;
import dev.fencepost.workbench.OwnProtocol;
import dev.fencepost.workbench.Run;
import dev.fencepost.workbench.console.ExitStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MinimalCommandTest {
    private static Run minimal(String words) {
        return Run.of(("minimal " + words).split(" "));
    }

    @Test
    void textIsTheSameEveryTimeAndFitsTheLine() {
        Run run = minimal("split --platform smp-x86 --event-idx --compare");
        assertThat(run.status()).isEqualTo(ExitStatus.EXPECTED);
        assertThat(run.out()).contains("  D2 D4 D5 D6 V3 V4 (6 of 11)\n");
        assertThat(run.out()).contains("  D2   smp_mb             none               kick:2          S6     1\n");
        assertThat(run.out().lines()).allMatch(line -> line.length() <= 80);
        assertThat(run.err()).isEmpty();
        assertThat(minimal("split --platform smp-x86 --event-idx --compare").out())
                .isEqualTo(run.out());
    }

    @ParameterizedTest
    @ValueSource(strings = {"remoteproc --event-idx", "dma-coherent --in-place"})
    void otherPlatformsFitTheLineToo(String words) {
        Run run = minimal("split --compare --platform " + words);
        assertThat(run.status()).isEqualTo(ExitStatus.EXPECTED);
        assertThat(run.out().lines()).allMatch(line -> line.length() <= 80);
    }

    @Test
    void jsonHasPlansAndWitnesses() {
        Run run = minimal("split --platform smp-x86 --format json --compare");
        assertThat(run.out().lines()).hasSize(1);
        assertThat(run.out())
                .startsWith(
                        "{\"ring\": \"split\", \"platform\": \"smp-x86\", \"row\": \"hardware\", \"model\": \"tso\", ")
                .contains("\"answer\": \"Complete\", \"reasons\": []")
                .contains("\"smallest_sets\": [[\"D2\", \"D5\", \"D6\", \"V3\", \"V4\"]]")
                .contains("{\"site\": \"D2\", \"has\": \"smp_mb\", \"weaker\": \"none\", \"scenario\": \"kick\", "
                        + "\"buffers\": 2, \"clause\": \"S6\", ")
                .contains("{\"name\": \"linux-weak\", ");
    }

    @ParameterizedTest
    @CsvSource({
        "--buffers 1, with 1 buffer the check does not notice when D2 is dropped",
        "--timeout 0, hit the time limit"
    })
    void aLimitIsBounded(String option, String reason) {
        Run run = minimal("split --platform smp-lkmm " + option);
        assertThat(run.status()).isEqualTo(ExitStatus.DIFFERS);
        assertThat(run.out())
                .contains("Bounded: nothing is known.")
                .contains(reason)
                .doesNotContain("smallest set");
        Run json = minimal("split --platform smp-lkmm --format json " + option);
        assertThat(json.status()).isEqualTo(ExitStatus.DIFFERS);
        assertThat(json.out())
                .contains("\"answer\": \"Bounded\"")
                .contains(reason)
                .contains("\"plans\": []");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "grant --platform remoteproc | has no meaning on remoteproc: a guest and its hypervisor run on one",
                "grant --platform smp-x86 --event-idx | unknown feature 'EVENT_IDX' (expected GRANT_V2)",
                "grant --platform smp-x86 --weaken D1=none | D1 is a site of the split ring, not of the grant table",
                "msix --platform smp-x86 --compare | nothing is known of what stands today at the sites of the MSI-X",
                "msix --platform smp-x86 --bound 2 | --bound expects 1, not 2",
                "splt --platform smp-x86 | unknown protocol 'splt'; did you mean 'split'?",
                "barrier --platform smp-x86 | unknown protocol 'barrier' (expected",
                "split --platform smp-x68 | unknown platform 'smp-x68'; did you mean 'smp-x86'?",
                "split | Missing required option: '--platform=PLATFORM'",
                "split --platform smp-x86 --buffers 9 | --buffers expects a number from 1 to 4, not 9",
                "split --platform smp-x86 --weaken D1 | --weaken expects SITE=PRIMITIVE",
                "split --platform smp-x86 --weaken D11=none | unknown site 'D11'; did you mean",
                "split --platform smp-x86 --weaken D1=smp_wmd | unknown primitive 'smp_wmd'; did you mean 'smp_wmb'?",
                "split --platform smp-x86 --weaken D1=ctrl-dep | ctrl-dep has no meaning at D1",
                "split --platform smp-x86 --weaken D4=none | D4 is not a site with these features",
                "split --platform smp-x86 --weaken D2=none --plan 2 | --plan expects a number from 1 to 1, not 2",
                "split --platform smp-x86 --plan 1 | --plan says which plan --weaken is about"
            })
    void badUsageIsExplained(String words, String message) {
        Run run = minimal(words);
        assertThat(run.status()).isEqualTo(ExitStatus.BAD_INPUT);
        assertThat(run.err()).contains(message);
        assertThat(run.out()).isEmpty();
    }

    @Test
    void aWeakeningIsShownStepByStep() {
        Run run = minimal("split --platform smp-x86 --weaken D2=none");
        assertThat(run.status()).isEqualTo(ExitStatus.EXPECTED);
        assertThat(run.out())
                .startsWith("Plan 1 on smp-x86 with none at D2 instead of smp_mb: Violated\n  S6: ")
                .contains("Scenario kick, smallest bound 2 buffers.")
                .contains("store avail.idx = 2")
                .contains("The plan has none: there is no barrier.");
        assertThat(run.out().lines()).allMatch(line -> line.length() <= 80);
        Run json = minimal("split --platform smp-x86 --weaken D2=none --format json");
        assertThat(json.out()).contains("\"verdict\": \"Violated\"").contains("\"execution\": [");
        Run fine = minimal("split --platform smp-x86 --weaken D2=mb");
        assertThat(fine.out()).isEqualTo("Plan 1 on smp-x86 with mb at D2 instead of smp_mb: Holds\n");
    }

    @Test
    void comparisonTellsTooWeakFromTooStrong() {
        Run run = minimal("split --platform remoteproc --compare");
        assertThat(run.out())
                .contains("weak_barriers true (virtio-pci by default): not enough")
                .contains("  D1  dma_wmb        TOO WEAK: needs wmb")
                .contains("  D2  mb             exact");
        assertThat(minimal("split --platform smp-x86 --compare").out())
                .contains("  D2  mb             stronger than smp_mb")
                .contains("  V1  smp_rmb        exact: no instruction here");
    }

    @Test
    void grantsAreComparedToo() {
        Run run = minimal("grant --platform smp-arm64 --compare");
        assertThat(run.out())
                .contains("Linux guest, not x86: enough", "Linux guest, x86: not compared, it is built for x86")
                .contains("Xen: enough")
                .contains("  GX6 smp_wmb        exact (get_maptrack_handle; 4b78efa91c)");
        assertThat(run.out().lines()).allMatch(line -> line.length() <= 80);
    }

    /** Whatever the build, QEMU's packed ring can miss the interrupt that its split ring cannot. */
    @Test
    void aPackedRingIsComparedToo() {
        Run run = minimal("packed --platform smp-x86 --compare");
        assertThat(run.status()).isEqualTo(ExitStatus.EXPECTED);
        assertThat(run.out())
                .contains("weak_barriers true (virtio-pci by default): enough")
                .contains("QEMU virtio: not enough")
                .contains("  PV3 none           TOO WEAK: needs smp_mb");
        assertThat(run.out().lines()).allMatch(line -> line.length() <= 80);
    }

    /** A primitive that the search does not try is explored, and one that is not enough stays so. */
    @Test
    void whatDoesNotCompareByStrengthIsExplored() {
        assertThat(minimal("virtio-doorbell --platform pci-device --compare").out())
                .contains("  BD1 rte_io_wmb     enough in place of wmb (modern_notify_queue: rte_write16)\n")
                .contains("EDK2 VirtioLib, AARCH64: not compared, it is built for arm64\n");
        assertThat(minimal("split --platform smp-x86 --compare").out())
                .contains("virtio-drivers (rCore): not enough\n")
                .contains("  D2  store(Release)+load(Acquire) TOO WEAK: needs smp_mb (should_notify;");
    }

    /** A line that goes missing shows here, and one that is added may leave. */
    @Test
    void whatIsNotKnownIsThisAndNoMore() {
        List<String> unknown = new ArrayList<>();
        for (Deployed table : Protocols.deployedWith("")) {
            List<BarrierSite> sites = table.protocol().sites();
            MinimalDeployed.of(table).stream()
                    .filter(set -> !set.unknown(sites).isEmpty())
                    .forEach(set -> unknown.add(table.protocol().name() + " " + set.name() + ": "
                            + set.unknown(sites).stream().map(BarrierSite::name).collect(Collectors.joining(" "))));
        }
        assertThat(unknown)
                .containsExactlyInAnyOrder(
                        "split hermit: D5",
                        "split hermit-platform: D5",
                        "packed hermit: PD6",
                        "packed hermit-platform: PD6",
                        "dispatch qemu: QR2 QT1 QT4 QO1 QO2 QO3 QO4 QA1 QA2 QK3",
                        "xen-ring xen-header: XF3 XB1");
    }

    @Test
    void sitesThatNobodyLookedUpAreNotCountedAsRight() {
        assertThat(minimal("xen-ring --platform smp-x86 --compare").out())
                .contains("Xen's public header: enough as far as is known, which is not at XF3 XB1\n");
        assertThat(minimal("xen-ring --platform smp-x86 --compare --format json")
                        .out())
                .contains("\"name\": \"xen-header\"", "\"enough\": true, \"unknown\": [\"XF3\", \"XB1\"]");
    }

    @Test
    void aTableOfOnesOwnStandsBesideTheFile(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("mine.c"), OwnProtocol.TEXT);
        String words = file + " --platform smp-arm64 --compare";
        assertThat(minimal(words).err()).contains("there is no table '" + folder.resolve("mine.today") + "'");
        Path table = Files.writeString(folder.resolve("mine.today"), OwnProtocol.TABLE);
        assertThat(minimal(words).out())
                .contains("My driver: enough", "  P1  smp_wmb        exact (produce: my_wmb)")
                .contains("My device: not enough", "  C1  none           TOO WEAK: needs smp_rmb (consume)");
        Files.writeString(table, OwnProtocol.TABLE.replace("C1  none", "C2  none"));
        Run wrong = minimal(words);
        assertThat(wrong.status()).isEqualTo(ExitStatus.BAD_INPUT);
        assertThat(wrong.err()).contains("mine.today:9:1: the ring has no site 'C2' (did you mean 'C1'?)");
        assertThat(wrong.out()).isEmpty();
    }
}
