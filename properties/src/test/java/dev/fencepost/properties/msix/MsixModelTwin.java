package dev.fencepost.properties.msix;

import dev.fencepost.model.machine.Codec;
import dev.fencepost.model.machine.Invariant;
import dev.fencepost.model.machine.Machine;
import dev.fencepost.model.machine.Steps;
import dev.fencepost.model.machine.Subject;
import dev.fencepost.model.msix.MsixModelAction;
import dev.fencepost.model.msix.MsixModelMachine;
import dev.fencepost.model.msix.MsixModelMachine.Judged;
import dev.fencepost.model.msix.MsixModelOutcome;
import dev.fencepost.model.msix.MsixModelState;
import java.util.List;
import java.util.function.Consumer;

/** {@link MsixModelMachine} with one mistake: a broken twin. */
public final class MsixModelTwin implements Machine<Judged> {
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

    @Override
    public void initial(Consumer<? super Judged> states) {
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
    public Codec<Judged> codec() {
        return right.codec();
    }

    @Override
    public String describe(Judged before, int action, Judged after) {
        return right.describe(before, action, after);
    }

    @Override
    public int actor(int action) {
        return right.actor(action);
    }

    @Override
    public List<Invariant<Judged>> invariants() {
        return right.invariants();
    }

    @Override
    public Invariant<Judged> atRest() {
        return right.atRest();
    }
}
