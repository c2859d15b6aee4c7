package dev.fencepost.properties.grant;

import dev.fencepost.model.grant.GrantTableModelAction;
import dev.fencepost.model.grant.GrantTableModelMachine;
import dev.fencepost.model.machine.Codec;
import dev.fencepost.model.machine.Invariant;
import dev.fencepost.model.machine.Machine;
import dev.fencepost.model.machine.Steps;
import dev.fencepost.model.machine.Subject;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/** {@link GrantTableModelMachine} with one mistake: a broken twin. */
public final class GrantTableModelTwin implements Machine<long[]> {
    private final GrantTableModelMachine right;
    private final Mistake mistake;
    private final long[] copy;

    /** What comes out wrong of an action. */
    @FunctionalInterface
    public interface Mistake {
        /**
         * Changes the state that comes after it.
         *
         * @param machine the machine that has it right
         * @param next what should have come out; left alone for actions that it does not concern
         */
        void after(GrantTableModelMachine machine, long[] before, GrantTableModelAction action, long[] next);
    }

    /** With that mistake. */
    public GrantTableModelTwin(GrantTableModelMachine right, Mistake mistake) {
        this.right = right;
        this.mistake = mistake;
        copy = new long[right.codec().words()];
    }

    @Override
    public void steps(long[] state, Steps<long[]> steps) {
        right.everyAction(state, (number, next) -> {
            System.arraycopy(next, 0, copy, 0, copy.length);
            mistake.after(right, state, right.action(state, number), copy);
            if (!Arrays.equals(state, copy)) {
                steps.to(number, copy);
            }
        });
    }

    @Override
    public void initial(Consumer<? super long[]> states) {
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
    public Codec<long[]> codec() {
        return right.codec();
    }

    @Override
    public String describe(long[] before, int action, long[] after) {
        return right.describe(before, action, after);
    }

    @Override
    public int actor(int action) {
        return right.actor(action);
    }

    @Override
    public List<Invariant<long[]>> invariants() {
        return right.invariants();
    }

    @Override
    public Invariant<long[]> atRest() {
        return right.atRest();
    }
}
