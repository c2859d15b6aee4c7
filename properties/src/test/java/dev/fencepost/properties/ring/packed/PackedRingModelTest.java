package dev.fencepost.properties.ring.packed;

import static dev.fencepost.properties.ring.packed.PackedRingModelMutants.NEWEST_USED_FIRST;
import static dev.fencepost.properties.ring.packed.PackedRingModelMutants.NOTHING_KEPT;
import static dev.fencepost.properties.ring.packed.PackedRingModelMutants.TABLE_READ_AS_A_CHAIN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.model.machine.Exploration;
import dev.fencepost.model.machine.Explorer;
import dev.fencepost.model.ring.RingBounds;
import dev.fencepost.model.ring.packed.PackedRingMachine;
import dev.fencepost.model.ring.packed.PackedRingSetup;
import dev.fencepost.model.ring.packed.State;
import dev.fencepost.model.spec.Clause;
import dev.fencepost.model.verdict.Verdict;
import dev.fencepost.properties.house.Claims;
import dev.fencepost.properties.ring.RingModelMutant;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The packed virtqueue as a state machine: every state within small bounds, and mistakes that must be noticed. */
@Claims({Clause.P1, Clause.P2, Clause.P3, Clause.P4, Clause.P5, Clause.P6, Clause.P7})
class PackedRingModelTest {
    private static final boolean DEEP = Boolean.getBoolean("fencepost.deep");

    /** One slot, two, and three, which is no power of two. */
    @ParameterizedTest
    @CsvSource({
        "1, true, false, false, 6875, 33927, 20",
        "2, false, false, false, 36658, 177883, 20",
        "2, true, true, true, 132703, 691818, 21",
        "3, false, false, false, 81801, 398356, 20",
        "3, false, true, true, 106978, 519130, 20",
    })
    void everyClauseHolds(
            int size, boolean eventIdx, boolean indirect, boolean inOrder, long states, long steps, int depth) {
        Exploration<State> exploration = Explorer.explore(machine(size, eventIdx, indirect, inOrder, 2, 0));
        assertThat(exploration.verdict()).isInstanceOf(Verdict.Holds.class);
        assertThat(exploration.states()).isEqualTo(states);
        assertThat(exploration.steps()).isEqualTo(steps);
        assertThat(exploration.depth()).isEqualTo(depth);
        assertThat(exploration.verdict().evidence().clauses())
                .containsExactly(
                        Clause.S4, Clause.S6, Clause.S8, Clause.S9, Clause.P1, Clause.P2, Clause.P3, Clause.P4,
                        Clause.P5, Clause.P6, Clause.P7);
    }

    /** Deep: with two slots. */
    @Test
    void everyClauseHoldsWithAResetAndAHostileDriver() {
        Exploration<State> exploration = Explorer.explore(machine(DEEP ? 2 : 1, true, false, false, 2, 1));
        assertThat(exploration.verdict()).isInstanceOf(Verdict.Holds.class);
        assertThat(exploration.states()).isEqualTo(DEEP ? 366_596 : 31_392);
    }

    /** Without a bound on buffers both wrap counters go round and round; deep: with two slots and flags. */
    @Test
    void positionsWrapForEver() {
        Exploration<State> exploration = Explorer.explore(machine(DEEP ? 2 : 1, !DEEP, false, false, 0, 0));
        assertThat(exploration.verdict()).isInstanceOf(Verdict.Holds.class);
        assertThat(exploration.states()).isEqualTo(DEEP ? 3_840_976 : 24_938);
    }

    @ParameterizedTest
    @CsvSource({
        "AVAILABLE_IN_THE_FIRST_LAP_ONLY, 8",
        "USED_BIT_FORGOTTEN, 5",
        "WRAP_NOT_TOGGLED_BY_A_FULL_RING, 1",
        "POSITION_TORN, 6",
        "HEAD_BEFORE_THE_REST, 2",
        "NAMES_ANOTHER, 7",
        "WRONG_ID, 4",
        "LENGTH_BEYOND_ROOM, 4",
        "LAP_NOT_COMPARED, 4",
        "NEVER_INTERRUPTS, 6",
        "POSITION_WITHOUT_EVENT_IDX, 1",
        "LENGTH_AFTER_FLAGS, 6",
        "TABLE_READ_AS_A_CHAIN, 3",
        "NOTHING_KEPT, 4",
        "DEVICE_SLEEPS_WITHOUT_LOOKING_AGAIN, 5",
        "DRIVER_SLEEPS_WITHOUT_LOOKING_AGAIN, 8",
        "WRONG_EVENT_POSITION, 5",
        "NEWEST_USED_FIRST, 6",
    })
    void aMistakeIsNoticedByAShortestTrace(PackedRingModelMutants mistake, int length) {
        mistake.requireNoticed(machine(mistake, 2), length);
    }

    /** Rings of another size are no kinder to mistakes, and neither is one that is no power of two. */
    @ParameterizedTest
    @EnumSource
    void noMistakeSurvivesThreeSlots(PackedRingModelMutants mistake) {
        assertThat(mistake.explore(machine(mistake, 3)).verdict()).isInstanceOf(Verdict.Violated.class);
    }

    @Test
    void everyInvariantHasAMistakeThatItNotices() {
        Set<String> noticed = EnumSet.allOf(PackedRingModelMutants.class).stream()
                .map(PackedRingModelMutants::broken)
                .collect(Collectors.toSet());
        assertThat(machine(2, true, true, true, 2, 1).invariants())
                .allSatisfy(invariant -> assertThat(noticed).anyMatch(invariant.name()::startsWith));
    }

    /** Nothing holds because something never happens. */
    @Test
    void everyActionIsTaken() {
        Set<Class<?>> taken = new HashSet<>();
        Explorer.explore(new RingModelMutant<>(machine(1, false, false, false, 2, 1), (before, action, next) -> {
            taken.add(action.getClass());
            return next;
        }));
        assertThat(taken).hasSize(18);
    }

    @Test
    void oneBufferIsTooFewToSayHolds() {
        assertThat(Explorer.explore(machine(2, true, false, false, 1, 0)).verdict())
                .isInstanceOf(Verdict.Bounded.class);
    }

    private static PackedRingMachine machine(PackedRingModelMutants mistake, int size) {
        boolean eventIdx = mistake != PackedRingModelMutants.POSITION_WITHOUT_EVENT_IDX;
        int hostile = mistake == NOTHING_KEPT ? 1 : 0;
        return machine(size, eventIdx, mistake == TABLE_READ_AS_A_CHAIN, mistake == NEWEST_USED_FIRST, 2, hostile);
    }

    private static PackedRingMachine machine(
            int size, boolean eventIdx, boolean indirect, boolean inOrder, int buffers, int hostile) {
        return new PackedRingMachine(
                new PackedRingSetup(size, eventIdx, indirect, inOrder), new RingBounds(buffers, hostile, hostile));
    }
}
