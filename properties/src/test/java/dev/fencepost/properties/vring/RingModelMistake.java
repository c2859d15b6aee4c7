package dev.fencepost.properties.vring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.model.machine.Exploration;
import dev.fencepost.model.machine.Explorer;
import dev.fencepost.model.spec.Clause;
import dev.fencepost.model.verdict.Verdict;
import dev.fencepost.model.vring.RingModelMachine;
import dev.fencepost.model.vring.RingModelView;

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
