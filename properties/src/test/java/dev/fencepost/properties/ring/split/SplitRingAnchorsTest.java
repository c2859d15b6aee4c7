package dev.fencepost.properties.ring.split;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.model.memory.execution.MemoryModel;
import dev.fencepost.model.memory.model.Armv8;
import dev.fencepost.model.memory.model.Lkmm;
import dev.fencepost.model.memory.model.Sc;
import dev.fencepost.model.memory.model.Tso;
import dev.fencepost.model.platform.BarrierPlan;
import dev.fencepost.model.platform.BarrierSite;
import dev.fencepost.model.protocol.Protocol;
import dev.fencepost.model.protocol.Scenario;
import dev.fencepost.properties.protocol.text.ProtocolResources;
import dev.fencepost.properties.ring.Judge;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
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
    private static final Protocol WHOLE =
            ProtocolResources.read(SplitRingAnchorsTest.class, "/dev/fencepost/stress/bench/whole-ring.c");
    private static final Protocol OVERTAKING = ProtocolResources.read(SplitRingAnchorsTest.class, "overtaking.c");

    private static List<Scenario> scenarios(Protocol protocol, BarrierPlan plan, int buffers) {
        return protocol.scenarios(Set.of(), plan, Judge.platform("smp-lkmm"), buffers);
    }

    private static Judge.Finding wholeRing(BarrierPlan plan, int buffers) {
        return Judge.explore(scenarios(WHOLE, plan, buffers).get(0), new Lkmm());
    }

    private static List<String> caught(int buffers, MemoryModel model) {
        List<String> caught = new ArrayList<>();
        for (BarrierSite site : OVERTAKING.sites()) {
            for (Scenario scenario :
                    scenarios(OVERTAKING, BarrierPlan.mandatory().without(site), buffers)) {
                if (!Judge.explore(scenario, model).broken().isEmpty()) {
                    caught.add(site.name());
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
            assertThat(caught(1, model)).as(model.name()).containsExactlyInAnyOrder("D2", "V3");
        }
    }

    @Test
    void twoBuffersCatchAllFour() {
        for (MemoryModel model : List.of(new Tso(), new Armv8(), new Lkmm())) {
            assertThat(caught(2, model)).as(model.name()).containsExactlyInAnyOrder("D2", "D5", "V3", "V4");
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 7", "2, 8", "3, 9", "4, 10", "12, 18"})
    void theFencedRingGrowsLinearly(int buffers, long executions) {
        Judge.Finding finding = wholeRing(BarrierPlan.mandatory(), buffers);
        assertThat(finding.broken()).isEmpty();
        assertThat(finding.executions()).isEqualTo(executions);
    }

    @ParameterizedTest
    @CsvSource({"1", "2"})
    void onlyTheFullSetOfSixSitesIsSafe(int buffers) {
        List<BarrierSite> six = WHOLE.sites();
        assertThat(six).extracting(BarrierSite::name).containsExactlyInAnyOrder("D1", "D2", "D3", "V1", "V2", "V3");
        List<Integer> safe = IntStream.range(0, 64)
                .filter(mask -> {
                    BarrierPlan plan = BarrierPlan.mandatory();
                    for (int i = 0; i < six.size(); i++) {
                        plan = (mask >> i & 1) == 0 ? plan.without(six.get(i)) : plan;
                    }
                    return wholeRing(plan, buffers).broken().isEmpty();
                })
                .boxed()
                .toList();
        assertThat(safe).containsExactly(63);
    }
}
