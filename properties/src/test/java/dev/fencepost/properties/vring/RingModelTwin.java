package dev.fencepost.properties.vring;

import dev.fencepost.model.machine.Codec;
import dev.fencepost.model.machine.Invariant;
import dev.fencepost.model.machine.Machine;
import dev.fencepost.model.machine.Steps;
import dev.fencepost.model.machine.Subject;
import dev.fencepost.model.vring.RingModelAction;
import dev.fencepost.model.vring.RingModelMachine;
import dev.fencepost.model.vring.RingModelView;
import java.util.List;
import java.util.function.Consumer;

/**
 * A {@link RingModelMachine} with one mistake: a broken twin.
 *
 * @param <S> a state of that ring
 */
public final class RingModelTwin<S extends RingModelView> implements Machine<S> {
    private final RingModelMachine<S> right;
    private final Mistake<S> mistake;
    private final boolean symmetry;

    /**
     * What comes out wrong of an action.
     *
     * @param <S> a state of the ring
     */
    @FunctionalInterface
    public interface Mistake<S> {
        /** The state after it, given what should have come out; that itself for actions it does not concern. */
        S after(S before, RingModelAction action, S right);
    }

    /** With that mistake. */
    public RingModelTwin(RingModelMachine<S> right, Mistake<S> mistake) {
        this(right, mistake, true);
    }

    private RingModelTwin(RingModelMachine<S> right, Mistake<S> mistake, boolean symmetry) {
        this.right = right;
        this.mistake = mistake;
        this.symmetry = symmetry;
    }

    /** No mistake, but every state for itself, shown to {@code visitor}, some more than once. */
    static <S extends RingModelView> RingModelTwin<S> withoutSymmetry(RingModelMachine<S> right, Consumer<S> visitor) {
        return new RingModelTwin<>(
                right,
                (before, action, next) -> {
                    visitor.accept(next);
                    return next;
                },
                false);
    }

    @Override
    public void steps(S state, Steps<S> steps) {
        right.steps(state, (number, next) -> steps.to(number, mistake.after(state, right.action(state, number), next)));
    }

    @Override
    public void initial(Consumer<? super S> states) {
        right.initial(states);
    }

    @Override
    public Subject subject() {
        return right.subject();
    }

    @Override
    public List<String> actors() {
        return right.actors();
    }

    @Override
    public Codec<S> codec() {
        return right.codec();
    }

    @Override
    public String describe(S before, int action, S after) {
        return right.describe(before, action, after);
    }

    @Override
    public int actor(int action) {
        return right.actor(action);
    }

    @Override
    public List<Invariant<S>> invariants() {
        return right.invariants();
    }

    @Override
    public Invariant<S> atRest() {
        return right.atRest();
    }

    @Override
    public S canonical(S state) {
        return symmetry ? right.canonical(state) : state;
    }
}
