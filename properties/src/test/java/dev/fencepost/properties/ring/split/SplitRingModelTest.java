package dev.fencepost.properties.ring.split;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.model.machine.Exploration;
import dev.fencepost.model.machine.Explorer;
import dev.fencepost.model.ring.RingBounds;
import dev.fencepost.model.ring.split.SplitRingMachine;
import dev.fencepost.model.ring.split.SplitRingSetup;
import dev.fencepost.model.ring.split.State;
import dev.fencepost.model.spec.Clause;
import dev.fencepost.model.verdict.Verdict;
import dev.fencepost.properties.house.Claims;
import dev.fencepost.properties.ring.RingModelMutant;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The split virtqueue as a state machine: every state within small bounds, and mistakes that must be noticed. */
@Claims({Clause.S1, Clause.S2, Clause.S3, Clause.S4, Clause.S5, Clause.S6, Clause.S7, Clause.S8, Clause.S9})
class SplitRingModelTest {
    @ParameterizedTest
    @CsvSource({
        "false, false, false, 42265, 201815, 21",
        "true, false, false, 45531, 206022, 21",
        "false, false, true, 39160, 184549, 21",
        "true, true, true, 88330, 397083, 21",
    })
    void everyClauseHolds(boolean eventIdx, boolean indirect, boolean inOrder, long states, long steps, int depth) {
        Exploration<State> exploration = Explorer.explore(machine(eventIdx, indirect, inOrder, 2, 0));
        assertThat(exploration.verdict()).isInstanceOf(Verdict.Holds.class);
        assertThat(exploration.states()).isEqualTo(states);
        assertThat(exploration.steps()).isEqualTo(steps);
        assertThat(exploration.depth()).isEqualTo(depth);
        assertThat(exploration.verdict().evidence().clauses())
                .containsExactly(
                        Clause.S1, Clause.S2, Clause.S3, Clause.S4, Clause.S5, Clause.S6, Clause.S7, Clause.S8,
                        Clause.S9);
    }

    /** What is reached without the symmetry has exactly the representatives that are reached with it. */
    @Test
    void descriptorsAreInterchangeable() {
        SplitRingMachine machine = machine(false, false, false, 2, 0);
        Set<State> representatives = new HashSet<>();
        machine.initial(representatives::add);
        Exploration<State> all = Explorer.explore(RingModelMutant.withoutSymmetry(machine, state -> {
            representatives.add(machine.canonical(state));
            assertThat(machine.canonical(machine.canonical(state))).isEqualTo(machine.canonical(state));
        }));
        assertThat(all.verdict()).isInstanceOf(Verdict.Holds.class);
        assertThat(all.states()).isGreaterThan(42_265);
        assertThat(representatives.size()).isEqualTo(42_265);
    }

    /** Deep: with two descriptors. */
    @Test
    void everyClauseHoldsWithAResetAndAHostileDriver() {
        boolean deep = Boolean.getBoolean("fencepost.deep");
        SplitRingSetup setup = new SplitRingSetup(deep ? 2 : 1, deep ? 8 : 4, true, false, false);
        Exploration<State> exploration = Explorer.explore(new SplitRingMachine(setup, new RingBounds(2, 1, 1)));
        assertThat(exploration.verdict()).isInstanceOf(Verdict.Holds.class);
        assertThat(exploration.states()).isEqualTo(deep ? 258_882 : 30_558);
    }

    /** Without a bound on buffers all indices go round; deep: also with resets and a hostile driver. */
    @Test
    void indicesWrapForEver() {
        SplitRingSetup one = new SplitRingSetup(1, 4, true, false, false);
        int hostile = Boolean.getBoolean("fencepost.deep") ? 1 : 0;
        Exploration<State> exploration =
                Explorer.explore(new SplitRingMachine(one, new RingBounds(0, hostile, hostile)));
        assertThat(exploration.verdict()).isInstanceOf(Verdict.Holds.class);
        assertThat(exploration.states()).isEqualTo(hostile == 0 ? 212_568 : 1_110_912);
    }

