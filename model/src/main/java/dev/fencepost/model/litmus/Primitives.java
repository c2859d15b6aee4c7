package dev.fencepost.model.litmus;

import dev.fencepost.model.memory.Barrier;
import dev.fencepost.model.memory.Mode;
import dev.fencepost.model.memory.Operator;
import dev.fencepost.model.platform.PrimitiveLine;
import dev.fencepost.model.platform.PrimitiveTable;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The {@link PrimitiveTable} as litmus tests use it: what each function does, step by step. */
public final class Primitives {
    private static final Map<String, List<Primitive>> BY_NAME = new TreeMap<>();

    static {
        for (String name : PrimitiveTable.names()) {
            List<Primitive> steps = PrimitiveTable.named(name).stream()
                    .filter(PrimitiveLine::called)
                    .map(Primitives::primitive)
                    .toList();
            if (!steps.isEmpty()) {
                BY_NAME.put(name, steps);
            }
        }
    }

    private Primitives() {}

    /** The steps of every form of the primitive called {@code name}; empty if there is none. */
    public static List<Primitive> named(String name) {
        return BY_NAME.getOrDefault(name, List.of());
    }

    /**
     * The steps of the primitive called {@code name} with these arguments, one after the other, where its form depends
     * on a word such as a memory order; empty if there is none. An argument that is no word is the empty string.
     */
    public static List<Primitive> called(String name, List<String> arguments) {
        return named(name).stream()
                .filter(primitive -> primitive.matches(arguments))
                .toList();
    }

    /** All names, sorted. */
    public static List<String> names() {
        return List.copyOf(BY_NAME.keySet());
    }

    private static Primitive primitive(PrimitiveLine line) {
        List<String> words = line.operation();
        Primitive.Operation operation = Primitive.Operation.valueOf(words.get(0).toUpperCase(Locale.ROOT));
        int next = 1;
        Mode mode = operation.hasMode() ? Mode.valueOf(words.get(next++)) : null;
        Operator operator = operation.hasOperator() ? Operator.valueOf(words.get(next++)) : null;
        Barrier barrier = operation == Primitive.Operation.FENCE ? line.barrier() : null;
        List<String> operands = barrier == null ? words.subList(next, words.size()) : List.of();
        Operator test = null;
        if (operands.size() > 2 && operands.get(operands.size() - 1).equals("0")) {
            test = operands.get(operands.size() - 2).equals("=") ? Operator.EQUAL : Operator.LESS;
            operands = operands.subList(0, operands.size() - 2);
        }
        return new Primitive(line.name(), line.parameters(), operation, mode, operator, barrier, operands, test, line.family());
    }
}
