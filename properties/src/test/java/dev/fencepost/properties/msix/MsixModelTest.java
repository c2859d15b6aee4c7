package dev.fencepost.properties.msix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.model.machine.Exploration;
import dev.fencepost.model.machine.Explorer;
import dev.fencepost.model.msix.table.Breach;
import dev.fencepost.model.msix.table.MsixTableMachine;
import dev.fencepost.model.msix.table.MsixTableMachine.Judged;
import dev.fencepost.model.spec.Clause;
import dev.fencepost.model.verdict.Verdict;
import dev.fencepost.properties.house.Claims;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The MSI-X capability as a state machine: every state of two vectors, and mistakes that must be noticed. */
@Claims({Clause.M1, Clause.M2, Clause.M3, Clause.M4, Clause.M5, Clause.M6, Clause.M9})
class MsixModelTest {
    @Test
    void everyClauseHolds() {
        Exploration<Judged> exploration = Explorer.explore(new MsixTableMachine(2));
        assertThat(exploration.verdict()).isInstanceOf(Verdict.Holds.class);
        assertThat(List.of(exploration.states(), exploration.steps(), (long) exploration.depth()))
                .isEqualTo(List.of(17_024L, 777_856L, 13L));
        assertThat(exploration.verdict().evidence().clauses())
                .containsExactly(Clause.M1, Clause.M2, Clause.M3, Clause.M4, Clause.M5, Clause.M6, Clause.M9);
    }

    @Test
    void oneVectorIsTooFewToSayHolds() {
        assertThat(Explorer.explore(new MsixTableMachine(1)).verdict()).isInstanceOf(Verdict.Bounded.class);
    }

    @ParameterizedTest
    @EnumSource
    void aMistakeIsNoticed(MsixModelMutants mistake) {
        Exploration<Judged> exploration =
                Explorer.explore(new MsixModelMutant(new MsixTableMachine(2), mistake.mistake()));
        assertThat(exploration.verdict()).isInstanceOf(Verdict.Violated.class);
        assertThat(exploration.failure().orElseThrow().broken().name())
                .isEqualTo(mistake.breach().sentence());
    }

    @Test
    void everyInvariantHasAMistakeThatItNotices() {
        Set<Breach> noticed = new HashSet<>();
        EnumSet.allOf(MsixModelMutants.class).forEach(mistake -> noticed.add(mistake.breach()));
        assertThat(noticed).hasSize(new MsixTableMachine(2).invariants().size());
    }
}