    @ParameterizedTest
    @CsvSource({
        "USED_PASSES_AVAILABLE, 5",
        "INDEX_JUMPS, 2",
        "INDEX_GOES_BACK, 6",
        "COUNT_LEAKS, 6",
        "PUBLISHED_BEFORE_WRITTEN, 2",
        "USED_BEFORE_WRITTEN, 6",
        "WRONG_ID, 4",
        "LENGTH_BEYOND_ROOM, 4",
        "LOOP, 1",
        "WRITABLE_FIRST, 1",
        "DEVICE_SLEEPS_WITHOUT_LOOKING_AGAIN, 5",
        "DRIVER_SLEEPS_WITHOUT_LOOKING_AGAIN, 8",
        "DRIVER_SLEEPS_ON_ONE_TOO_MANY, 9",
        "NEVER_KICKS, 5",
        "NEVER_INTERRUPTS, 8",
        "WRONG_EVENT_INDEX, 5",
        "FLAG_WITH_EVENT_IDX, 1",
        "DOUBLE_FETCH, 5",
        "BATCH_NAMES_ITS_FIRST, 6",
    })
    void aMistakeIsNoticedByAShortestTrace(SplitRingModelMutants mistake, int length) {
        boolean eventIdx = !Set.of(
                        SplitRingModelMutants.DEVICE_SLEEPS_WITHOUT_LOOKING_AGAIN,
                        SplitRingModelMutants.DRIVER_SLEEPS_WITHOUT_LOOKING_AGAIN)
                .contains(mistake);
        boolean inOrder = mistake == SplitRingModelMutants.BATCH_NAMES_ITS_FIRST;
        SplitRingMachine right = machine(eventIdx, false, inOrder, 2, hostile(mistake));
        mistake.requireNoticed(right, length);
    }

    /** Nothing holds because something never happens. */
    @Test
    void everyActionIsTaken() {
        Set<Class<?>> taken = new HashSet<>();
        SplitRingSetup flags = new SplitRingSetup(1, 4, false, false, false);
        SplitRingMachine machine = new SplitRingMachine(flags, new RingBounds(2, 1, 1));
        Explorer.explore(new RingModelMutant<>(machine, (before, action, next) -> {
            taken.add(action.getClass());
            return next;
        }));
        assertThat(taken).hasSize(18);
    }

    /** The bound that Holds is said from is one that no mistake survives, whatever suppresses notifications. */
    @ParameterizedTest
    @EnumSource
    void noMistakeSurvivesTwoBuffers(SplitRingModelMutants mistake) {
        boolean inOrder = mistake == SplitRingModelMutants.BATCH_NAMES_ITS_FIRST;
        boolean onlyEventIdx = mistake == SplitRingModelMutants.FLAG_WITH_EVENT_IDX
                || mistake == SplitRingModelMutants.WRONG_EVENT_INDEX;
        for (boolean eventIdx : onlyEventIdx ? List.of(true) : List.of(true, false)) {
            assertThat(mistake.explore(machine(eventIdx, false, inOrder, 2, hostile(mistake)))
                            .verdict())
                    .as(eventIdx ? "EVENT_IDX" : "flags")
                    .isInstanceOf(Verdict.Violated.class);
        }
    }

    @Test
    void everyInvariantHasAMistakeThatItNotices() {
        Set<String> noticed = EnumSet.allOf(SplitRingModelMutants.class).stream()
                .map(SplitRingModelMutants::broken)
                .collect(Collectors.toSet());
        assertThat(machine(true, true, true, 2, 1).invariants())
                .allSatisfy(invariant -> assertThat(noticed).anyMatch(invariant.name()::startsWith));
    }

    @Test
    void oneBufferIsTooFewToSayHolds() {
        assertThat(Explorer.explore(machine(true, false, false, 1, 0)).verdict())
                .isInstanceOf(Verdict.Bounded.class);
    }

    /** Only a double fetch needs a driver that rewrites descriptors. */
    private static int hostile(SplitRingModelMutants mistake) {
        return mistake == SplitRingModelMutants.DOUBLE_FETCH ? 1 : 0;
    }

    private static SplitRingMachine machine(
            boolean eventIdx, boolean indirect, boolean inOrder, int buffers, int hostile) {
        return new SplitRingMachine(
                new SplitRingSetup(2, SplitRingSetup.scaledModulus(2), eventIdx, indirect, inOrder),
                new RingBounds(buffers, hostile, hostile));
    }
}
