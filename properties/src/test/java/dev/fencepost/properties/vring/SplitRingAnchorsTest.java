package dev.fencepost.properties.vring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.model.memory.Armv8;
import dev.fencepost.model.memory.Lkmm;
import dev.fencepost.model.memory.MemoryModel;
import dev.fencepost.model.memory.Sc;
import dev.fencepost.model.memory.Tso;
import dev.fencepost.model.platform.BarrierPlan;
import dev.fencepost.model.protocol.Scenario;
import dev.fencepost.model.vring.RingFeatures;
import dev.fencepost.model.vring.SplitRingPrograms;
import dev.fencepost.model.vring.SplitRingSite;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What Spin with store buffers and GenMC say of the same ring: the four full barriers are unnecessary on SC and all
 * necessary on TSO and weaker; with one buffer, and notifications that overtake stores, only D2 and V3 are caught. And
 * of the six sites of the whole ring only the full set is safe.
 */
class SplitRingAnchorsTest {
    private static final RingFeatures EVENT_IDX = new RingFeatures(true, false);
    private static final List<SplitRingSite> FULL =
            List.of(SplitRingSite.D2, SplitRingSite.D5, SplitRingSite.V3, SplitRingSite.V4);
    private static final List<SplitRingSite> SIX = List.of(
            SplitRingSite.D1, SplitRingSite.D2, SplitRingSite.D3, SplitRingSite.V1, SplitRingSite.V2, SplitRingSite.V3);

    private static SplitRingPrograms ring(BarrierPlan plan) {
        return new SplitRingPrograms(EVENT_IDX, plan, Judge.platform("smp-lkmm"));
    }

    private static List<SplitRingSite> caught(int buffers, MemoryModel model) {
        List<SplitRingSite> caught = new ArrayList<>();
        for (SplitRingSite site : FULL) {
            for (Scenario scenario : ring(BarrierPlan.mandatory().without(site)).overtaking(buffers)) {
                if (!Judge.explore(scenario, model).broken().isEmpty()) {
                    caught.add(site);
                }
            }
        }
        return caught;
    }

    @Test
    void noFullBarrierIsNecessaryOnSc() {
        assertThat(caught(1, new Sc())).isEmpty();
        assertThat(caught(2, new Sc())).isEmpty();
        assertThat(caught(3, new Sc())).isEmpty();
    }

    @Test
    void oneBufferCatchesTheNotifyingSidesOnly() {
        for (MemoryModel model : List.of(new Tso(), new Armv8(), new Lkmm())) {
            assertThat(caught(1, model)).as(model.name()).containsExactly(SplitRingSite.D2, SplitRingSite.V3);
        }
    }

    @Test
    void twoBuffersCatchAllFour() {
        for (MemoryModel model : List.of(new Tso(), new Armv8(), new Lkmm())) {
            assertThat(caught(2, model)).as(model.name()).isEqualTo(FULL);
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 7", "2, 8", "3, 9", "4, 10", "12, 18"})
    void theFencedRingGrowsLinearly(int buffers, long executions) {
        Judge.Finding finding = Judge.explore(ring(BarrierPlan.mandatory()).wholeRing(buffers), new Lkmm());
        assertThat(finding.broken()).isEmpty();
        assertThat(finding.executions()).isEqualTo(executions);
    }

    @ParameterizedTest
    @CsvSource({"1", "2"})
    void onlyTheFullSetOfSixSitesIsSafe(int buffers) {
        List<Integer> safe = IntStream.range(0, 64)
                .filter(mask -> {
                    BarrierPlan plan = BarrierPlan.mandatory();
                    for (int i = 0; i < SIX.size(); i++) {
                        plan = (mask >> i & 1) == 0 ? plan.without(SIX.get(i)) : plan;
                    }
                    return Judge.explore(ring(plan).wholeRing(buffers), new Lkmm())
                            .broken()
                            .isEmpty();
                })
                .boxed()
                .toList();
        assertThat(safe).containsExactly(63);
    }
}
