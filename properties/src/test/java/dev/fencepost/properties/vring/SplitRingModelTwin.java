package dev.fencepost.properties.vring;

import dev.fencepost.model.machine.Codec;
import dev.fencepost.model.machine.Invariant;
import dev.fencepost.model.machine.Machine;
import dev.fencepost.model.machine.Steps;
import dev.fencepost.model.machine.Subject;
import dev.fencepost.model.vring.SplitRingModelAction;
import dev.fencepost.model.vring.SplitRingModelMachine;
import dev.fencepost.model.vring.SplitRingModelState;
import java.util.List;
import java.util.function.Consumer;

/** {@link SplitRingModelMachine} with one mistake: a broken twin. */
public final class SplitRingModelTwin implements Machine<SplitRingModelState> {
    private final SplitRingModelMachine right;
    private final Mistake mistake;
    private final boolean symmetry;

    /** What comes out wrong of an action. */
    @FunctionalInterface
    public interface Mistake {
        /** The state after it, given what should have come out; that itself for actions it does not concern. */
        SplitRingModelState after(SplitRingModelState before, SplitRingModelAction action, SplitRingModelState right);
    }

    /** With that mistake. */
    public SplitRingModelTwin(SplitRingModelMachine right, Mistake mistake) {
        this(right, mistake, true);
    }

    private SplitRingModelTwin(SplitRingModelMachine right, Mistake mistake, boolean symmetry) {
        this.right = right;
        this.mistake = mistake;
        this.symmetry = symmetry;
    }

    /** No mistake, but every state for itself, shown to {@code visitor}, some more than once. */
    static SplitRingModelTwin withoutSymmetry(SplitRingModelMachine right, Consumer<SplitRingModelState> visitor) {
        return new SplitRingModelTwin(
                right,
                (before, action, next) -> {
                    visitor.accept(next);
                    return next;
                },
                false);
    }

    @Override
    public void steps(SplitRingModelState state, Steps<SplitRingModelState> steps) {
        right.steps(state, (number, next) -> steps.to(number, mistake.after(state, right.action(state, number), next)));
    }

    @Override
    public void initial(Consumer<? super SplitRingModelState> states) {
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
    public Codec<SplitRingModelState> codec() {
        return right.codec();
    }

    @Override
    public String describe(SplitRingModelState before, int action, SplitRingModelState after) {
        return right.describe(before, action, after);
    }

    @Override
    public int actor(int action) {
        return right.actor(action);
    }

    @Override
    public List<Invariant<SplitRingModelState>> invariants() {
        return right.invariants();
    }

    @Override
    public Invariant<SplitRingModelState> atRest() {
        return right.atRest();
    }

    @Override
    public SplitRingModelState canonical(SplitRingModelState state) {
        return symmetry ? right.canonical(state) : state;
    }
}
