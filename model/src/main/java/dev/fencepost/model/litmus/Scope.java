package dev.fencepost.model.litmus;

import dev.fencepost.model.memory.Expression;
import dev.fencepost.model.memory.Operator;
import java.util.Map;
import java.util.Set;
import java.util.function.LongPredicate;

/** What the names of one thread mean, and its supply of fresh registers. */
final class Scope {
    private final Source source;
    private final Map<String, Long> constants;
    private final Set<Long> constantMemory;
    private final LongPredicate misplaced;
    private int temporaries;

    /**
     * @param constants the addresses of parameters that the thread never assigns to
     * @param constantMemory addresses of locations that no thread ever writes to
     * @param misplaced which addresses are not the start of a location
     */
    Scope(Source source, Map<String, Long> constants, Set<Long> constantMemory, LongPredicate misplaced) {
        this.source = source;
        this.constants = constants;
        this.constantMemory = constantMemory;
        this.misplaced = misplaced;
    }

    Expression name(String name) {
        Long address = constants.get(name);
        return address == null ? Expression.register(name) : Expression.constant(address);
    }

    /** A register that no test can name. */
    String temporary() {
        return "$" + ++temporaries;
    }

    /** Whether what {@code address} points to has its initial value for ever. */
    boolean isConstantMemory(Expression address) {
        return address instanceof Expression.Constant constant && constantMemory.contains(constant.value());
    }

    /** {@code address}, which must be the start of a location as far as that can be seen. */
    Expression address(Expression address, int offset) throws LitmusException {
        Long value = constant(address);
        if (value != null && misplaced.test(value)) {
            throw error(
                    offset,
                    "access to an address at which no location starts: expected a multiple of the size of an element "
                            + "(addresses count bytes), inside the array");
        }
        return address;
    }

    private static Long constant(Expression expression) {
        if (expression instanceof Expression.Constant constant) {
            return constant.value();
        } else if (expression instanceof Expression.Binary sum && sum.operator() == Operator.ADD) {
            Long left = constant(sum.left());
            Long right = constant(sum.right());
            return left == null || right == null ? null : (Long) (left + right);
        }
        return null;
    }

    LitmusException error(int offset, String message) {
        return source.error(offset, message);
    }
}
