package dev.fencepost.model.litmus;

import dev.fencepost.model.platform.PrimitiveStep;
import dev.fencepost.model.platform.PrimitiveSteps;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Finds the locations that no thread writes to. Where any thread writes through a computed address, none counts as
 * such.
 */
final class ConstantMemory {
    private final Set<String> written = new HashSet<>();
    private boolean unknown;

    private ConstantMemory() {}

    /** Names of parameters, of any function, that point to memory that nothing writes to. */
    static Set<String> of(List<CFunction> functions) {
        ConstantMemory search = new ConstantMemory();
        Set<String> result = new HashSet<>();
        for (CFunction function : functions) {
            Set<String> parameters = new HashSet<>(fixedParameters(function));
            walk(function.body(), expression -> search.visit(expression, parameters), statement -> {
                if (statement instanceof CStatement.Store store) {
                    search.writes(store.address(), parameters);
                }
            });
            result.addAll(parameters);
        }
        result.removeAll(search.written);
        return search.unknown ? Set.of() : result;
    }

    /** Parameters that the function never assigns to. */
    static List<String> fixedParameters(CFunction function) {
        Set<String> assigned = new HashSet<>();
        walk(function.body(), expression -> {}, statement -> {
            if (statement instanceof CStatement.Assign assign) {
                assigned.add(assign.register());
            }
        });
        List<String> fixed = new ArrayList<>();
        for (CFunction.Parameter parameter : function.parameters()) {
            if (!assigned.contains(parameter.name())) {
                fixed.add(parameter.name());
            }
        }
        return fixed;
    }

    private void visit(CExpression expression, Set<String> parameters) {
        if (expression instanceof CExpression.Call call) {
            for (PrimitiveStep primitive : PrimitiveSteps.named(call.name())) {
                boolean reads = primitive.operation() == PrimitiveStep.Operation.LOAD
                        || primitive.operation() == PrimitiveStep.Operation.FENCE
                        || primitive.operation() == PrimitiveStep.Operation.CLEAN
                        || primitive.operation() == PrimitiveStep.Operation.INVALIDATE
                        || primitive.operation() == PrimitiveStep.Operation.MAP
                        || primitive.operation() == PrimitiveStep.Operation.SIGNAL
                        || primitive.operation() == PrimitiveStep.Operation.REFUSE;
                if (!reads) {
                    writes(address(call, primitive), parameters);
                }
            }
        }
    }

    /** The argument that is the address of the access, or null. */
    static CExpression address(CExpression.Call call, PrimitiveStep primitive) {
        String operand = primitive.operands().get(0);
        int index = primitive.parameters().indexOf(operand.replace("&", ""));
        CExpression argument =
                index >= 0 && index < call.arguments().size() ? call.arguments().get(index) : null;
        boolean lvalue = operand.startsWith("&") && argument instanceof CExpression.Dereference;
        return lvalue ? ((CExpression.Dereference) argument).address() : argument;
    }

    private void writes(CExpression address, Set<String> parameters) {
        if (address instanceof CExpression.Name name && parameters.contains(name.name())) {
            written.add(name.name());
        } else {
            unknown = true;
        }
    }

    /** Visits all statements and expressions, nested ones included. */
    static void walk(List<CStatement> body, Consumer<CExpression> expressions, Consumer<CStatement> statements) {
        for (CStatement statement : body) {
            statements.accept(statement);
            if (statement instanceof CStatement.Assign assign) {
                walk(assign.value(), expressions);
            } else if (statement instanceof CStatement.Store store) {
                walk(store.address(), expressions);
                walk(store.value(), expressions);
            } else if (statement instanceof CStatement.Evaluate evaluate) {
                walk(evaluate.expression(), expressions);
            } else if (statement instanceof CStatement.If branch) {
                walk(branch.condition(), expressions);
                walk(branch.then(), expressions, statements);
                walk(branch.otherwise(), expressions, statements);
            } else if (statement instanceof CStatement.While loop) {
                walk(loop.condition(), expressions);
                walk(loop.body(), expressions, statements);
            }
        }
    }

    private static void walk(CExpression expression, Consumer<CExpression> visitor) {
        visitor.accept(expression);
        if (expression instanceof CExpression.Binary binary) {
            walk(binary.left(), visitor);
            walk(binary.right(), visitor);
        } else if (expression instanceof CExpression.Dereference plain) {
            walk(plain.address(), visitor);
        } else if (expression instanceof CExpression.Cast cast) {
            walk(cast.operand(), visitor);
        } else if (expression instanceof CExpression.Field field) {
            walk(field.base(), visitor);
        } else if (expression instanceof CExpression.Element element) {
            walk(element.base(), visitor);
            walk(element.index(), visitor);
        } else if (expression instanceof CExpression.Call call) {
            call.arguments().forEach(argument -> walk(argument, visitor));
        }
    }
}
