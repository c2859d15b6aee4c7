package dev.fencepost.properties.msix;

import dev.fencepost.model.machine.Steps;
import dev.fencepost.model.msix.MsixModelAction;
import dev.fencepost.model.msix.MsixModelMachine;
import dev.fencepost.model.msix.MsixModelMachine.Judged;
import dev.fencepost.model.msix.MsixModelOutcome;
import dev.fencepost.model.msix.MsixModelState;
import dev.fencepost.properties.machine.MachineTwin;

/** {@link MsixModelMachine} with one mistake: a broken twin. */
public final class MsixModelTwin extends MachineTwin<Judged> {
    private final MsixModelMachine right;
    private final Mistake mistake;

    /** What comes out wrong of an action. */
    @FunctionalInterface
    public interface Mistake {
        /** What comes of it, given what should have; that itself for actions it does not concern. */
        MsixModelOutcome after(MsixModelState before, MsixModelAction action, MsixModelOutcome right);
    }

    /** With that mistake. */
    public MsixModelTwin(MsixModelMachine right, Mistake mistake) {
        super(right);
        this.right = right;
        this.mistake = mistake;
    }

    @Override
    public void steps(Judged from, Steps<Judged> steps) {
        right.steps(from, (number, next) -> {
            MsixModelAction action = right.action(number);
            MsixModelOutcome outcome = right.model().apply(from.state(), action);
            MsixModelOutcome wrong = mistake.after(from.state(), action, outcome);
            steps.to(number, wrong == outcome ? next : MsixModelMachine.judge(from.state(), action, wrong));
        });
    }
}
