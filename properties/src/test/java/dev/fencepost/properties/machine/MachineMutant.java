package dev.fencepost.properties.machine;

import dev.fencepost.model.machine.Codec;
import dev.fencepost.model.machine.Invariant;
import dev.fencepost.model.machine.Machine;
import dev.fencepost.model.machine.Subject;
import java.util.List;
import java.util.function.Consumer;

/**
 * A machine with a mistake in its steps, which are for the mutant to say. All else is as in the machine that has it
 * right.
 *
 * @param <S> a state
 */
public abstract class MachineMutant<S> implements Machine<S> {
    private final Machine<S> right;

    /** A mutant of {@code right}. */
    protected MachineMutant(Machine<S> right) {
        this.right = right;
    }

    @Override
    public final void initial(Consumer<? super S> states) {
        right.initial(states);
    }

    @Override
    public final Subject subject() {
        return right.subject();
    }

    @Override
    public final List<String> actors() {
        return right.actors();
    }

    @Override
    public final Codec<S> codec() {
        return right.codec();
    }

    @Override
    public final String describe(S before, int action, S after) {
        return right.describe(before, action, after);
    }

    @Override
    public final int actor(int action) {
        return right.actor(action);
    }

    @Override
    public final List<Invariant<S>> invariants() {
        return right.invariants();
    }

    @Override
    public final Invariant<S> atRest() {
        return right.atRest();
    }

    @Override
    public S canonical(S state) {
        return right.canonical(state);
    }
}
