package dev.fencepost.properties.msix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fencepost.model.machine.Exploration;
import dev.fencepost.model.machine.Explorer;
import dev.fencepost.model.msix.MsixDesign;
import dev.fencepost.model.msix.MsixIntercept;
import dev.fencepost.model.msix.MsixInterceptMachine;
import dev.fencepost.model.msix.MsixInterceptState;
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
    @ParameterizedTest
    @CsvSource({"MASKS, 203608, 998488, 22", "SHADOW_2010, 203608, 998488, 22", "SHADOW_TODAY, 172732, 781364, 26"})
    void everyClauseHolds(MsixDesign design, long states, long steps, long depth) {
        Exploration<MsixInterceptState> exploration = Explorer.explore(new MsixInterceptMachine(design, 2));
        assertThat(exploration.failure()).isEmpty();
        assertThat(exploration.verdict()).isInstanceOf(Verdict.Holds.class);
        assertThat(List.of(exploration.states(), exploration.steps(), (long) exploration.depth()))
                .isEqualTo(List.of(states, steps, depth));
    }

    @Test
    void oneVectorIsTooFewToSayHolds() {
        assertThat(Explorer.explore(new MsixInterceptMachine(MsixDesign.SHADOW_TODAY, 1))
                        .verdict())
                .isInstanceOf(Verdict.Bounded.class);
    }

    @Test
    void nothingInterceptedIsNothingToExplore() {
        assertThatThrownBy(() -> new MsixIntercept(MsixDesign.NONE, 2, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("design none intercepts nothing");
    }

    @ParameterizedTest
    @EnumSource
    void aMistakeIsNoticed(MsixInterceptMistakes mistake) {
        Exploration<MsixInterceptState> exploration = Explorer.explore(
                new MsixInterceptTwin(new MsixInterceptMachine(MsixDesign.SHADOW_TODAY, 2), mistake.mistake()));
        assertThat(exploration.verdict()).isInstanceOf(Verdict.Violated.class);
        assertThat(exploration.failure().orElseThrow().broken().name()).startsWith(mistake.broken());
        assertThat(exploration.failure().orElseThrow().broken().clause()).isEqualTo(mistake.clause());
    }

    @Test
    void everyInvariantHasAMistakeThatItNotices() {
        Set<String> noticed = new HashSet<>();
        EnumSet.allOf(MsixInterceptMistakes.class).forEach(mistake -> noticed.add(mistake.broken()));
        assertThat(new MsixInterceptMachine(MsixDesign.SHADOW_TODAY, 2).invariants())
                .allSatisfy(invariant -> assertThat(noticed).anyMatch(invariant.name()::startsWith));
    }
}
