package dev.fencepost.properties.vring;

import dev.fencepost.model.machine.Steps;
import dev.fencepost.model.vring.RingModelAction;
import dev.fencepost.model.vring.RingModelMachine;
import dev.fencepost.model.vring.RingModelView;
import dev.fencepost.properties.machine.MachineTwin;
import java.util.function.Consumer;

/**
 * A {@link RingModelMachine} with one mistake: a broken twin.
 *
 * @param <S> a state of that ring
 */
public final class RingModelTwin<S extends RingModelView> extends MachineTwin<S> {
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
        super(right);
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
    public S canonical(S state) {
        return symmetry ? right.canonical(state) : state;
    }
}
