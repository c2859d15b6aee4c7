package dev.fencepost.properties.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.fencepost.model.c.Source;
import dev.fencepost.model.c.SourceException;
import dev.fencepost.model.platform.BarrierSite;
import dev.fencepost.model.proposal.check.Protocols;
import dev.fencepost.model.protocol.Protocol;
import dev.fencepost.model.protocol.deployed.Build;
import dev.fencepost.model.protocol.deployed.Deployed;
import dev.fencepost.model.protocol.deployed.Implementation;
import dev.fencepost.model.protocol.deployed.Spot;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The tables of what stands today beside the protocols: how they are read, and that each is whole. */
class DeployedTest {
    private static final Protocol SPLIT = Protocols.of("split").orElseThrow();
    private static final int TRIES = Boolean.getBoolean("fencepost.deep") ? 20_000 : 200;
    private static final String TABLE = """
            # A comment.
            code linux  Linux virtio_ring
            from torvalds/linux  a remark
            build weak    weak barriers
            build strong  strong barriers  arm64
            word virtio_wmb  virt_wmb | dma_wmb  virtio_ring.h
            caller kick  kick_prepare
            absent D6  it has no delayed callbacks
            file drivers/virtio/virtio_ring.c  v6.12
            D1     virtio_wmb#2  add                             said here
            D2     virt_mb       kick_prepare  {idx .. event}    [weak]
            D2     dmb sy        kick_prepare  [strong]
            D4,D5  store(Release)+load(Acquire)  poll
            D2     none          elsewhere
            """;

    private static Deployed read(String text) throws SourceException {
        return Deployed.read(SPLIT, new Source("t.today", text));
    }

