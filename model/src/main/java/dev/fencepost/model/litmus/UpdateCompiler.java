package dev.fencepost.model.litmus;

import dev.fencepost.model.memory.program.Expression;
import dev.fencepost.model.memory.program.Instruction;
import dev.fencepost.model.memory.program.Mode;
import dev.fencepost.model.memory.program.Operator;
import dev.fencepost.model.platform.PrimitiveStep;
import java.util.Map;

/** Compiles atomic read-modify-writes. */
final class UpdateCompiler {
    private static final Expression OLD = new Expression.Old();
    private static final Expression ALWAYS = Expression.constant(1);

    private final ExpressionCompiler expressions;
    private final Scope scope;
    private final CExpression.Call call;
    private final PrimitiveStep primitive;
    private final Map<String, CExpression> arguments;

    UpdateCompiler(
            ExpressionCompiler expressions,
            Scope scope,
            CExpression.Call call,
            PrimitiveStep primitive,
            Map<String, CExpression> arguments) {
        this.expressions = expressions;
        this.scope = scope;
        this.call = call;
        this.primitive = primitive;
        this.arguments = arguments;
    }

    Expression compile(Expression address, String target) throws LitmusException {
        switch (primitive.operation()) {
            case EXCHANGE -> {
                return update(address, target, ALWAYS, stored(1), OLD);
            }
            case COMPARE_EXCHANGE -> {
                Expression expected = stored(1);
                Expression success = Expression.binary(Operator.EQUAL, OLD, expected);
                return update(address, target, success, onlyOnSuccess(2), OLD);
            }
            case ADD_UNLESS -> {
                Expression added = kept(Expression.binary(Operator.ADD, OLD, onlyOnSuccess(1)));
                Expression success = Expression.binary(Operator.NOT_EQUAL, OLD, stored(2));
                return update(address, target, success, added, success, true);
            }
            default -> {
                return operation(address, target);
            }
        }
    }

    private Expression operation(Expression address, String target) throws LitmusException {
        Expression operand = operand(1);
        Expression updated = kept(Expression.binary(primitive.operator(), OLD, operand));
        return switch (primitive.operation()) {
            case UPDATE -> {
                expressions.add(new Instruction.ReadModifyWrite("", address, ALWAYS, updated, OLD, Mode.NORETURN));
                yield null;
            }
            // The result of herd7's atomic operations depends on the operand also where its value does not.
            case FETCH_UPDATE -> update(address, target, ALWAYS, updated, mentioning(OLD, operand));
            default -> {
                Expression result = primitive.test() == null
                        ? updated
                        : Expression.binary(primitive.test(), updated, Expression.constant(0));
                yield update(address, target, ALWAYS, updated, result);
            }
        };
    }

    private Expression update(
            Expression address, String target, Expression condition, Expression update, Expression result) {
        return update(address, target, condition, update, result, false);
    }

    private Expression update(
            Expression address,
            String target,
            Expression condition,
            Expression update,
            Expression result,
            boolean loadOnFailure) {
        String register = target == null ? scope.temporary() : target;
        expressions.add(new Instruction.ReadModifyWrite(
                register, address, condition, update, result, primitive.mode(), loadOnFailure));
        return Expression.register(register);
    }

    /** What was computed, as the memory holds it. */
    private Expression kept(Expression computed) {
        return expressions.cell(call, primitive).convert(computed, IntegerType.S32);
    }

    private Expression stored(int index) throws LitmusException {
        return expressions.stored(call, primitive, index, arguments);
    }

    private Expression operand(int index) throws LitmusException {
        return expressions.operand(call, primitive, index, arguments);
    }

    /**
     * An operand that is evaluated only if the operation succeeds. Loads in it are hoisted, which makes no difference
     * where nothing ever writes what they read; elsewhere they are refused.
     */
    private Expression onlyOnSuccess(int index) throws LitmusException {
        int before = expressions.steps().size();
        Expression value =
                primitive.operation() == PrimitiveStep.Operation.COMPARE_EXCHANGE ? stored(index) : operand(index);
        for (Instruction step :
                expressions.steps().subList(before, expressions.steps().size())) {
            boolean harmless = step instanceof Instruction.Load load
                    && load.mode() != Mode.ACQUIRE
                    && scope.isConstantMemory(load.address());
            if (!harmless) {
                throw scope.error(
                        call.offset(),
                        "memory access that happens only if " + call.name()
                                + " succeeds: expected a register, a number or memory that no thread writes");
            }
        }
        return value;
    }

    /** {@code value}, with a dependency on the registers of {@code other} as well. */
    static Expression mentioning(Expression value, Expression other) {
        if (other instanceof Expression.Constant) {
            return value;
        }
        Expression nothing = Expression.binary(Operator.MULTIPLY, other, Expression.constant(0));
        return Expression.binary(Operator.ADD, value, nothing);
    }
}
