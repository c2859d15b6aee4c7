package dev.fencepost.properties.ring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.fencepost.model.machine.Exploration;
import dev.fencepost.model.machine.Explorer;
import dev.fencepost.model.machine.Machine;
import dev.fencepost.model.ring.RingBounds;
import dev.fencepost.model.ring.RingNeed;
import dev.fencepost.model.ring.RingPrecaution;
import dev.fencepost.model.ring.packed.PackedRingMachine;
import dev.fencepost.model.ring.packed.PackedRingPrecaution;
import dev.fencepost.model.ring.packed.PackedRingSetup;
import dev.fencepost.model.ring.split.SplitRingMachine;
import dev.fencepost.model.ring.split.SplitRingPrecaution;
import dev.fencepost.model.ring.split.SplitRingSetup;
import dev.fencepost.model.verdict.Verdict;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Each precaution of a ring is needed, for the rule that it names. That nothing is broken with all of them is what
 * {@code SplitRingModelTest} and {@code PackedRingModelTest} say.
 */
class RingPrecautionTest {
    private static final RingBounds BOUNDS = RingBounds.ofBuffers(2);

    @ParameterizedTest
    @EnumSource
    void withoutItTheSplitRingBreaksItsRule(SplitRingPrecaution precaution) {
        for (int size : new int[] {2, 4}) {
            assertBreaks(precaution, new SplitRingMachine(split(precaution, size), BOUNDS, Set.of(precaution)));
        }
    }

    @ParameterizedTest
    @EnumSource
    void withoutItThePackedRingBreaksItsRule(PackedRingPrecaution precaution) {
        for (int size : new int[] {2, 3}) {
            assertBreaks(precaution, new PackedRingMachine(packed(precaution, size), BOUNDS, Set.of(precaution)));
        }
    }

    private static <S> void assertBreaks(RingPrecaution precaution, Machine<S> machine) {
        Exploration<S> exploration = Explorer.explore(machine);
        assertThat(exploration.verdict()).isInstanceOf(Verdict.Violated.class);
        assertThat(exploration.failure().orElseThrow().broken().clause()).isEqualTo(precaution.clause());
        assertThat(machine.subject().toString())
                .contains("without " + precaution.name().toLowerCase().replace('_', '-'));
    }

    /** Leaving out what is not there would look as if it were not needed. */
    @ParameterizedTest
    @EnumSource
    void whatMakesNoDifferenceIsRefused(RingNeed need) {
        for (SplitRingPrecaution precaution : SplitRingPrecaution.values()) {
            if (precaution.need() == need && need != RingNeed.NOTHING) {
                SplitRingSetup without = new SplitRingSetup(2, 8, need == RingNeed.NO_EVENT_IDX, false, false);
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> new SplitRingMachine(without, BOUNDS, Set.of(precaution)));
            }
        }
        for (PackedRingPrecaution precaution : PackedRingPrecaution.values()) {
            if (precaution.need() == need && need != RingNeed.NOTHING) {
                PackedRingSetup without = new PackedRingSetup(2, need == RingNeed.NO_EVENT_IDX, false, false);
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> new PackedRingMachine(without, BOUNDS, Set.of(precaution)));
            }
        }
    }

    private static SplitRingSetup split(RingPrecaution precaution, int size) {
        RingNeed need = precaution.need();
        return new SplitRingSetup(
                size,
                SplitRingSetup.scaledModulus(size),
                need == RingNeed.EVENT_IDX,
                need == RingNeed.INDIRECT_DESC,
                need == RingNeed.IN_ORDER);
    }

    private static PackedRingSetup packed(RingPrecaution precaution, int size) {
        RingNeed need = precaution.need();
        return new PackedRingSetup(
                size, need == RingNeed.EVENT_IDX, need == RingNeed.INDIRECT_DESC, need == RingNeed.IN_ORDER);
    }
}
