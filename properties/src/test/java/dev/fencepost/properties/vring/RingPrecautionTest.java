package dev.fencepost.properties.vring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.fencepost.model.machine.Exploration;
import dev.fencepost.model.machine.Explorer;
import dev.fencepost.model.machine.Machine;
import dev.fencepost.model.verdict.Verdict;
import dev.fencepost.model.vring.PackedRingModelMachine;
import dev.fencepost.model.vring.PackedRingModelSetup;
import dev.fencepost.model.vring.PackedRingPrecaution;
import dev.fencepost.model.vring.RingModelBounds;
import dev.fencepost.model.vring.RingNeed;
import dev.fencepost.model.vring.RingPrecaution;
import dev.fencepost.model.vring.SplitRingModelMachine;
import dev.fencepost.model.vring.SplitRingModelSetup;
import dev.fencepost.model.vring.SplitRingPrecaution;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Each precaution of a ring is needed, for the rule that it names. That nothing is broken with all of them is what
 * {@link SplitRingModelTest} and {@link PackedRingModelTest} say.
 */
class RingPrecautionTest {
    private static final RingModelBounds BOUNDS = RingModelBounds.ofBuffers(2);

    @ParameterizedTest
    @EnumSource
    void withoutItTheSplitRingBreaksItsRule(SplitRingPrecaution precaution) {
        for (int size : new int[] {2, 4}) {
            assertBreaks(precaution, new SplitRingModelMachine(split(precaution, size), BOUNDS, Set.of(precaution)));
        }
    }

    @ParameterizedTest
    @EnumSource
    void withoutItThePackedRingBreaksItsRule(PackedRingPrecaution precaution) {
        for (int size : new int[] {2, 3}) {
            assertBreaks(precaution, new PackedRingModelMachine(packed(precaution, size), BOUNDS, Set.of(precaution)));
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
                SplitRingModelSetup without =
                        new SplitRingModelSetup(2, 8, need == RingNeed.NO_EVENT_IDX, false, false);
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> new SplitRingModelMachine(without, BOUNDS, Set.of(precaution)));
            }
        }
        for (PackedRingPrecaution precaution : PackedRingPrecaution.values()) {
            if (precaution.need() == need && need != RingNeed.NOTHING) {
                PackedRingModelSetup without = new PackedRingModelSetup(2, need == RingNeed.NO_EVENT_IDX, false, false);
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> new PackedRingModelMachine(without, BOUNDS, Set.of(precaution)));
            }
        }
    }

    private static SplitRingModelSetup split(RingPrecaution precaution, int size) {
        RingNeed need = precaution.need();
        return new SplitRingModelSetup(
                size,
                SplitRingModelSetup.scaledModulus(size),
                need == RingNeed.EVENT_IDX,
                need == RingNeed.INDIRECT_DESC,
                need == RingNeed.IN_ORDER);
    }

    private static PackedRingModelSetup packed(RingPrecaution precaution, int size) {
        RingNeed need = precaution.need();
        return new PackedRingModelSetup(
                size, need == RingNeed.EVENT_IDX, need == RingNeed.INDIRECT_DESC, need == RingNeed.IN_ORDER);
    }
}
