package dev.fencepost.model.litmus;

import dev.fencepost.model.memory.program.Operator;
import dev.fencepost.model.platform.PrimitiveStep;
import dev.fencepost.model.platform.PrimitiveSteps;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Finds tests that may compute addresses: those in which an address becomes a value, and values are computed with. */
final class AddressArithmetic {
    private boolean escapes;
    private boolean computes;
    private Set<String> parameters = Set.of();

    private AddressArithmetic() {}

    /** Whether some value may be an address with something added or otherwise done to it. */
    static boolean isPossible(List<InitialValue> initial, List<CFunction> functions) {
        AddressArithmetic search = new AddressArithmetic();
        search.escapes = initial.stream()
                .flatMap(value -> value.values().stream())
                .anyMatch(literal -> literal.symbol() != null);
        for (CFunction function : functions) {
            search.parameters = new HashSet<>();
            function.parameters().forEach(parameter -> search.parameters.add(parameter.name()));
            ConstantMemory.walk(function.body(), search::expression, search::statement);
        }
        return search.escapes && search.computes;
    }

    private void statement(CStatement statement) {
        if (statement instanceof CStatement.Assign assign) {
            value(assign.value());
        } else if (statement instanceof CStatement.Store store) {
            value(store.value());
        }
    }

    private void expression(CExpression expression) {
        if (expression instanceof CExpression.Binary binary && !isTruth(binary.operator())) {
            computes = true;
            value(binary.left());
            value(binary.right());
        } else if (expression instanceof CExpression.Call call) {
            CExpression address = null;
            for (PrimitiveStep primitive : PrimitiveSteps.named(call.name())) {
                computes |= primitive.operator() != null || primitive.operation() == PrimitiveStep.Operation.ADD_UNLESS;
                address = primitive.operands().isEmpty() ? address : ConstantMemory.address(call, primitive);
            }
            for (CExpression argument : call.arguments()) {
                if (argument != address) {
                    value(argument);
                }
            }
        }
    }

    /** Operators whose result is 0 or 1 whatever the operands are. */
    static boolean isTruth(Operator operator) {
        return switch (operator) {
            case EQUAL, NOT_EQUAL, LESS, LESS_EQUAL, GREATER, GREATER_EQUAL, LOGICAL_AND, LOGICAL_OR -> true;
            default -> false;
        };
    }

    private void value(CExpression expression) {
        escapes |= expression instanceof CExpression.Name name && parameters.contains(name.name())
                || expression instanceof CExpression.Field
                || expression instanceof CExpression.Element;
    }
}
