package dev.fencepost.properties.msix;

import dev.fencepost.model.machine.Codec;
import dev.fencepost.model.machine.Invariant;
import dev.fencepost.model.machine.Machine;
import dev.fencepost.model.machine.Steps;
import dev.fencepost.model.machine.Subject;
import dev.fencepost.model.msix.MsixInterceptAction;
import dev.fencepost.model.msix.MsixInterceptMachine;
import dev.fencepost.model.msix.MsixInterceptState;
import java.util.List;
import java.util.function.Consumer;

/** {@link MsixInterceptMachine} with one mistake: a broken twin. */
public final class MsixInterceptTwin implements Machine<MsixInterceptState> {
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
        this.right = right;
        this.mistake = mistake;
    }

    @Override
    public void steps(MsixInterceptState state, Steps<MsixInterceptState> steps) {
        right.steps(state, (number, next) -> steps.to(number, mistake.after(state, right.action(number), next)));
    }

    @Override
    public void initial(Consumer<? super MsixInterceptState> states) {
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
    public Codec<MsixInterceptState> codec() {
        return right.codec();
    }

    @Override
    public String describe(MsixInterceptState before, int action, MsixInterceptState after) {
        return right.describe(before, action, after);
    }

    @Override
    public int actor(int action) {
        return right.actor(action);
    }

    @Override
    public List<Invariant<MsixInterceptState>> invariants() {
        return right.invariants();
    }

    @Override
    public Invariant<MsixInterceptState> atRest() {
        return right.atRest();
    }
}
