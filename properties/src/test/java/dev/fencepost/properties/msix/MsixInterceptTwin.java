package dev.fencepost.properties.msix;

import dev.fencepost.model.machine.Steps;
import dev.fencepost.model.msix.MsixInterceptAction;
import dev.fencepost.model.msix.MsixInterceptMachine;
import dev.fencepost.model.msix.MsixInterceptState;
import dev.fencepost.properties.machine.MachineTwin;

/** {@link MsixInterceptMachine} with one mistake: a broken twin. */
public final class MsixInterceptTwin extends MachineTwin<MsixInterceptState> {
    private final MsixInterceptMachine right;
    private final Mistake mistake;

    /** What comes out wrong of an action. */
    @FunctionalInterface
    public interface Mistake {
        /** The state after it, given what should have come out; that itself for actions it does not concern. */
        MsixInterceptState after(MsixInterceptState before, MsixInterceptAction action, MsixInterceptState right);
    }

    /** With that mistake. */
    public MsixInterceptTwin(MsixInterceptMachine right, Mistake mistake) {
        super(right);
        this.right = right;
        this.mistake = mistake;
    }

    @Override
    public void steps(MsixInterceptState state, Steps<MsixInterceptState> steps) {
        right.steps(state, (number, next) -> steps.to(number, mistake.after(state, right.action(number), next)));
    }
}
