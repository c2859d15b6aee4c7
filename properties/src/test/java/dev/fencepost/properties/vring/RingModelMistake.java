package dev.fencepost.properties.vring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.model.machine.Exploration;
import dev.fencepost.model.machine.Explorer;
import dev.fencepost.model.spec.Clause;
import dev.fencepost.model.verdict.Verdict;
import dev.fencepost.model.vring.RingMode;
import dev.fencepost.model.vring.RingModelAction.DecideInterrupt;
import dev.fencepost.model.vring.RingModelAction.EnableCallbacks;
import dev.fencepost.model.vring.RingModelAction.EnableKicks;
import dev.fencepost.model.vring.RingModelMachine;
import dev.fencepost.model.vring.RingModelView;
import dev.fencepost.properties.machine.Changed;

/**
 * A mistake for a {@link RingModelTwin}, and what must notice it.
 *
 * @param <S> a state of the ring
 */
interface RingModelMistake<S extends RingModelView> {
    /** The clause of the invariant that notices it. */
    Clause clause();

    /** How the name of that invariant begins. */
    String broken();

    /** What comes out wrong. */
    RingModelTwin.Mistake<S> mistake();

    /** The device asks for kicks and sleeps, whatever came before the request. */
    static <S extends RingModelView> RingModelTwin.Mistake<S> deviceSleepsAtOnce() {
        return (before, action, right) ->
                action instanceof EnableKicks ? Changed.of(right, "device.mode", RingMode.ASLEEP) : right;
    }

    /** The driver asks for interrupts and sleeps, whatever came before the request. */
    static <S extends RingModelView> RingModelTwin.Mistake<S> driverSleepsAtOnce() {
        return (before, action, right) ->
                action instanceof EnableCallbacks ? Changed.of(right, "driver.mode", RingMode.ASLEEP) : right;
    }

    /** Whatever the device decides, no interrupt goes out. */
    static <S extends RingModelView> RingModelTwin.Mistake<S> neverInterrupts() {
        return (before, action, right) ->
                action instanceof DecideInterrupt ? Changed.of(right, "shared.interrupt", before.interrupt()) : right;
    }

    /** Explores the twin of {@code right} that has it. */
    default Exploration<S> explore(RingModelMachine<S> right) {
        return Explorer.explore(new RingModelTwin<>(right, mistake()));
    }

    /** It is noticed by the invariant that it breaks, after a shortest trace of {@code length} steps. */
    default void requireNoticed(RingModelMachine<S> right, int length) {
        Exploration<S> exploration = explore(right);
        assertThat(exploration.verdict()).isInstanceOf(Verdict.Violated.class);
        assertThat(exploration.failure().orElseThrow().broken().name()).startsWith(broken());
        assertThat(exploration.failure().orElseThrow().broken().clause()).isEqualTo(clause());
        assertThat(exploration.failure().orElseThrow().trace().length()).isEqualTo(length);
    }
}
