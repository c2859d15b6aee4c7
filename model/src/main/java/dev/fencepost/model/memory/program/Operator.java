package dev.fencepost.model.memory.program;

/**
 * Integer operators of {@link Expression}, as C has them on int: 32-bit two's complement, comparisons and logic yield 0
 * or 1. Addresses ({@link Address}) are outside that range and keep their width, so that pointer arithmetic works.
 * Operators that end in LONG or UNSIGNED compute with 64 bits, as C does on long and unsigned long; of the others,
 * those whose result for two ints always is an int serve both widths.
 */
public enum Operator {
    ADD,
    SUBTRACT,
    MULTIPLY,
    DIVIDE,
    REMAINDER,
    AND,
    OR,
    XOR,
    AND_NOT,
    SHIFT_LEFT,
    SHIFT_RIGHT,
    ADD_LONG,
    SUBTRACT_LONG,
    MULTIPLY_LONG,
    DIVIDE_LONG,
    SHIFT_LEFT_LONG,
    DIVIDE_UNSIGNED,
    REMAINDER_UNSIGNED,
    SHIFT_RIGHT_UNSIGNED,
    EQUAL,
    NOT_EQUAL,
    LESS,
    LESS_EQUAL,
    GREATER,
    GREATER_EQUAL,
    LOGICAL_AND,
    LOGICAL_OR;

    /**
     * The value of {@code left op right}.
     *
     * @throws ArithmeticException on division by zero
     */
    public long apply(long left, long right) {
        long exact = exact(left, right);
        return !isLong() && left == (int) left && right == (int) right ? (int) exact : exact;
    }

    private boolean isLong() {
        return compareTo(ADD_LONG) >= 0 && compareTo(SHIFT_RIGHT_UNSIGNED) <= 0;
    }

    private long exact(long left, long right) {
        return switch (this) {
            case ADD, ADD_LONG -> left + right;
            case SUBTRACT, SUBTRACT_LONG -> left - right;
            case MULTIPLY, MULTIPLY_LONG -> left * right;
            case DIVIDE, DIVIDE_LONG -> left / right;
            case DIVIDE_UNSIGNED -> Long.divideUnsigned(left, right);
            case REMAINDER_UNSIGNED -> Long.remainderUnsigned(left, right);
            case REMAINDER -> left % right;
            case AND -> left & right;
            case OR -> left | right;
            case XOR -> left ^ right;
            case AND_NOT -> left & ~right;
            case SHIFT_LEFT, SHIFT_LEFT_LONG -> left << right;
            case SHIFT_RIGHT -> left >> right;
            case SHIFT_RIGHT_UNSIGNED -> left >>> right;
            case EQUAL -> left == right ? 1 : 0;
            case NOT_EQUAL -> left != right ? 1 : 0;
            case LESS -> left < right ? 1 : 0;
            case LESS_EQUAL -> left <= right ? 1 : 0;
            case GREATER -> left > right ? 1 : 0;
            case GREATER_EQUAL -> left >= right ? 1 : 0;
            case LOGICAL_AND -> left != 0 && right != 0 ? 1 : 0;
            case LOGICAL_OR -> left != 0 || right != 0 ? 1 : 0;
        };
    }
}
