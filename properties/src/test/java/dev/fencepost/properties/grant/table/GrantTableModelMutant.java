package dev.fencepost.properties.grant.table;

import dev.fencepost.model.grant.table.Action;
import dev.fencepost.model.grant.table.GrantTableMachine;
import dev.fencepost.model.machine.Steps;
import dev.fencepost.properties.machine.MachineMutant;
import java.util.Arrays;

/** {@link GrantTableMachine} with one mistake: a mutant. */
public final class GrantTableModelMutant extends MachineMutant<long[]> {
    private final GrantTableMachine right;
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
        void after(GrantTableMachine machine, long[] before, Action action, long[] next);
    }

    /** With that mistake. */
    public GrantTableModelMutant(GrantTableMachine right, Mistake mistake) {
        super(right);
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
}
