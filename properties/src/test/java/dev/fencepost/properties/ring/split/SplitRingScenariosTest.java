package dev.fencepost.properties.ring.split;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.model.platform.BarrierPlan;
import dev.fencepost.model.platform.BarrierSite;
import dev.fencepost.model.platform.Platform;
import dev.fencepost.model.platform.Platforms;
import dev.fencepost.model.protocol.Scenario;
import dev.fencepost.model.protocol.Variant;
import dev.fencepost.properties.ring.Judge;
import dev.fencepost.properties.ring.RingFeatures;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The scenarios with all barriers: they hold everywhere, with these numbers of executions. */
class SplitRingScenariosTest {
    @ParameterizedTest
    @CsvSource({
        "true,  1, transfer=3 kept-index=3 kick=2 interrupt=2 delayed=2 callbacks-on=2 kick-fresh=2",
        "true,  2, transfer=10 kept-index=6 kick=7 interrupt=10 delayed=10 callbacks-on=8 reuse=5 batch=6 kick-once=2"
                + " kick-fresh=17 interrupt-once=2",
        "false, 1, transfer=3 kept-index=3 kick=2 interrupt=2 delayed=2",
        "false, 2, transfer=10 kept-index=6 kick=11 interrupt=11 delayed=11 reuse=5 batch=6 kick-once=2"
                + " interrupt-once=2",
    })
    void holdWithMandatoryBarriersOnEveryRow(boolean eventIdx, int buffers, String expected) {
        Set<String> features = new RingFeatures(eventIdx, false).split().features();
        for (Platform platform : Platforms.rows()) {
            List<String> counts = new ArrayList<>();
            for (Scenario scenario :
                    RingFeatures.SPLIT.scenarios(features, BarrierPlan.mandatory(), platform, buffers)) {
                Judge.Finding finding = Judge.explore(scenario, platform.memoryModel());
                assertThat(finding.broken()).as(scenario.name()).isEmpty();
                counts.add(scenario.name() + "=" + finding.executions());
            }
            assertThat(String.join(" ", counts)).as(platform.id()).isEqualTo(expected);
        }
    }

    @Test
    void togetherHaveEverySite() {
        for (RingFeatures features : List.of(new RingFeatures(true, true), new RingFeatures(true, false))) {
            Set<BarrierSite> sites = new HashSet<>();
            features.split()
                    .scenarios(BarrierPlan.mandatory(), Judge.platform("smp-lkmm"), 1)
                    .forEach(scenario -> sites.addAll(scenario.sites()));
            assertThat(sites).containsAll(features.split().sites());
        }
    }

    /**
     * With nothing at any site something must go wrong in each scenario, or it would check nothing. Of two buffers no
     * batch comes behind a decision about another, of three one does.
     */
    @ParameterizedTest
    @CsvSource({"true", "false"})
    void eachCatchesSomething(boolean eventIdx) {
        BarrierPlan nothing = BarrierPlan.mandatory();
        for (BarrierSite site : RingFeatures.SPLIT.sites()) {
            nothing = nothing.without(site);
        }
        Platform platform = Judge.platform("smp-arm64");
        Variant ring = new RingFeatures(eventIdx, true).split();
        Set<String> silent = new TreeSet<>();
        for (int buffers = 2; buffers <= 3; buffers++) {
            for (Scenario scenario : ring.scenarios(nothing, platform, buffers)) {
                if (Judge.breaks(scenario, platform.memoryModel())) {
                    silent.remove(scenario.name());
                } else {
                    silent.add(scenario.name());
                }
            }
        }
        assertThat(silent).isEmpty();
    }
}
