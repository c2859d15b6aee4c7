package dev.fencepost.properties.ring.split;

import static dev.fencepost.properties.protocol.Sites.site;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.model.machine.Explorer;
import dev.fencepost.model.platform.BarrierPlan;
import dev.fencepost.model.platform.Platform;
import dev.fencepost.model.ring.split.StoreBufferModel;
import dev.fencepost.model.ring.split.StoreBufferSetup;
import dev.fencepost.model.ring.split.StoreBufferSetup.Fence;
import dev.fencepost.model.verdict.Verdict;
import dev.fencepost.properties.ring.Judge;
import dev.fencepost.properties.ring.RingFeatures;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Two descriptions of one ring on one machine, which have no code in common: the state machine with store buffers, and
 * the protocol under the axioms of TSO. Whichever of the full barriers are left out, both lose a wakeup or neither.
 */
class SplitRingStoreBufferAgreementTest {
    private static final int BUFFERS = 2;
    private static final int TSO = 2;
    private static final int NO_STORE_BUFFER = 0;

    private static List<Set<Fence>> subsets() {
        List<Fence> fences = List.of(Fence.values());
        List<Set<Fence>> subsets = new ArrayList<>();
        for (int choice = 0; choice < 1 << fences.size(); choice++) {
            Set<Fence> subset = EnumSet.noneOf(Fence.class);
            for (int i = 0; i < fences.size(); i++) {
                if ((choice >> i & 1) != 0) {
                    subset.add(fences.get(i));
                }
            }
            subsets.add(subset);
        }
        return subsets;
    }

    /** The subsets of barriers about which the two differ. */
    private static List<Set<Fence>> differences(boolean eventIdx, int depth) {
        return subsets().stream()
                .filter(dropped -> machineHolds(eventIdx, depth, dropped) != protocolHolds(eventIdx, dropped))
                .toList();
    }

    private static boolean machineHolds(boolean eventIdx, int depth, Set<Fence> dropped) {
        StoreBufferSetup setup = new StoreBufferSetup(BUFFERS, BUFFERS, eventIdx, depth, dropped);
        Verdict verdict = Explorer.explore(new StoreBufferModel(setup)).verdict();
        assertThat(verdict).isInstanceOfAny(Verdict.Holds.class, Verdict.Violated.class);
        return verdict instanceof Verdict.Holds;
    }

    private static boolean protocolHolds(boolean eventIdx, Set<Fence> dropped) {
        BarrierPlan plan = BarrierPlan.mandatory();
        for (Fence fence : dropped) {
            plan = plan.without(site(fence.name()));
        }
        Platform tso = Judge.platform("smp-x86");
        return Judge.smallest(new RingFeatures(eventIdx, false), plan, tso, tso.memoryModel(), BUFFERS)
                .equals("-");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void stateMachineAndProtocolNeedTheSameBarriers(boolean eventIdx) {
        assertThat(differences(eventIdx, TSO)).isEmpty();
    }

    /** The mutant: stores are seen at once, and so it holds without any barrier. */
    @Test
    void stateMachineWithoutStoreBuffersIsNoticed() {
        assertThat(differences(true, NO_STORE_BUFFER)).hasSize(subsets().size() - 1);
    }
}
