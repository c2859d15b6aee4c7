package dev.fencepost.properties.grant.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fencepost.model.grant.table.Bounds;
import dev.fencepost.model.grant.table.GrantTableMachine;
import dev.fencepost.model.grant.table.Scene;
import dev.fencepost.model.grant.table.Setup;
import dev.fencepost.model.machine.Exploration;
import dev.fencepost.model.machine.Explorer;
import dev.fencepost.model.machine.Limits;
import dev.fencepost.model.machine.Listener;
import dev.fencepost.model.spec.Clause;
import dev.fencepost.model.verdict.Verdict;
import dev.fencepost.properties.house.Claims;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The clauses of grant tables hold in every state of every scene, and each is one that a mistake breaks. */
class GrantTableModelTest {
    @ParameterizedTest
    @CsvSource({
        "MAP, 1, 54563, 128241, 79",
        "MAP, 2, 113466, 300644, 84",
        "DEVICE, 1, 3173, 5799, 22",
        "DEVICE, 2, 6532, 14320, 25",
        "BATCH, 1, 18202, 41665, 36",
        "BATCH, 2, 22500, 53122, 34",
        "HOSTILE, 1, 25324, 117450, 25",
        "HOSTILE, 2, 66364, 386474, 25",
        "COPY, 1, 74554, 291606, 31",
        "COPY, 2, 187919, 785495, 35",
        "TRANSITIVE, 2, 103182, 381444, 66",
        "TRANSFER, 1, 698, 2288, 15",
        "TRANSFER, 2, 698, 2288, 14",
        "VERSION, 1, 16208, 47683, 33",
        "VERSION, 2, 8947, 26251, 32",
        "HANDLES, 1, 16338, 33978, 23",
        "HANDLES, 2, 35518, 85855, 26",
    })
    @Claims({Clause.G1, Clause.G2, Clause.G3, Clause.G4, Clause.G5, Clause.G6, Clause.G7, Clause.G8, Clause.G9})
    void everyClauseHolds(Scene scene, int version, long states, long steps, int depth) {
        Exploration<long[]> exploration = Explorer.explore(new GrantTableMachine(scene.setup(version), scene.bounds()));
        assertThat(exploration.verdict()).isInstanceOf(Verdict.Holds.class);
        assertThat(exploration.states()).isEqualTo(states);
        assertThat(exploration.steps()).isEqualTo(steps);
        assertThat(exploration.depth()).isEqualTo(depth);
    }

    @ParameterizedTest
    @EnumSource
    void aMistakeIsNoticed(GrantTableModelMutants mistake) {
        Exploration<long[]> exploration = Explorer.explore(mistake.mutant());
        assertThat(exploration.verdict()).isInstanceOf(Verdict.Violated.class);
        assertThat(exploration.failure().orElseThrow().broken().name()).startsWith(mistake.broken());
        assertThat(exploration.failure().orElseThrow().broken().clause()).isEqualTo(mistake.clause());
    }

    @Test
    void everyInvariantHasAMistakeThatItNotices() {
        GrantTableMachine machine = machine(Scene.MAP, 1);
        Set<String> broken = new HashSet<>();
        for (GrantTableModelMutants mistake : GrantTableModelMutants.values()) {
            broken.add(mistake.broken());
        }
        assertThat(machine.invariants())
                .allSatisfy(invariant -> assertThat(broken).anyMatch(invariant.name()::startsWith));
        assertThat(broken).anyMatch(machine.atRest().name()::startsWith);
    }

    /** Nothing holds because something never happens. */
    @Test
    void everyActionAndEveryStepOfAHypercallIsTaken() {
        Set<String> taken = new TreeSet<>();
        Set<Scene> covered = EnumSet.complementOf(EnumSet.of(Scene.COPY));
        for (Scene scene : covered) {
            int version = scene == Scene.BATCH ? 1 : 2; // only version 1 restricts
            Explorer.explore(new GrantTableModelMutant(machine(scene, version), (machine, before, action, next) -> {
                taken.add(action.getClass().getSimpleName());
                for (int vcpu = 0; vcpu < machine.fields().setup.vcpus().size(); vcpu++) {
                    taken.add(machine.model().at(next, vcpu));
                }
            }));
        }
        assertThat(taken).hasSize(21 + 35);
    }

    /** The shortest way to a frame that a device still reaches, in words. */
    @Test
    void aCounterexampleNamesWhoDidWhat() {
        Verdict verdict = Explorer.explore(GrantTableModelMutants.END_WITHOUT_LOOKING.mutant())
                .verdict();
        assertThat(((Verdict.Violated) verdict)
                        .counterexample().timeline().stream().map(step -> step.agent() + " " + step.text()))
                .containsExactly(
                        "0 grant ref 0, to 1, frame 0, readonly false",
                        "2 map remote 0, ref 0, flags 2, address 0",
                        "2 lock entry 0 of 0 and check its pins",
                        "2 read flags and domid of entry 0 of 0",
                        "2 compare and set the use bits of entry 0 of 0",
                        "0 end ref 0",
                        "2 read the frame of entry 0 of 0 and pin it");
    }

    @Test
    void aLimitIsNeverHolds() {
        Exploration<long[]> exploration =
                Explorer.explore(machine(Scene.MAP, 1), Limits.ofThisJvm().withStates(1000), Listener.NONE);
        assertThat(exploration.verdict()).isInstanceOf(Verdict.Bounded.class);
    }

    @Test
    void setupsThatMakeNoSenseAreRefused() {
        assertThatThrownBy(() -> new Setup(1, 1, 1, 0, 2, 2, List.of(0), 1, 3, 1, 1, 1, 1, true))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a grant table has 2 to 8 domains, not 1");
        assertThatThrownBy(() -> new Bounds(16, 0, Set.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("0 (no bound) to 15, not 16");
    }

    private static GrantTableMachine machine(Scene scene, int version) {
        return new GrantTableMachine(scene.setup(version), scene.bounds());
    }
}
