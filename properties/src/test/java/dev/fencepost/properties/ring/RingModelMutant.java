package dev.fencepost.properties.ring;

import dev.fencepost.model.machine.Steps;
import dev.fencepost.model.ring.RingAction;
import dev.fencepost.model.ring.RingMachine;
import dev.fencepost.model.ring.RingView;
import dev.fencepost.properties.machine.MachineMutant;
import java.util.function.Consumer;

/**
 * A {@link RingMachine} with one mistake: a mutant.
 *
 * @param <S> a state of that ring
 */
public final class RingModelMutant<S extends RingView> extends MachineMutant<S> {
    private final RingMachine<S> right;
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
        S after(S before, RingAction action, S right);
    }

    /** With that mistake. */
    public RingModelMutant(RingMachine<S> right, Mistake<S> mistake) {
        this(right, mistake, true);
    }

    private RingModelMutant(RingMachine<S> right, Mistake<S> mistake, boolean symmetry) {
        super(right);
        this.right = right;
        this.mistake = mistake;
        this.symmetry = symmetry;
    }

    /** No mistake, but every state for itself, shown to {@code visitor}, some more than once. */
    public static <S extends RingView> RingModelMutant<S> withoutSymmetry(RingMachine<S> right, Consumer<S> visitor) {
        return new RingModelMutant<>(
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
