package dev.fencepost.properties.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fencepost.model.dispatch.DispatchModel;
import dev.fencepost.model.dispatch.Locking;
import dev.fencepost.model.dispatch.Op;
import dev.fencepost.model.dispatch.Op.Kind;
import dev.fencepost.model.dispatch.Precaution;
import dev.fencepost.model.dispatch.Setup;
import dev.fencepost.model.machine.Exploration;
import dev.fencepost.model.machine.Explorer;
import dev.fencepost.model.spec.Clause;
import dev.fencepost.model.verdict.Verdict;
import dev.fencepost.properties.house.Claims;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

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
        "HANDOVER, 45918, 141400, 46",
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
    @MethodSource("mutants")
    void aPrecautionLeftOutIsNoticed(DispatchMutant mutant) {
        Exploration<long[]> exploration = explore(mutant.setup());
        assertThat(exploration.verdict()).isInstanceOf(Verdict.Violated.class);
        Exploration.Failure<long[]> failure = exploration.failure().orElseThrow();
        assertThat(failure.broken().name()).startsWith(mutant.rule());
        assertThat(failure.broken().clause()).isEqualTo(mutant.clause());
        assertThat(failure.trace().length()).isEqualTo(mutant.length());
    }

    static List<DispatchMutant> mutants() {
        return DispatchMutant.all();
    }

    @Test
    void everyPrecautionHasAMutantAndEveryInvariantNoticesOne() {
        Set<Precaution> leftOut = EnumSet.noneOf(Precaution.class);
        mutants().forEach(mutant -> leftOut.addAll(mutant.precautions()));
        assertThat(leftOut).hasSameSizeAs(Precaution.values());
        DispatchModel model = new DispatchModel(DispatchScenes.WRITES.with(Locking.GLOBAL, Locking.GLOBAL));
        assertThat(Stream.concat(model.invariants().stream(), Stream.of(model.atRest())))
                .allSatisfy(invariant -> assertThat(mutants())
                        .anyMatch(mutant -> invariant.name().startsWith(mutant.rule())));
    }

    @Test
    void aSetupThatMakesNoSenseIsRefused() {
        List<Locking> one = List.of(Locking.LOCK_FREE);
        List<Op> idle = List.of();
        assertThatThrownBy(() -> setup(one, List.of(Op.of(Kind.WRITE, 1)), idle))
                .hasMessageContaining("there is no device 1");
        assertThatThrownBy(() -> setup(one, List.of(new Op(Kind.RAISE, 0, 1)), idle))
                .hasMessageContaining("there is no target 1");
        assertThatThrownBy(() -> setup(one, idle, List.of(Op.of(Kind.START, 0))))
                .hasMessageContaining("not without a lock");
        assertThatThrownBy(() -> setup(one, List.of(Op.of(Kind.COALESCE, 0)), idle))
                .hasMessageContaining("only under the big lock");
        assertThatThrownBy(() -> setup(List.of(), idle, idle)).hasMessageContaining("1 to 3 devices");
    }

    private static Setup setup(List<Locking> devices, List<Op> vcpu, List<Op> main) {
        return new Setup(devices, List.of(vcpu), main, Set.of(), Set.of());
    }

    private static Exploration<long[]> explore(Setup setup) {
        return Explorer.explore(new DispatchModel(setup));
    }
}
