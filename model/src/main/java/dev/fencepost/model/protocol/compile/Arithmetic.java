package dev.fencepost.model.protocol.compile;

import dev.fencepost.model.c.CType;
import dev.fencepost.model.memory.program.Expression;
import dev.fencepost.model.memory.program.Operator;
import java.util.Map;

/** C's operators on {@link Value}s: conversions as C11 6.3 and 6.5 have them, constants folded. */
final class Arithmetic {
    private static final Map<String, Operator> OPERATORS = Map.ofEntries(
            Map.entry("+", Operator.ADD),
            Map.entry("-", Operator.SUBTRACT),
            Map.entry("*", Operator.MULTIPLY),
            Map.entry("/", Operator.DIVIDE),
            Map.entry("%", Operator.REMAINDER),
            Map.entry("&", Operator.AND),
            Map.entry("|", Operator.OR),
            Map.entry("^", Operator.XOR),
            Map.entry("<<", Operator.SHIFT_LEFT),
            Map.entry(">>", Operator.SHIFT_RIGHT),
            Map.entry("==", Operator.EQUAL),
            Map.entry("!=", Operator.NOT_EQUAL),
            Map.entry("<", Operator.LESS),
            Map.entry("<=", Operator.LESS_EQUAL),
            Map.entry(">", Operator.GREATER),
            Map.entry(">=", Operator.GREATER_EQUAL),
            Map.entry("&&", Operator.LOGICAL_AND),
            Map.entry("||", Operator.LOGICAL_OR));

    private static final CType.Int UNSIGNED_LONG = new CType.Int(64, false);

    private Arithmetic() {}

    /** {@code left operator right}, which must be integers or addresses. */
    static Value binary(String name, Value left, Value right) {
        Operator operator = OPERATORS.get(name);
        boolean isComparison = operator.compareTo(Operator.EQUAL) >= 0;
        if (left.isPointer() || right.isPointer()) {
            CType type = isComparison ? CType.INT : left.isPointer() ? left.type() : right.type();
            return new Value(type, folded(operator, left.term(), right.term()));
        }
        CType.Int a = integer(left);
        CType.Int b = integer(right);
        boolean isShift = operator == Operator.SHIFT_LEFT || operator == Operator.SHIFT_RIGHT;
        boolean isLogic = operator == Operator.LOGICAL_AND || operator == Operator.LOGICAL_OR;
        CType.Int common = isShift ? a.promoted() : CType.Int.common(a, b);
        Expression x = isLogic ? left.term() : converted(left, common);
        Expression y = isLogic || isShift ? right.term() : converted(right, common);
        if (isComparison) {
            boolean isOrder = !isLogic && operator != Operator.EQUAL && operator != Operator.NOT_EQUAL;
            boolean isBiased = isOrder && common.equals(UNSIGNED_LONG);
            return new Value(CType.INT, folded(operator, isBiased ? biased(x) : x, isBiased ? biased(y) : y));
        }
        Expression result = folded(of(operator, common), x, y);
        // What an int or 64 bits would hold is exact in the engine; other widths wrap here.
        return new Value(common, common.equals(CType.INT) ? result : wrapped(result, common, false));
    }

    /** The operator that does to operands of that type what {@code operator} says. */
    static Operator of(Operator operator, CType type) {
        if (!(type instanceof CType.Int number) || number.bits() < 64) {
            return operator;
        }
        return switch (operator) {
            case ADD -> Operator.ADD_LONG;
            case SUBTRACT -> Operator.SUBTRACT_LONG;
            case MULTIPLY -> Operator.MULTIPLY_LONG;
            case SHIFT_LEFT -> Operator.SHIFT_LEFT_LONG;
            case DIVIDE -> number.signed() ? Operator.DIVIDE_LONG : Operator.DIVIDE_UNSIGNED;
            case REMAINDER -> number.signed() ? Operator.REMAINDER : Operator.REMAINDER_UNSIGNED;
            case SHIFT_RIGHT -> number.signed() ? Operator.SHIFT_RIGHT : Operator.SHIFT_RIGHT_UNSIGNED;
            default -> operator;
        };
    }

    /** So that a signed comparison of two of these is an unsigned one of the values. */
    private static Expression biased(Expression term) {
        return folded(Operator.XOR, term, Expression.constant(Long.MIN_VALUE));
    }

    /** {@code value} as that type has it: an assignment, an argument, a cast. */
    static Value convert(Value value, CType type) {
        if (!(type instanceof CType.Int wanted) || value.isPointer()) {
            return new Value(type, value.term());
        }
        return new Value(wanted, converted(value, wanted));
    }

    static Value negate(Value value) {
        return binary("-", Value.of(0), value);
    }

    static Value complement(Value value) {
        return binary("^", value, Value.of(-1));
    }

    static Value not(Value value) {
        return new Value(CType.INT, folded(Operator.EQUAL, value.term(), Expression.constant(0)));
    }

    /** The value of {@code left operator right} over terms, folded where both are known. */
    static Expression folded(Operator operator, Expression left, Expression right) {
        if (left instanceof Expression.Constant a && right instanceof Expression.Constant b) {
            boolean divides = operator == Operator.DIVIDE || operator == Operator.REMAINDER;
            if (!divides || b.value() != 0) {
                return Expression.constant(operator.apply(a.value(), b.value()));
            }
        }
        boolean addsNothing = operator == Operator.ADD || operator == Operator.SUBTRACT;
        if (addsNothing && right instanceof Expression.Constant b && b.value() == 0) {
            return left;
        }
        return Expression.binary(operator, left, right);
    }

    private static CType.Int integer(Value value) {
        return value.type() instanceof CType.Int type ? type : CType.INT;
    }

    private static Expression converted(Value value, CType.Int type) {
        CType.Int from = integer(value);
        boolean fits = from.signed() == type.signed()
                ? from.bits() <= type.bits()
                : !from.signed() && from.bits() < type.bits();
        return wrapped(value.term(), type, fits || from.equals(type));
    }

    private static Expression wrapped(Expression term, CType.Int type, boolean fits) {
        if (term instanceof Expression.Constant constant) {
            return Expression.constant(type.convert(constant.value()));
        }
        if (fits || type.bits() == 64) {
            return term;
        }
        if (type.bits() == 1) {
            return Expression.binary(Operator.NOT_EQUAL, term, Expression.constant(0));
        }
        Expression low = Expression.binary(Operator.AND, term, Expression.constant((1L << type.bits()) - 1));
        if (!type.signed()) {
            return low;
        }
        // Flipping the sign bit and taking its weight away again extends the sign.
        Expression weight = Expression.constant(1L << (type.bits() - 1));
        return Expression.binary(Operator.SUBTRACT, Expression.binary(Operator.XOR, low, weight), weight);
    }
}
