package dev.fencepost.properties.ring.split;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.model.machine.Exploration;
import dev.fencepost.model.machine.Explorer;
import dev.fencepost.model.ring.split.StoreBufferModel;
import dev.fencepost.model.ring.split.StoreBufferSetup;
import dev.fencepost.model.ring.split.StoreBufferSetup.Fence;
import dev.fencepost.model.spec.Clause;
import dev.fencepost.model.verdict.Verdict;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which of the four full barriers of the split ring a machine with store buffers needs. */
class SplitRingStoreBufferModelTest {
    private static final int TSO = 2;
    private static final int SC = 0;

    @ParameterizedTest
    @CsvSource({
        "2, 8, true, 388578, 823954, 175",
        "2, 8, false, 118655, 271971, 186",
        "4, 8, true, 1947176, 4091698, 179",
    })
    void withAllBarriersItHoldsOnTso(int size, int buffers, boolean eventIdx, long states, long steps, int depth) {
        assertHolds(explore(size, buffers, eventIdx, TSO, Set.of()), states, steps, depth);
    }

    /** Two entries are enough: with more no state appears that breaks anything. Deep: for more buffers. */
    @ParameterizedTest
    @ValueSource(ints = {1, 3, 4})
    void otherDepthsOfTheStoreBufferSayTheSame(int depth) {
        int buffers = Boolean.getBoolean("fencepost.deep") ? 8 : 3;
        assertThat(explore(2, buffers, true, depth, Set.of()).verdict()).isInstanceOf(Verdict.Holds.class);
        for (Fence fence : Fence.values()) {
            assertThat(explore(2, 2, true, depth, Set.of(fence)).verdict())
                    .as("without " + fence)
                    .isInstanceOf(Verdict.Violated.class);
        }
    }

    @ParameterizedTest
    @CsvSource({"true, 144610, 283828, 112", "false, 34833, 68009, 117"})
    void withoutStoreBuffersItNeedsNoBarrier(boolean eventIdx, long states, long steps, int depth) {
        assertHolds(explore(2, 8, eventIdx, SC, EnumSet.allOf(Fence.class)), states, steps, depth);
    }

    @ParameterizedTest
    @CsvSource({
        "D2, true, 33", "D5, true, 59", "V3, true, 58", "V4, true, 50", //
        "D2, false, 52", "D5, false, 60", "V3, false, 60", "V4, false, 52",
    })
    void withTwoBuffersEachMissingBarrierLosesAWakeup(Fence fence, boolean eventIdx, int length) {
        Exploration<long[]> exploration = explore(2, 2, eventIdx, TSO, Set.of(fence));
        assertThat(exploration.verdict()).isInstanceOf(Verdict.Violated.class);
        assertThat(exploration.failure().orElseThrow().broken().clause()).isEqualTo(Clause.S6);
        assertThat(exploration.failure().orElseThrow().trace().length()).isEqualTo(length);
    }

    @ParameterizedTest
    @CsvSource({
        "D2, true, Violated", "D5, true, Bounded", "V3, true, Violated", "V4, true, Bounded", //
        "D2, false, Violated", "D5, false, Bounded", "V3, false, Violated", "V4, false, Bounded",
    })
    void oneBufferCannotTellAboutV4AndD5AndNeverSaysHolds(Fence fence, boolean eventIdx, String word) {
        assertThat(explore(2, 1, eventIdx, TSO, Set.of(fence)).verdict().word()).isEqualTo(word);
    }

    @Test
    void theCounterexampleTellsTheStory() {
        Verdict.Violated violated =
                (Verdict.Violated) explore(2, 1, true, TSO, Set.of(Fence.D2)).verdict();
        assertThat(violated.counterexample().timeline().stream().map(s -> s.agent() + " " + s.text()))
                .containsSubsequence("0 avail.idx = 1", "0 read avail_event: 0, wants a kick");
    }

    /** Quick: the ring that is woken by flags. Deep: the one with EVENT_IDX, as Spin was measured with. */
    @Test
    void endlesslyToItsEnd() {
        if (Boolean.getBoolean("fencepost.deep")) {
            assertHolds(explore(2, 0, true, TSO, Set.of()), 4_601_088, 9_923_568, 805);
        } else {
            assertHolds(explore(2, 0, false, TSO, Set.of()), 487_555, 1_123_049, 573);
        }
    }

    private static Exploration<long[]> explore(int size, int buffers, boolean eventIdx, int depth, Set<Fence> dropped) {
        return Explorer.explore(new StoreBufferModel(new StoreBufferSetup(size, buffers, eventIdx, depth, dropped)));
    }

    private static void assertHolds(Exploration<long[]> exploration, long states, long steps, int depth) {
        assertThat(exploration.verdict()).isInstanceOf(Verdict.Holds.class);
        assertThat(exploration.states()).isEqualTo(states);
        assertThat(exploration.steps()).isEqualTo(steps);
        assertThat(exploration.depth()).isEqualTo(depth);
        assertThat((double) exploration.bytes() / exploration.states()).isLessThan(100);
    }
}
