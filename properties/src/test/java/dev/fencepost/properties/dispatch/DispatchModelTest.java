package dev.fencepost.properties.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fencepost.model.dispatch.DispatchModel;
import dev.fencepost.model.dispatch.DispatchOp;
import dev.fencepost.model.dispatch.DispatchOp.Kind;
import dev.fencepost.model.dispatch.DispatchSetup;
import dev.fencepost.model.dispatch.Locking;
import dev.fencepost.model.dispatch.Precaution;
import dev.fencepost.model.machine.Exploration;
import dev.fencepost.model.machine.Explorer;
import dev.fencepost.model.machine.Invariant;
import dev.fencepost.model.spec.Clause;
import dev.fencepost.model.verdict.Verdict;
import dev.fencepost.properties.house.Claims;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Dispatch as a state machine: every state of small situations, and each precaution left out. */
@Claims({Clause.Q1, Clause.Q2, Clause.Q3, Clause.Q4, Clause.Q5, Clause.Q6, Clause.Q7, Clause.Q8, Clause.Q9})
class DispatchModelTest {
    /** The unconverted device beside one that is converted. */
    @ParameterizedTest
    @CsvSource({
        "WRITES, 3462, 8426, 47",
        "DMA, 1412, 2642, 84",
        "DMA_TO_ITSELF, 396, 704, 51",
        "INTERRUPTS, 225, 420, 28",
        "UNPLUG, 2526, 6171, 41",
        "TWO_WRITERS, 1975, 4206, 33",
        "PLUG, 826, 1450, 48",
        "ALIAS, 183, 307, 27",
        "UNPLUG_STARTED, 3351, 8583, 41",
        "KICKS, 1131, 2764, 28",
        "HANDOVER, 116668, 369657, 60",
        "NOTIFIES, 7829, 22902, 43",
        "COALESCED, 462, 877, 45",
        "BOTTOM_HALVES, 174, 293, 31",
        "BOUNCE, 8, 8, 4",
        "TRANSLATIONS, 411, 691, 42",
    })
    void everyInvariantHolds(DispatchScenes scene, long states, long steps, int depth) {
        Exploration<long[]> exploration = explore(scene.with(Locking.GLOBAL, Locking.DEVICE));
        assertThat(exploration.verdict()).isInstanceOf(Verdict.Holds.class);
        assertThat(exploration.states()).isEqualTo(states);
        assertThat(exploration.steps()).isEqualTo(steps);
        assertThat(exploration.depth()).isEqualTo(depth);
    }

    /** Devices are converted one at a time: no order of conversion breaks anything. */
    @ParameterizedTest
    @EnumSource
    void anyMixOfDevicesKeepsTheInvariants(DispatchScenes scene) {
        for (Locking first : Locking.values()) {
            for (Locking second : Locking.values()) {
                if (scene.allows(first, second)) {
                    assertThat(explore(scene.with(first, second)).verdict())
                            .as(first + " " + second)
                            .isInstanceOf(Verdict.Holds.class);
                }
            }
        }
    }

