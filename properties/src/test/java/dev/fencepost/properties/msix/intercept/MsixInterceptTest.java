package dev.fencepost.properties.msix.intercept;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fencepost.model.machine.Exploration;
import dev.fencepost.model.machine.Explorer;
import dev.fencepost.model.msix.intercept.Design;
import dev.fencepost.model.msix.intercept.InterceptMachine;
import dev.fencepost.model.msix.intercept.MsixIntercept;
import dev.fencepost.model.msix.intercept.State;
import dev.fencepost.model.spec.Clause;
import dev.fencepost.model.verdict.Verdict;
import dev.fencepost.properties.house.Claims;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** A hypervisor that answers for an MSI-X table: every state of two vectors, and mistakes that must be noticed. */
@Claims({Clause.M1, Clause.M3, Clause.M5, Clause.M8})
class MsixInterceptTest {
    /** Events and host masks come to one vector, with a shadow of its message or without. */
    @ParameterizedTest
    @CsvSource({
        "MASKS, 1, 199168, 975104, 22",
        "SHADOW_2010, 0, 203608, 998488, 22",
        "SHADOW_TODAY, 0, 172732, 781364, 26",
        "SHADOW_TODAY, 1, 168244, 758828, 26",
    })
    void everyClauseHolds(Design design, int vector, long states, long steps, long depth) {
        assertHolds(InterceptMachine.disturbing(design, 2, vector), states, steps, depth);
    }

    /** They come to any vector; deep only, for it takes seconds. */
    @ParameterizedTest
    @CsvSource({
        "MASKS, 827504, 5612584, 23",
        "SHADOW_2010, 827504, 5612584, 23",
        "SHADOW_TODAY, 702948, 4502196, 27",
    })
    void everyClauseHoldsWhereverEventsComeFrom(Design design, long states, long steps, long depth) {
        if (Boolean.getBoolean("fencepost.deep")) {
            assertHolds(new InterceptMachine(design, 2), states, steps, depth);
        }
    }

    private static void assertHolds(InterceptMachine machine, long states, long steps, long depth) {
        Exploration<State> exploration = Explorer.explore(machine);
        assertThat(exploration.failure()).isEmpty();
        assertThat(exploration.verdict()).isInstanceOf(Verdict.Holds.class);
        assertThat(List.of(exploration.states(), exploration.steps(), (long) exploration.depth()))
                .isEqualTo(List.of(states, steps, depth));
    }

    @Test
    void oneVectorIsTooFewToSayHolds() {
        assertThat(Explorer.explore(new InterceptMachine(Design.SHADOW_TODAY, 1))
                        .verdict())
                .isInstanceOf(Verdict.Bounded.class);
    }

    @Test
    void nothingInterceptedIsNothingToExplore() {
        assertThatThrownBy(() -> new MsixIntercept(Design.NONE, 2, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("design none intercepts nothing");
    }

    @ParameterizedTest
    @EnumSource
    void aMistakeIsNoticed(MsixInterceptMutants mistake) {
        Exploration<State> exploration = Explorer.explore(
                new MsixInterceptMutant(new InterceptMachine(Design.SHADOW_TODAY, 2), mistake.mistake()));
        assertThat(exploration.verdict()).isInstanceOf(Verdict.Violated.class);
        assertThat(exploration.failure().orElseThrow().broken().name()).startsWith(mistake.broken());
        assertThat(exploration.failure().orElseThrow().broken().clause()).isEqualTo(mistake.clause());
    }

    @Test
    void everyInvariantHasAMistakeThatItNotices() {
        Set<String> noticed = new HashSet<>();
        EnumSet.allOf(MsixInterceptMutants.class).forEach(mistake -> noticed.add(mistake.broken()));
        assertThat(new InterceptMachine(Design.SHADOW_TODAY, 2).invariants())
                .allSatisfy(invariant -> assertThat(noticed).anyMatch(invariant.name()::startsWith));
    }
}
