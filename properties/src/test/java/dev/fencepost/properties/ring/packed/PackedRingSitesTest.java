package dev.fencepost.properties.ring.packed;

import static dev.fencepost.properties.protocol.Sites.site;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.model.memory.model.Sc;
import dev.fencepost.model.platform.BarrierPlan;
import dev.fencepost.model.platform.BarrierSite;
import dev.fencepost.model.platform.Platform;
import dev.fencepost.model.protocol.Claim;
import dev.fencepost.model.protocol.Scenario;
import dev.fencepost.model.protocol.Variant;
import dev.fencepost.model.spec.Rule;
import dev.fencepost.properties.ring.Judge;
import dev.fencepost.properties.ring.RingFeatures;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each site of the packed ring dropped alone, as {@code SplitRingSitesTest} has it for the split ring. */
class PackedRingSitesTest {
    private static final int MOST = 2;

    @ParameterizedTest
    @CsvSource({
        "PD1, false, 1 transfer S3",
        "PD2, true,  2 kick S6",
        "PD3, false, 1 transfer S4",
        "PD4, true,  2 callbacks-on S6",
        "PD5, false, 1 event-position P5",
        "PD6, true,  2 interrupt S6",
        "PV1, false, 1 transfer S3",
        "PV2, false, 1 transfer S4",
        "PV3, true,  2 interrupt S6",
        "PV4, true,  2 kick S6",
        "PV5, false, 1 event-position P5",
        "PV6, false, 2 reuse S3"
    })
    void withEventIdx(String site, boolean failsOnTso, String exposed) {
        droppedAlone(site(site), new RingFeatures(true, site.equals("PV6")), failsOnTso, exposed);
    }

    @ParameterizedTest
    @CsvSource({
        "PD1, false, 1 transfer S3",
        "PD2, true,  2 kick S6",
        "PD3, false, 1 transfer S4",
        "PD6, true,  2 interrupt S6",
        "PV1, false, 1 transfer S3",
        "PV2, false, 1 transfer S4",
        "PV3, true,  2 interrupt S6",
        "PV4, true,  2 kick S6",
        "PV6, false, 2 reuse S3"
    })
    void withFlags(String site, boolean failsOnTso, String exposed) {
        droppedAlone(site(site), new RingFeatures(false, site.equals("PV6")), failsOnTso, exposed);
    }

    private static void droppedAlone(BarrierSite site, RingFeatures features, boolean failsOnTso, String exposed) {
        Variant variant = features.packed();
        BarrierPlan mutant = BarrierPlan.mandatory().without(site);
        assertThat(Judge.smallest(variant, mutant, Judge.platform("smp-lkmm"), new Sc(), MOST))
                .isEqualTo("-");
        assertThat(on("smp-x86", variant, mutant)).isEqualTo(failsOnTso ? exposed : "-");
        for (String weak : new String[] {"smp-arm64", "smp-lkmm", "dma-coherent", "remoteproc"}) {
            assertThat(on(weak, variant, mutant)).as(weak).isEqualTo(exposed);
        }
    }

    private static String on(String platform, Variant variant, BarrierPlan plan) {
        Platform row = Judge.platform(platform);
        return Judge.smallest(variant, plan, row, row.memoryModel(), MOST);
    }

    /** PD1 keeps the parts of a list together, too. */
    @Test
    void withoutPd1OrPv1ListsArePartial() {
        for (BarrierSite site : List.of(site("PD1"), site("PV1"))) {
            assertThat(broken(BarrierPlan.mandatory().without(site), "list", 1)).contains("P3");
        }
        assertThat(broken(BarrierPlan.mandatory(), "list", 1)).isEmpty();
    }

    /**
     * What PD5 and PV5 are there for: the position belongs to the flags. No wakeup is lost for want of either, because
     * PD6 and PV3 stand between both stores and the last look, and between the used flags and both loads.
     */
    @ParameterizedTest
    @ValueSource(strings = {"PD5", "PV5"})
    void stalePositionLosesNoWakeup(String name) {
        for (int buffers = 1; buffers <= MOST; buffers++) {
            for (Scenario scenario : scenarios(BarrierPlan.mandatory().without(site(name)), buffers)) {
                assertThat(Judge.explore(scenario, Judge.platform("smp-lkmm").memoryModel())
                                .broken())
                        .as(scenario.name())
                        .doesNotContain("S6");
            }
        }
    }

    private static List<Scenario> scenarios(BarrierPlan plan, int buffers) {
        return new RingFeatures(true, false).packed().scenarios(plan, Judge.platform("smp-lkmm"), buffers);
    }

    private static List<String> broken(BarrierPlan plan, String name, int buffers) {
        Scenario scenario = scenarios(plan, buffers).stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow();
        return Judge.explore(scenario, Judge.platform("smp-lkmm").memoryModel()).broken();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void everySiteIsOneForSomeFeatures(boolean eventIdx) {
        Set<BarrierSite> sites = new HashSet<>();
        sites.addAll(new RingFeatures(eventIdx, false).packed().sites());
        sites.addAll(new RingFeatures(eventIdx, true).packed().sites());
        Set<BarrierSite> expected = new HashSet<>(RingFeatures.PACKED.sites());
        if (!eventIdx) {
            expected.removeAll(Set.of(site("PD4"), site("PD5"), site("PV5"), site("PV7")));
        }
        assertThat(sites).isEqualTo(expected);
    }

    /** Every clause that the protocol speaks of is the clause of some claim. */
    @Test
    void clausesAreThoseOfItsClaims() {
        Set<Rule> claimed = new HashSet<>();
        for (int buffers = 1; buffers <= MOST; buffers++) {
            for (Scenario scenario : scenarios(BarrierPlan.mandatory(), buffers)) {
                scenario.claims().stream().map(Claim::clause).forEach(claimed::add);
            }
        }
        assertThat(claimed).isEqualTo(Set.copyOf(RingFeatures.PACKED.clauses()));
    }
}
