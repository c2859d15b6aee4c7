package dev.fencepost.properties.protocol.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.model.platform.BarrierPlan;
import dev.fencepost.model.platform.BarrierSite;
import dev.fencepost.model.platform.Primitive;
import dev.fencepost.model.proposal.check.Protocols;
import dev.fencepost.model.proposal.minimal.MinimalPlans;
import dev.fencepost.model.protocol.Protocol;
import dev.fencepost.model.protocol.Variant;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The folder {@code protocols}: what is in it is what Fencepost has, and what its page teaches works. */
class ProtocolFilesTest {
    private static final Path FOLDER = Path.of("../protocols");

    @Test
    void everyFileIsOneThatFencepostHasUnderTheNameThatItSays() throws IOException {
        List<String> listed = new ArrayList<>();
        for (String line : Files.readAllLines(FOLDER.resolve("index"))) {
            if (!line.startsWith("#")) {
                String[] words = line.split("\\s+");
                listed.add(words[1]);
                assertThat(Protocols.of(words[0]).orElseThrow().name()).isEqualTo(words[0]);
            }
        }
        try (Stream<Path> files = Files.list(FOLDER)) {
            assertThat(files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(".c")))
                    .containsExactlyInAnyOrderElementsOf(listed);
        }
    }

    /** The example of the page is whole, short, right among processors, and wrong toward a device. */
    @Test
    void firstExampleDoesWhatThePageSays() {
        String page = Texts.file("README.md");
        String example = page.substring(page.indexOf("```c\n") + 5, page.indexOf("```\n", page.indexOf("```c\n") + 5));
        assertThat(example.lines().count()).isLessThanOrEqualTo(25);
        assertThat(Texts.findings(example, "smp-lkmm")).isEmpty();
        assertThat(Texts.findings(example, "dma-coherent")).isNotEmpty();
        assertThat(Texts.findings(example.replace("smp_wmb();", ";"), "smp-lkmm"))
                .isNotEmpty();
    }

    /** An entry in memory, then a doorbell: what stands before the doorbell must reach registers. */
    @ParameterizedTest
    @CsvSource({"wmb, true", "mb, true", "dma_wmb, false", "smp_wmb, false", "smp_store_release, false", "none, false"})
    void doorbellTakesABarrierThatReachesRegisters(String primitive, boolean holds) {
        Protocol nvme = Protocols.of("nvme").orElseThrow();
        BarrierSite doorbell = nvme.site("NH1").orElseThrow();
        BarrierPlan plan =
                BarrierPlan.mandatory().with(doorbell, Primitive.of(primitive).orElseThrow());
        assertThat(Texts.findings(nvme, Set.of(), plan, "pci-device", 2).isEmpty())
                .isEqualTo(holds);
    }

    @Test
    void thereIsASmallestPlanForADoorbell() {
        Protocol nvme = Protocols.of("nvme").orElseThrow();
        Set<String> before = new TreeSet<>();
        new MinimalPlans(Duration.ofMinutes(1), any -> {})
                .find(Variant.of(nvme), 2, Texts.platform("pci-device"))
                .plans()
                .forEach(plan -> before.add(
                        plan.plan().at(nvme.site("NH1").orElseThrow()).spelling()));
        assertThat(before).containsExactly("wmb");
    }

    /** A row: the word of the memory, what stands between the two writes, a platform, and whether the order is kept. */
    @ParameterizedTest
    @CsvSource({
        "ipi, smp_wmb, smp-lkmm, false",
        "ipi, wmb, smp-lkmm, true",
        "ipi, smp_wmb, smp-arm64, false",
        "ipi, wmb, smp-arm64, true",
        "mmio, dma_wmb, pci-device, false",
        "mmio, wmb, pci-device, true",
        "shared, smp_wmb, smp-lkmm, true",
    })
    void whatLiesBehindMemoryDecidesWhichBarrierIsEnough(String kind, String fence, String platform, boolean holds) {
        String text = """
                bound(K, "message", "messages", 1);
                platforms("pci-device", "smp-lkmm", "smp-arm64");
                shared u32 data;
                %s u32 flag;
                driver void send(void) { WRITE_ONCE(data, 7); %s(); WRITE_ONCE(flag, 1); }
                device void receive(void) { await(READ_ONCE(flag)); mb(); never(READ_ONCE(data) != 7, S3, "stale"); }
                scenario(message) { run(send()); run(receive()); }
                """.formatted(kind, fence);
        assertThat(Texts.findings(text, platform).isEmpty()).isEqualTo(holds);
    }

    /** Writes to two devices are posted on two ways; a read from one flushes nothing of the other. */
    @ParameterizedTest
    @CsvSource({"mmio u32 a; mmio u32 b;, a, b, false", "mmio struct { u32 a; u32 b; } d;, d.a, d.b, true"})
    void orderHoldsPerDevice(String declarations, String first, String second, boolean holds) {
        String text = """
                bound(K, "write", "writes", 1);
                platforms("pci-device");
                %s
                driver void go(void) { WRITE_ONCE(%s, 1); WRITE_ONCE(%s, 1); }
                device void look(void) { if (READ_ONCE(%s)) { mb(); never(!READ_ONCE(%s), M7, "late"); } }
                scenario(s) { run(go()); run(look()); }
                """.formatted(declarations, first, second, second, first);
        assertThat(Texts.findings(text, "pci-device").isEmpty()).isEqualTo(holds);
    }

    /** Memory that is not coherent: no fence helps, cleaning and invalidating do. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "mb();| mb();| false",
                "dma_sync_single_for_device(0, &data, 4, DMA_TO_DEVICE); mb();| mb();| false",
                "dma_sync_single_for_device(0, &data, 4, DMA_TO_DEVICE); mb();"
                        + "| mb(); dma_sync_single_for_cpu(0, &data, 4, DMA_FROM_DEVICE);| true",
            })
    void noFenceHelpsWhereMemoryIsNotCoherent(String clean, String invalidate, boolean holds) {
        String text = """
                bound(K, "message", "messages", 1);
                platforms("remoteproc");
                non_coherent u32 data;
                shared u32 flag;
                driver void send(void) { WRITE_ONCE(data, 7); %s WRITE_ONCE(flag, 1); }
                device void receive(void) { await(READ_ONCE(flag)); %s never(READ_ONCE(data) != 7, S3, "stale"); }
                scenario(message) { run(send()); run(receive()); }
                """.formatted(clean, invalidate);
        assertThat(Texts.findings(text, "remoteproc").isEmpty()).isEqualTo(holds);
    }
}
