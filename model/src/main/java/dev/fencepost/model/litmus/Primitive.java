package dev.fencepost.model.litmus;

import dev.fencepost.model.memory.FenceKind;
import dev.fencepost.model.memory.Mode;
import dev.fencepost.model.memory.Operator;
import java.util.List;

/**
 * One line of the table of primitives.
 *
 * @param name in the kernel's words
 * @param parameters their names
 * @param operation what it does
 * @param mode null for operations without one
 * @param operator of updates, else null
 * @param fence of fences, else null
 * @param operands addresses and values: names of parameters, possibly after {@code &}, or numbers
 * @param test how the result compares to 0 where that is what counts, else null
 */
public record Primitive(
        String name,
        List<String> parameters,
        Operation operation,
        Mode mode,
        Operator operator,
        FenceKind fence,
        List<String> operands,
        Operator test) {
    /** What a primitive does; described in the table. */
    public enum Operation {
        LOAD,
        STORE,
        EXCHANGE,
        COMPARE_EXCHANGE,
        UPDATE,
        UPDATE_RETURN,
        FETCH_UPDATE,
        ADD_UNLESS,
        LOCK,
        UNLOCK,
        TRYLOCK,
        ISLOCKED,
        FENCE,
        REFUSE;

        boolean hasMode() {
            return ordinal() <= ADD_UNLESS.ordinal();
        }

        boolean hasOperator() {
            return this == UPDATE || this == UPDATE_RETURN || this == FETCH_UPDATE;
        }

        /** Whether it has a value and can stand in an expression. */
        public boolean hasResult() {
            return switch (this) {
                case LOAD, EXCHANGE, COMPARE_EXCHANGE, UPDATE_RETURN, FETCH_UPDATE, ADD_UNLESS, TRYLOCK, ISLOCKED ->
                    true;
                case STORE, UPDATE, LOCK, UNLOCK, FENCE, REFUSE -> false;
            };
        }
    }

    public Primitive {
        parameters = List.copyOf(parameters);
        operands = List.copyOf(operands);
    }
}
