package dev.fencepost.properties.msix.intercept;

import dev.fencepost.model.machine.Steps;
import dev.fencepost.model.msix.intercept.Action;
import dev.fencepost.model.msix.intercept.InterceptMachine;
import dev.fencepost.model.msix.intercept.State;
import dev.fencepost.properties.machine.MachineMutant;

/** {@link InterceptMachine} with one mistake: a mutant. */
public final class MsixInterceptMutant extends MachineMutant<State> {
    private final InterceptMachine right;
    private final Mistake mistake;

    /** What comes out wrong of an action. */
    @FunctionalInterface
    public interface Mistake {
        /** The state after it, given what should have come out; that itself for actions it does not concern. */
        State after(State before, Action action, State right);
    }

    /** With that mistake. */
    public MsixInterceptMutant(InterceptMachine right, Mistake mistake) {
        super(right);
        this.right = right;
        this.mistake = mistake;
    }

    @Override
    public void steps(State state, Steps<State> steps) {
        right.steps(state, (number, next) -> steps.to(number, mistake.after(state, right.action(number), next)));
    }
}
