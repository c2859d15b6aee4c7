package dev.fencepost.properties.ring.split;

import static dev.fencepost.properties.protocol.Sites.site;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.model.memory.model.Sc;
import dev.fencepost.model.platform.BarrierPlan;
import dev.fencepost.model.platform.BarrierSite;
import dev.fencepost.model.platform.Platform;
import dev.fencepost.properties.ring.Judge;
import dev.fencepost.properties.ring.RingFeatures;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Each site dropped alone, under each model, with the smallest bound that exposes it and the clause that breaks. The
 * models that keep neither loads nor stores in order (Armv8, LKMM, and their extension) reject every site; x86-TSO
 * rejects the store-buffering sites alone; sequential consistency none.
 */
class SplitRingSitesTest {
    private static final int MOST = 2;

    @ParameterizedTest
    @CsvSource({
        "D1, false, 1 transfer S3",
        "D2, true,  2 kick S6",
        "D3, false, 1 transfer S4",
        "D4, true,  2 callbacks-on S6",
        "D5, true,  2 interrupt S6",
        "D6, true,  2 delayed S6",
        "V1, false, 1 transfer S3",
        "V2, false, 1 transfer S4",
        "V3, true,  2 interrupt S6",
        "V4, true,  2 kick S6",
        "V5, false, 1 kept-index S3",
        "V6, false, 2 reuse S3"
    })
    void withEventIdx(String site, boolean failsOnTso, String exposed) {
        droppedAlone(site(site), new RingFeatures(true, site.equals("V6")), failsOnTso, exposed);
    }

    @ParameterizedTest
    @CsvSource({
        "D1, false, 1 transfer S3",
        "D2, true,  2 kick S6",
        "D3, false, 1 transfer S4",
        "D5, true,  2 interrupt S6",
        "D6, true,  2 delayed S6",
        "V1, false, 1 transfer S3",
        "V2, false, 1 transfer S4",
        "V3, true,  2 interrupt S6",
        "V4, true,  2 kick S6",
        "V5, false, 1 kept-index S3",
        "V6, false, 2 reuse S3"
    })
    void withFlags(String site, boolean failsOnTso, String exposed) {
        droppedAlone(site(site), new RingFeatures(false, site.equals("V6")), failsOnTso, exposed);
    }

    private static void droppedAlone(BarrierSite site, RingFeatures features, boolean failsOnTso, String exposed) {
        BarrierPlan mutant = BarrierPlan.mandatory().without(site);
        Platform smp = Judge.platform("smp-lkmm");
        assertThat(Judge.smallest(features, mutant, smp, new Sc(), MOST)).isEqualTo("-");
        assertThat(on("smp-x86", features, mutant)).isEqualTo(failsOnTso ? exposed : "-");
        for (String weak : new String[] {"smp-arm64", "smp-lkmm", "dma-coherent", "remoteproc"}) {
            assertThat(on(weak, features, mutant)).as(weak).isEqualTo(exposed);
        }
    }

    private static String on(String platform, RingFeatures features, BarrierPlan plan) {
        Platform row = Judge.platform(platform);
        return Judge.smallest(features, plan, row, row.memoryModel(), MOST);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void everySiteIsOneForSomeFeatures(boolean eventIdx) {
        Set<BarrierSite> sites = new HashSet<>();
        sites.addAll(new RingFeatures(eventIdx, false).split().sites());
        sites.addAll(new RingFeatures(eventIdx, true).split().sites());
        Set<BarrierSite> expected = new HashSet<>(RingFeatures.SPLIT.sites());
        if (!eventIdx) {
            expected.remove(site("D4"));
        }
        assertThat(sites).isEqualTo(expected);
    }
}
