package dev.fencepost.properties.ring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.model.machine.Exploration;
import dev.fencepost.model.machine.Explorer;
import dev.fencepost.model.ring.RingAction.DecideInterrupt;
import dev.fencepost.model.ring.RingAction.EnableCallbacks;
import dev.fencepost.model.ring.RingAction.EnableKicks;
import dev.fencepost.model.ring.RingMachine;
import dev.fencepost.model.ring.RingMode;
import dev.fencepost.model.ring.RingView;
import dev.fencepost.model.spec.Clause;
import dev.fencepost.model.verdict.Verdict;
import dev.fencepost.properties.machine.Changed;

/**
 * A mistake for a {@link RingModelMutant}, and what must notice it.
 *
 * @param <S> a state of the ring
 */
public interface RingModelMutation<S extends RingView> {
    /** The clause of the invariant that notices it. */
    Clause clause();

    /** How the name of that invariant begins. */
    String broken();

    /** What comes out wrong. */
    RingModelMutant.Mistake<S> mistake();

    /** The device asks for kicks and sleeps, whatever came before the request. */
    static <S extends RingView> RingModelMutant.Mistake<S> deviceSleepsAtOnce() {
        return (before, action, right) ->
                action instanceof EnableKicks ? Changed.of(right, "device.mode", RingMode.ASLEEP) : right;
    }

    /** The driver asks for interrupts and sleeps, whatever came before the request. */
    static <S extends RingView> RingModelMutant.Mistake<S> driverSleepsAtOnce() {
        return (before, action, right) ->
                action instanceof EnableCallbacks ? Changed.of(right, "driver.mode", RingMode.ASLEEP) : right;
    }

    /** Whatever the device decides, no interrupt goes out. */
    static <S extends RingView> RingModelMutant.Mistake<S> neverInterrupts() {
        return (before, action, right) ->
                action instanceof DecideInterrupt ? Changed.of(right, "shared.interrupt", before.interrupt()) : right;
    }

    /** Explores the mutant of {@code right} that has it. */
    default Exploration<S> explore(RingMachine<S> right) {
        return Explorer.explore(new RingModelMutant<>(right, mistake()));
    }

    /** It is noticed by the invariant that it breaks, after a shortest trace of {@code length} steps. */
    default void requireNoticed(RingMachine<S> right, int length) {
        Exploration<S> exploration = explore(right);
        assertThat(exploration.verdict()).isInstanceOf(Verdict.Violated.class);
        assertThat(exploration.failure().orElseThrow().broken().name()).startsWith(broken());
        assertThat(exploration.failure().orElseThrow().broken().clause()).isEqualTo(clause());
        assertThat(exploration.failure().orElseThrow().trace().length()).isEqualTo(length);
    }
}
