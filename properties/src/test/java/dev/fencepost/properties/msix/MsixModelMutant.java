package dev.fencepost.properties.msix;

import dev.fencepost.model.machine.Steps;
import dev.fencepost.model.msix.table.Action;
import dev.fencepost.model.msix.table.MsixTableMachine;
import dev.fencepost.model.msix.table.MsixTableMachine.Judged;
import dev.fencepost.model.msix.table.Outcome;
import dev.fencepost.model.msix.table.State;
import dev.fencepost.properties.machine.MachineMutant;

/** {@link MsixTableMachine} with one mistake: a mutant. */
public final class MsixModelMutant extends MachineMutant<Judged> {
    private final MsixTableMachine right;
    private final Mistake mistake;

    /** What comes out wrong of an action. */
    @FunctionalInterface
    public interface Mistake {
        /** What comes of it, given what should have; that itself for actions it does not concern. */
        Outcome after(State before, Action action, Outcome right);
    }

    /** With that mistake. */
    public MsixModelMutant(MsixTableMachine right, Mistake mistake) {
        super(right);
        this.right = right;
        this.mistake = mistake;
    }

    @Override
    public void steps(Judged from, Steps<Judged> steps) {
        right.steps(from, (number, next) -> {
            Action action = right.action(number);
            Outcome outcome = right.model().apply(from.state(), action);
            Outcome wrong = mistake.after(from.state(), action, outcome);
            steps.to(number, wrong == outcome ? next : MsixTableMachine.judge(from.state(), action, wrong));
        });
    }
}
