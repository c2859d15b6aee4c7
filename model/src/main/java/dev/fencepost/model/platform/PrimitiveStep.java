package dev.fencepost.model.platform;

import dev.fencepost.model.memory.program.Barrier;
import dev.fencepost.model.memory.program.FenceKind;
import dev.fencepost.model.memory.program.LocationKind;
import dev.fencepost.model.memory.program.Mode;
import dev.fencepost.model.memory.program.Operator;
import dev.fencepost.model.platform.Primitive.Family;
import java.util.List;

/**
 * One step of a primitive: a line of {@link PrimitiveTable}, as programs use it.
 *
 * @param name in the kernel's words
 * @param parameters their names, or = and the word that must stand there
 * @param operation what it does
 * @param mode null for operations without one
 * @param operator of updates, else null
 * @param barrier of fences, else null
 * @param operands addresses and values: names of parameters, possibly after {@code &}, or numbers
 * @param kind what lies behind its address, where it says so, else null
 * @param test how the result compares to 0 where that is what counts, else null
 * @param family whom it orders memory for
 */
public record PrimitiveStep(
        String name,
        List<String> parameters,
        Operation operation,
        Mode mode,
        Operator operator,
        Barrier barrier,
        List<String> operands,
        LocationKind kind,
        Operator test,
        Family family) {
    /** What a primitive does; described in {@code linux.primitives}. */
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
        CLEAN,
        INVALIDATE,
        MAP,
        SIGNAL,
        REFUSE;

        boolean hasMode() {
            return ordinal() <= ADD_UNLESS.ordinal();
        }

        boolean hasOperator() {
            return this == UPDATE || this == UPDATE_RETURN || this == FETCH_UPDATE;
        }

        /** Whether it is a read-modify-write. */
        public boolean locks() {
            return switch (this) {
                case EXCHANGE, COMPARE_EXCHANGE, UPDATE, UPDATE_RETURN, FETCH_UPDATE, ADD_UNLESS -> true;
                case LOCK, UNLOCK, TRYLOCK, ISLOCKED -> true;
                default -> false;
            };
        }

        /** Whether it has a value and can stand in an expression. */
        public boolean hasResult() {
            return switch (this) {
                case LOAD, EXCHANGE, COMPARE_EXCHANGE, UPDATE_RETURN, FETCH_UPDATE, ADD_UNLESS, TRYLOCK, ISLOCKED ->
                    true;
                case STORE, UPDATE, LOCK, UNLOCK, FENCE, CLEAN, INVALIDATE, MAP, SIGNAL, REFUSE -> false;
            };
        }
    }

    public PrimitiveStep {
        parameters = List.copyOf(parameters);
        operands = List.copyOf(operands);
    }

    /** Whether it is an access or a barrier; otherwise it only says something about a location. */
    public boolean acts() {
        return operation != Operation.MAP;
    }

    /** Whether it can be called like this: as many arguments, and the fixed words where they belong. */
    public boolean matches(List<String> arguments) {
        if (arguments.size() != parameters.size()) {
            return false;
        }
        for (int i = 0; i < arguments.size(); i++) {
            String parameter = parameters.get(i);
            if (parameter.startsWith("=") && !parameter.substring(1).equals(arguments.get(i))) {
                return false;
            }
        }
        return true;
    }

    /** The same for the compiler alone. */
    public PrimitiveStep withoutOrder() {
        Barrier nothing = barrier == null ? null : Barrier.smp(name, FenceKind.COMPILER);
        Mode once = mode == null ? null : Mode.ONCE;
        return new PrimitiveStep(name, parameters, operation, once, operator, nothing, operands, kind, test, family);
    }
}