    @Test
    void aTableSaysWhatStandsWhereInEachBuild() throws SourceException {
        Implementation linux = read(TABLE).implementations().get(0);
        Build weak = linux.builds().get(0);
        Build strong = linux.builds().get(1);
        assertThat(linux.plan(weak))
                .hasToString(
                        "{D1=virt_wmb, D2=virt_mb, D4=store(Release)+load(Acquire), D5=store(Release)+load(Acquire)}");
        assertThat(linux.plan(strong))
                .hasToString(
                        "{D1=dma_wmb, D2=dmb sy, D4=store(Release)+load(Acquire), D5=store(Release)+load(Acquire)}");
        assertThat(strong.architecture()).isEqualTo("arm64");
        assertThat(linux.absent()).hasToString("{D6=it has no delayed callbacks}");
        Spot first = linux.spots().get(0);
        assertThat(first.call()).isEqualTo("virtio_wmb");
        assertThat(first.number()).isEqualTo(2);
        assertThat(first.note()).isEqualTo("said here");
        assertThat(first.file() + " " + first.version()).isEqualTo("drivers/virtio/virtio_ring.c v6.12");
        assertThat(linux.spots().get(1).between()).contains(new Spot.Between("idx", "event"));
        assertThat(linux.in("kick"))
                .extracting(Spot::function)
                .containsOnly("kick_prepare")
                .hasSize(2);
        assertThat(linux.functions()).containsExactly("kick", "add", "kick_prepare", "poll", "elsewhere");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "code linux  ! x linux  ! 2:1: expected 'code NAME' and a title",
                "code linux  L ! code linux kernel  L ! 2:6: expected one word, two blanks and a title",
                "Linux virtio_ring !! 2:11: expected two blanks and a title at the end of the line",
                "from torvalds ! form torvalds ! 3:1: expected code, from, build, word, caller, absent, file",
                "from torvalds/linux  a remark ! # ! 2:1: 'linux' has no 'from REPOSITORY'",
                "barriers  arm64 ! barriers  arm46 ! 5:32: expected an architecture (x86, arm64, riscv, power)",
                "build strong ! build weak ! 5:7: there is another 'weak' in this table",
                "virt_wmb | dma_wmb ! virt_wmb | dma_wmb | wmb ! 6:18: expected one meaning, or one for each",
                "virt_wmb | dma_wmb ! virt_wmb | dma_wbm ! 6:29: no primitive and no word of this code",
                "virtio_ring.h ! ! 6:36: expected two blanks and where that is said",
                "kick  kick_prepare ! kick  kick_prepaer ! 7:14: no function of this code",
                "absent D6 ! absent D1 ! 2:1: 'linux' has D1, and a line that says it has not",
                "absent D6 ! absent D66 ! 8:8: the split ring has no site 'D66' (did you mean 'D6'?)",
                "file drivers/virtio/virtio_ring.c  v6.12 ! # ! 10:1: expected 'file PATH'",
                "v6.12 ! ! 9:34: expected two blanks and its version",
                "D1     virtio_wmb#2 ! D1     virtio_wbm#2 ! 10:8: no primitive and no word of this code",
                "D1     virtio_wmb#2  add ! D1  smp_load_acquire  add ! 10:5: smp_load_acquire has no meaning at D1",
                "D2     virt_mb ! X2     virt_mb ! 11:1: the split ring has no site 'X2'",
                "{idx .. event} ! {idx, event} ! 11:36: expected {FIRST .. SECOND}",
                "{idx .. event} ! { ! 11:36: expected {FIRST .. SECOND}",
                "[strong] ! [stronk] ! 12:37: no build of this code: 'stronk' (did you mean 'strong'?)",
                "[strong] ! [strong ! 12:36: expected [BUILD,BUILD]",
                "elsewhere ! elsewhere  one  two ! 14:38: expected the end of the line"
            })
    void whatIsWrongIsNamedWithLineAndColumn(String before, String after, String message) {
        assertThat(TABLE).contains(before);
        String wrong = TABLE.replace(before, after == null ? "" : after);
        SourceException refused = catchThrowableOfType(SourceException.class, () -> read(wrong));
        assertThat(refused).as(wrong).isNotNull();
        assertThat(refused.report()).startsWith("t.today:" + message);
    }

    @ParameterizedTest
    @CsvSource({
        "from torvalds, form torvalds, from",
        "dma_wmb  virtio_ring.h, dma_wbm  virtio_ring.h, dma_wmb",
        "kick  kick_prepare, kick  kick_prepaer, kick_prepare",
        "virtio_wmb#2, virtio_wbm#2, virtio_wmb"
    })
    void theNearestWordIsNamed(String before, String after, String nearest) {
        SourceException refused = catchThrowableOfType(SourceException.class, () -> read(TABLE.replace(before, after)));
        assertThat(refused).hasMessageEndingWith("(did you mean '" + nearest + "'?)");
    }

    /** The mutants of a text: whatever letters are cut out or doubled, it is read or refused, and nothing else. */
    @Test
    void aMutilatedTableIsReadOrRefused() {
        Random random = new Random(13);
        for (int i = 0; i < TRIES; i++) {
            int from = random.nextInt(TABLE.length());
            int to = Math.min(TABLE.length(), from + 1 + random.nextInt(12));
            String middle =
                    random.nextBoolean() ? "" : TABLE.substring(from, to).repeat(2);
            String mutilated = TABLE.substring(0, from) + middle + TABLE.substring(to);
            try {
                read(mutilated);
            } catch (SourceException e) {
                assertThat(e.line()).isBetween(1, 1 + (int) mutilated.lines().count());
            }
        }
    }

    static List<Deployed> tables() {
        return Protocols.deployedWith("");
    }

    @Test
    void everyProtocolWithCodeOutsideHasATable() {
        assertThat(tables())
                .extracting(table -> table.protocol().name())
                .containsExactlyElementsOf(Protocols.names().stream()
                        .filter(name -> !name.equals("msix")) // Whoever emulates that table holds a lock.
                        .toList());
    }

    @ParameterizedTest
    @MethodSource("tables")
    void everyPlaceCanBeLookedUp(Deployed table) {
        for (Implementation code : table.implementations()) {
            assertThat(code.repository()).as(code.name()).matches("[\\w.-]+/[\\w.-]+");
            for (Spot spot : code.spots()) {
                assertThat(spot.version()).as(code.name()).matches("v[0-9.]+|[0-9a-f]{7,12}");
                assertThat(spot.file()).as(code.name()).matches("[\\w./-]+\\.(c|h|rs)");
                assertThat(spot.function()).as(code.name()).matches("\\w+");
            }
            assertThat(code.builds())
                    .allSatisfy(build -> assertThat(code.plan(build)).containsOnlyKeys(sites(code, build)));
        }
    }

    private static BarrierSite[] sites(Implementation code, Build build) {
        return code.spots().stream()
                .filter(spot -> spot.isIn(build))
                .flatMap(spot -> spot.sites().stream())
                .distinct()
                .toArray(BarrierSite[]::new);
    }
}
