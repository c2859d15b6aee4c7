package dev.fencepost.model.litmus;

import dev.fencepost.model.memory.Expression;
import java.util.Map;
import java.util.Set;

/** What the names of one thread mean, and its supply of fresh registers. */
final class Scope {
    private final Source source;
    private final Map<String, Long> constants;
    private final Set<Long> constantMemory;
    private int temporaries;

    /**
     * @param constants the addresses of parameters that the thread never assigns to
     * @param constantMemory addresses of locations that no thread ever writes to
     */
    Scope(Source source, Map<String, Long> constants, Set<Long> constantMemory) {
        this.source = source;
        this.constants = constants;
        this.constantMemory = constantMemory;
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

    LitmusException error(int offset, String message) {
        return source.error(offset, message);
    }
}
