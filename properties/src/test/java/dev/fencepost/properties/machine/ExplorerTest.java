package dev.fencepost.properties.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fencepost.model.machine.Exploration;
import dev.fencepost.model.machine.Explorer;
import dev.fencepost.model.machine.Invariant;
import dev.fencepost.model.machine.Layout;
import dev.fencepost.model.machine.Limits;
import dev.fencepost.model.machine.Listener;
import dev.fencepost.model.machine.Trace;
import dev.fencepost.model.spec.Clause;
import dev.fencepost.model.verdict.Counterexample;
import dev.fencepost.model.verdict.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExplorerTest {
    @Test
    void countsStatesStepsAndDepth() {
        Exploration<long[]> grid = Explorer.explore(new Grid(3, 5, true, List.of()));
        assertThat(grid.states()).isEqualTo(4 * 6);
        assertThat(grid.steps()).isEqualTo(2 * 3 * 5 + 3 + 5);
        assertThat(grid.depth()).isEqualTo(3 + 5);
        assertThat(grid.verdict()).isInstanceOf(Verdict.Holds.class);
        assertThat(grid.verdict().evidence().bounds()).isEqualTo("two counters; 24 states, 38 steps, depth 8");
    }

    @Test
    void countsAreExactWhenTheStoreGrows() {
        Exploration<long[]> grid = Explorer.explore(new Grid(999, 499, true, List.of()));
        assertThat(grid.states()).isEqualTo(1000 * 500);
        assertThat(grid.steps()).isEqualTo(2 * 999 * 499 + 999 + 499);
        assertThat(grid.depth()).isEqualTo(999 + 499);
        assertThat(grid.bytes() / grid.states()).isLessThan(50);
    }

    @Test
    void counterexampleIsAShortestOne() {
        Grid machine = new Grid(9, 9, true, List.of(Grid.never(7, 7), Grid.never(2, 3)));
        Exploration<long[]> grid = Explorer.explore(machine);
        assertThat(grid.failure().orElseThrow().trace().length()).isEqualTo(2 + 3);
        assertThat(grid.failure().orElseThrow().broken().name()).isEqualTo("not at 2,3");
        Verdict.Violated violated = (Verdict.Violated) grid.verdict();
        assertThat(violated.counterexample().clause()).isEqualTo(Clause.S1);
        assertThat(violated.counterexample().agents()).containsExactly("a", "b");
        assertThat(violated.counterexample().timeline()).hasSize(5).contains(new Counterexample.Step(1, 3, "2 to 3"));
    }

    @Test
    void initialStatesAreCheckedToo() {
        Exploration<long[]> grid = Explorer.explore(new Grid(1, 1, true, List.of(Grid.never(0, 0))));
        assertThat(grid.failure().orElseThrow().trace().length()).isZero();
    }

    @Test
    void invariantsOfStepsSeeStepsToKnownStates() {
        // 1,1 is reached in two ways, of which the second finds it known: each alone must be enough.
        for (boolean first : List.of(true, false)) {
            Invariant<long[]> invariant = Invariant.ofSteps(
                    "no such step",
                    Clause.S2,
                    (before, after) -> !(after[0] == 1 && after[1] == 1 && before[first ? 0 : 1] == 1));
            Exploration<long[]> grid = Explorer.explore(new Grid(2, 2, true, List.of(invariant)));
            assertThat(grid.failure().orElseThrow().trace().length()).isEqualTo(2);
            assertThat(grid.failure().orElseThrow().trace().last()).containsExactly(1, 1);
        }
    }

    @Test
    void aStateWithoutStepsIsFoundUnlessItMayRest() {
        Exploration<long[]> grid = Explorer.explore(new Grid(2, 1, false, List.of()));
        assertThat(grid.failure().orElseThrow().broken().clause()).isEqualTo(Clause.S6);
        assertThat(grid.failure().orElseThrow().trace().length()).isEqualTo(3);
    }

    @Test
    void philosophersDeadlockAfterOneStepOfEach() {
        Exploration<Integer> table = Explorer.explore(new Philosophers(5, false, false));
        Trace<Integer> trace = table.failure().orElseThrow().trace();
        assertThat(trace.length()).isEqualTo(5);
        assertThat(trace.steps().stream().map(Trace.Step::action)).containsExactlyInAnyOrder(0, 1, 2, 3, 4);
        assertThat(table.failure().orElseThrow().broken().name()).isEqualTo("somebody can go on");
    }

    @Test
    void aLeftHandedPhilosopherSavesTheTable() {
        Exploration<Integer> table = Explorer.explore(new Philosophers(5, true, false));
        assertThat(table.failure()).isEmpty();
        assertThat(table.verdict()).isInstanceOf(Verdict.Holds.class);
    }

    @Test
    void symmetryKeepsTheVerdictAndGivesARealTrace() {
        Exploration<Integer> plain = Explorer.explore(new Philosophers(7, false, false));
        Exploration<Integer> round = Explorer.explore(new Philosophers(7, false, true));
        assertThat(round.states()).isLessThan(plain.states() / 5);
        Trace<Integer> trace = round.failure().orElseThrow().trace();
        assertThat(trace.length()).isEqualTo(7);
        assertThat(trace.last()).isEqualTo(1093); // all digits 1: every philosopher has a left fork
        assertThat(trace.steps().stream().map(Trace.Step::action)).containsExactlyInAnyOrder(0, 1, 2, 3, 4, 5, 6);
    }

    @Test
    void aNearerDeadlockWinsOverAFailureFoundEarlier() {
        // Depth 1 holds 1 and 2: following 1 breaks an invariant at depth 2, and only then 2 turns out to be stuck.
        Exploration<Integer> fork = Explorer.explore(new Fork());
        assertThat(fork.failure().orElseThrow().broken().clause()).isEqualTo(Clause.S6);
        assertThat(fork.failure().orElseThrow().trace().length()).isEqualTo(1);
    }

    @Test
    void theLimitOfStatesIsNeverHolds() {
        Limits limits = Limits.ofThisJvm().withStates(23);
        Verdict verdict = Explorer.explore(new Grid(3, 5, true, List.of()), limits, Listener.NONE)
                .verdict();
        String covered = "23 states found, 21 of them followed, complete to depth 7";
        assertThat(((Verdict.Bounded) verdict).reasons())
                .containsExactly("the limit of 23 states was reached: " + covered);
        Exploration<long[]> exact = Explorer.explore(
                new Grid(3, 5, true, List.of()), Limits.ofThisJvm().withStates(24), Listener.NONE);
        assertThat(exact.verdict()).isInstanceOf(Verdict.Holds.class);
    }

    @Test
    void theLimitOfMemoryIsNeverHolds() {
        Limits limits = Limits.ofThisJvm().withBytes(4 << 20);
        Exploration<long[]> grid = Explorer.explore(new Grid(999, 499, true, List.of()), limits, Listener.NONE);
        assertThat(grid.verdict()).isInstanceOf(Verdict.Bounded.class);
        assertThat(grid.bytes()).isLessThanOrEqualTo(4 << 20);
        assertThat(grid.limits()).singleElement().asString().startsWith("the memory limit of 4 MB was reached: ");
    }

    @Test
    void theLimitOfTimeIsNeverHolds() {
        Limits limits = Limits.ofThisJvm().withTime(Duration.ZERO);
        Exploration<long[]> grid = Explorer.explore(new Grid(999, 499, true, List.of()), limits, Listener.NONE);
        assertThat(grid.verdict()).isInstanceOf(Verdict.Bounded.class);
        assertThat(grid.limits()).singleElement().asString().startsWith("the time limit of 0 s was reached: ");
    }

    @Test
    void aFailureWithinALimitIsAFailure() {
        Limits limits = Limits.ofThisJvm().withStates(20);
        Exploration<long[]> grid =
                Explorer.explore(new Grid(9, 9, true, List.of(Grid.never(1, 1))), limits, Listener.NONE);
        assertThat(grid.verdict()).isInstanceOf(Verdict.Violated.class);
    }

    @Test
    void theListenerHearsMoreAndMoreStates() {
        List<Listener.Progress> heard = new ArrayList<>();
        Explorer.explore(new Grid(1999, 999, true, List.of()), Limits.ofThisJvm(), heard::add);
        assertThat(heard).isSortedAccordingTo((a, b) -> Long.compare(a.states(), b.states()));
        assertThat(heard).allSatisfy(p -> assertThat(p.waiting()).isPositive());
    }

    @Test
    void aValueThatDoesNotFitIsADefectOfTheMachine() {
        Layout layout = new Layout();
        Layout.Field field = layout.field(3);
        assertThatThrownBy(() -> field.set(layout.state(), 4))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("4 does not fit into a field of 0 to 3");
    }
}
