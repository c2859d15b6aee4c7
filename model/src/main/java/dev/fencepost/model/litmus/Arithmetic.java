package dev.fencepost.model.litmus;

import dev.fencepost.model.memory.program.Expression;
import dev.fencepost.model.memory.program.Operator;

/** Operators with the meaning that they have for the types of their operands. */
final class Arithmetic {
    private final Scope scope;

    Arithmetic(Scope scope) {
        this.scope = scope;
    }

    /** {@code binary}, whose operands were compiled to {@code left} and {@code right}. */
    Expression of(CExpression.Binary binary, Expression left, Expression right) throws LitmusException {
        Types types = scope.types();
        boolean leftUnsigned = types.integer(binary.left()).isUnsignedInt();
        boolean unsigned = leftUnsigned || types.integer(binary.right()).isUnsignedInt();
        return switch (binary.operator()) {
            case LESS, LESS_EQUAL, GREATER, GREATER_EQUAL ->
                unsigned
                        ? Expression.binary(binary.operator(), IntegerType.biased(left), IntegerType.biased(right))
                        : Expression.binary(binary.operator(), left, right);
            case DIVIDE, REMAINDER -> unsigned ? divided(binary, left, right) : plain(binary, left, right);
            case SHIFT_RIGHT -> leftUnsigned ? shifted(binary, left, right) : plain(binary, left, right);
            default -> plain(binary, left, right);
        };
    }

    private static Expression plain(CExpression.Binary binary, Expression left, Expression right) {
        return Expression.binary(binary.operator(), left, right);
    }

    /** By powers of two, as rings have them. */
    private Expression divided(CExpression.Binary binary, Expression left, Expression right) throws LitmusException {
        if (right instanceof Expression.Constant by && by.value() > 0 && Long.bitCount(by.value()) == 1) {
            return binary.operator() == Operator.REMAINDER
                    ? Expression.binary(Operator.AND, left, Expression.constant(by.value() - 1))
                    : shiftedBy(left, Long.numberOfTrailingZeros(by.value()));
        }
        throw scope.error(
                binary.right().offset(), "division of an unsigned 32-bit number: expected a power of two as divisor");
    }

    private Expression shifted(CExpression.Binary binary, Expression left, Expression right) throws LitmusException {
        if (right instanceof Expression.Constant by && by.value() >= 0 && by.value() < 32) {
            return shiftedBy(left, (int) by.value());
        }
        throw scope.error(
                binary.right().offset(), "shift of an unsigned 32-bit number: expected a number from 0 to 31");
    }

    private static Expression shiftedBy(Expression left, int by) {
        Expression shifted = Expression.binary(Operator.SHIFT_RIGHT, left, Expression.constant(by));
        return by == 0 ? left : Expression.binary(Operator.AND, shifted, Expression.constant((1L << 32 - by) - 1));
    }
}