    /** Every precaution is needed: without it the explorer finds this, by a trace of that length. */
    @ParameterizedTest
    @CsvSource({
        "BIG_LOCK_TAKEN, BOTTOM_HALVES, GLOBAL, GLOBAL, Q2, 11, an access is refused as",
        "BIG_LOCK_TAKEN_ONCE, BOTTOM_HALVES, GLOBAL, GLOBAL, Q6, 15, no thread waits for ever,",
        "BIG_LOCK_RELEASED, TWO_WRITERS, GLOBAL, GLOBAL, Q6, 14, no thread waits for ever,",
        "DEVICE_LOCK_TAKEN, WRITES, DEVICE, GLOBAL, Q2, 16, an access is refused as",
        "GUARD_OFF_WHEN_LOCK_FREE, WRITES, LOCK_FREE, GLOBAL, Q2, 16, an access is refused as",
        "READ_SECTION, WRITES, GLOBAL, GLOBAL, Q3, 9, a reader's view is not",
        "GRACE_PERIOD, WRITES, GLOBAL, GLOBAL, Q3, 10, a reader's view is not",
        "VIEW_COMPLETE_BEFORE_SWAP, WRITES, GLOBAL, GLOBAL, Q3, 7, a reader finds a complete",
        "TOPOLOGY_UNDER_BIG_LOCK, TWO_WRITERS, GLOBAL, GLOBAL, Q4, 19, a device that is used",
        "INCREMENT_UNLESS_ZERO, UNPLUG, DEVICE, GLOBAL, Q3, 17, a device loses its last",
        "FLUSH_WITH_SWAP, TRANSLATIONS, LOCK_FREE, GLOBAL, Q3, 23, a translation is used with",
        "REFERENCE_TAKEN, UNPLUG, DEVICE, GLOBAL, Q4, 19, a device that is used",
        "ALIAS_TAKES_NO_REFERENCE, ALIAS, GLOBAL, GLOBAL, Q6, 13, no thread waits for ever,",
        "FINALIZED_UNDER_BIG_LOCK, UNPLUG, GLOBAL, GLOBAL, Q4, 10, a device is finalized under",
        "BOUNCE_BUFFER_CLAIMED_AT_ONCE, BOUNCE, GLOBAL, GLOBAL, Q4, 4, the bounce buffer has one",
        "GUARD, BOTTOM_HALVES, GLOBAL, GLOBAL, Q5, 12, a guarded device is not",
        "GUARD_CLEARED_BY_ITS_SETTER, DMA_TO_ITSELF, GLOBAL, GLOBAL, Q5, 31, a guarded device is not",
        "BOTTOM_HALF_GUARDED, BOTTOM_HALVES, GLOBAL, GLOBAL, Q5, 12, a guarded device is not",
        "GUARD_COPIED, BOTTOM_HALVES, GLOBAL, GLOBAL, Q5, 16, the guard is not looked",
        "NO_DEVICE_LOCK_ACROSS_DMA, DMA, GLOBAL, DEVICE, Q6, 16, a lock is taken only",
        "NO_DEVICE_LOCK_ACROSS_INTERRUPT, INTERRUPTS, GLOBAL, DEVICE, Q6, 9, a lock is taken only",
        "NO_AIO_CONTEXT_AROUND_BIG_LOCK, NOTIFIES, GLOBAL, GLOBAL, Q6, 11, a lock is taken only",
        "COALESCED_FLUSHED_FIRST, COALESCED, GLOBAL, GLOBAL, Q7, 13, a thread's writes reach the",
        "COALESCED_IN_ORDER, COALESCED, GLOBAL, GLOBAL, Q7, 11, a thread's writes reach the",
        "DOORBELL_SKIPS_CALLBACK, UNPLUG_STARTED, DEVICE, GLOBAL, Q8, 10, a kick takes one path",
        "STARTED_BEFORE_ATTACHED, HANDOVER, GLOBAL, GLOBAL, Q8, 6, the I/O thread handles a",
        "CALLBACK_PASSES_ON, HANDOVER, DEVICE, GLOBAL, Q8, 18, a queue is handled by",
        "STOPPED_IN_AIO_CONTEXT, HANDOVER, GLOBAL, GLOBAL, Q8, 14, the I/O thread handles a",
        "DOORBELL_DRAINED, HANDOVER, GLOBAL, GLOBAL, Q8, 24, a request in a queue",
        "ACCEPTED_BEFORE_WORK, KICKS, GLOBAL, GLOBAL, Q8, 19, a request in a queue",
        "HIDDEN_FIRST, UNPLUG, DEVICE, GLOBAL, Q9, 10, no callback begins after the",
        "REALIZED_CHECKED, UNPLUG, DEVICE, GLOBAL, Q9, 10, no callback begins after the",
        "DOORBELL_STOPPED, UNPLUG_STARTED, GLOBAL, GLOBAL, Q9, 11, no callback begins after the",
        "REMOVED_FROM_VIEW, UNPLUG, GLOBAL, GLOBAL, Q4, 12, a device that is used",
        "DRAINED_BEFORE_FINALIZED, UNPLUG, DEVICE, GLOBAL, Q4, 18, a device that is used",
        "GUEST_TOLD_LAST, UNPLUG, GLOBAL, GLOBAL, Q9, 7, the guest is told of",
    })
    void aPrecautionLeftOutIsNoticed(
            Precaution precaution,
            DispatchScenes scene,
            Locking first,
            Locking second,
            Clause clause,
            int length,
            String rule) {
        Exploration<long[]> exploration = explore(scene.with(first, second).without(precaution));
        assertThat(exploration.verdict()).isInstanceOf(Verdict.Violated.class);
        Exploration.Failure<long[]> failure = exploration.failure().orElseThrow();
        assertThat(failure.broken().name()).startsWith(rule);
        assertThat(failure.broken().clause()).isEqualTo(clause);
        assertThat(failure.trace().length()).isEqualTo(length);
    }

