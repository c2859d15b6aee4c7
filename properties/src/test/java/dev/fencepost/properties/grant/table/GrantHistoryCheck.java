package dev.fencepost.properties.grant.table;

import dev.fencepost.impl.grant.table.GrantLocks;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;

/** Histories against the state machine for callers that hear something else; always the same histories. */
public final class GrantHistoryCheck {
    private static final int HISTORIES = 100;
    private static final int LENGTH = 60;

    private GrantHistoryCheck() {}

    /**
     * Operations of a history that the model contradicts, made as short as leaving out gets it; empty if there is none.
     *
     * @param heard what callers hear of the answers to the parts of a hypercall
     */
    public static OptionalInt of(UnaryOperator<int[]> heard) {
        SplittableRandom random = new SplittableRandom(2012);
        for (int i = 0; i < HISTORIES; i++) {
            List<GrantOperation> history = GrantHistories.random(random, LENGTH);
            if (fails(history, heard)) {
                return OptionalInt.of(shrink(history, heard));
            }
        }
        return OptionalInt.empty();
    }

    private static boolean fails(List<GrantOperation> history, UnaryOperator<int[]> heard) {
        try {
            new GrantHistory(UnaryOperator.identity(), heard).run(history);
            return false;
        } catch (AssertionError | RuntimeException contradicted) {
            return true;
        }
    }

    private static int shrink(List<GrantOperation> failing, UnaryOperator<int[]> heard) {
        List<GrantOperation> history = new ArrayList<>(failing);
        for (int i = history.size() - 1; i >= 0; i--) {
            List<GrantOperation> shorter = new ArrayList<>(history);
            shorter.remove(i);
            if (fails(shorter, heard)) {
                history = shorter;
            }
        }
        return history.size();
    }

    /**
     * Locks taken until one is out of order in a mapping and an unmapping; empty if none is.
     *
     * @param seen the locks as the hypervisor has them
     */
    public static OptionalInt lockOrder(UnaryOperator<GrantLocks> seen) {
        GrantCheckedLocks checked = new GrantCheckedLocks();
        try {
            GrantMachine.mapAndUnmap(seen.apply(checked));
            return OptionalInt.empty();
        } catch (AssertionError outOfOrder) {
            return OptionalInt.of(checked.taken() + 1);
        }
    }
}