    /** The guard refuses what comes in without a lock, before an update is lost; without both it is lost. */
    @ParameterizedTest
    @CsvSource({"GLOBAL, BIG_LOCK_TAKEN, Q1", "DEVICE, DEVICE_LOCK_TAKEN, Q2"})
    void withoutLockAndGuardAnUpdateIsLost(Locking locking, Precaution lock, Clause clause) {
        DispatchSetup setup =
                DispatchScenes.WRITES.with(locking, locking).without(lock).without(Precaution.GUARD);
        Exploration<long[]> exploration = explore(setup);
        assertThat(exploration.failure().orElseThrow().broken().clause()).isEqualTo(clause);
        assertThat(exploration.failure().orElseThrow().broken().name()).contains("takes effect at one point");
    }

    @Test
    void everyInvariantIsBrokenWithoutSomePrecaution() {
        Set<String> broken = new HashSet<>();
        List<DispatchSetup> right = new ArrayList<>();
        for (DispatchScenes scene : DispatchScenes.values()) {
            for (Locking locking : Locking.values()) {
                if (scene.allows(locking, locking)) {
                    right.add(scene.with(locking, locking));
                }
            }
        }
        for (DispatchSetup setup : right) {
            for (Precaution precaution : Precaution.values()) {
                explore(setup.without(precaution))
                        .failure()
                        .ifPresent(failure -> broken.add(failure.broken().name()));
            }
            for (Precaution lock : List.of(Precaution.BIG_LOCK_TAKEN, Precaution.DEVICE_LOCK_TAKEN)) {
                explore(setup.without(lock).without(Precaution.GUARD))
                        .failure()
                        .ifPresent(failure -> broken.add(failure.broken().name()));
            }
        }
        DispatchModel model = new DispatchModel(DispatchScenes.WRITES.with(Locking.GLOBAL, Locking.GLOBAL));
        assertThat(broken)
                .contains(model.atRest().name())
                .containsAll(model.invariants().stream().map(Invariant::name).toList());
    }

    @Test
    void aSetupThatMakesNoSenseIsRefused() {
        List<Locking> one = List.of(Locking.LOCK_FREE);
        List<DispatchOp> idle = List.of();
        assertThatThrownBy(() -> setup(one, List.of(DispatchOp.of(Kind.WRITE, 1)), idle))
                .hasMessageContaining("there is no device 1");
        assertThatThrownBy(() -> setup(one, List.of(new DispatchOp(Kind.RAISE, 0, 1)), idle))
                .hasMessageContaining("there is no target 1");
        assertThatThrownBy(() -> setup(one, idle, List.of(DispatchOp.of(Kind.START, 0))))
                .hasMessageContaining("not without a lock");
        assertThatThrownBy(() -> setup(one, List.of(DispatchOp.of(Kind.COALESCE, 0)), idle))
                .hasMessageContaining("only under the big lock");
        assertThatThrownBy(() -> setup(List.of(), idle, idle)).hasMessageContaining("1 to 3 devices");
    }

    private static DispatchSetup setup(List<Locking> devices, List<DispatchOp> vcpu, List<DispatchOp> main) {
        return new DispatchSetup(devices, List.of(vcpu), main, Set.of(), Set.of());
    }

    private static Exploration<long[]> explore(DispatchSetup setup) {
        return Explorer.explore(new DispatchModel(setup));
    }
}
