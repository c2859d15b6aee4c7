package dev.fencepost.model.platform;

import dev.fencepost.model.memory.program.Barrier;
import dev.fencepost.model.memory.program.FenceKind;
import dev.fencepost.model.memory.program.LocationKind;
import dev.fencepost.model.memory.program.Mode;
import dev.fencepost.model.memory.program.Operator;
import dev.fencepost.model.memory.program.Reach;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The {@link PrimitiveTable} as litmus tests use it: what each function does, step by step. */
public final class PrimitiveSteps {
    private static final Map<String, List<PrimitiveStep>> BY_NAME = new TreeMap<>();

    static {
        for (String name : PrimitiveTable.names()) {
            List<PrimitiveStep> steps = PrimitiveTable.named(name).stream()
                    .filter(PrimitiveLine::called)
                    .map(PrimitiveSteps::primitive)
                    .toList();
            if (!steps.isEmpty()) {
                BY_NAME.put(name, steps);
            }
        }
    }

    private PrimitiveSteps() {}

    /** The steps of every form of the primitive called {@code name}; empty if there is none. */
    public static List<PrimitiveStep> named(String name) {
        return BY_NAME.getOrDefault(name, List.of());
    }

    /**
     * The steps of the primitive called {@code name} with these arguments, one after the other, where its form depends
     * on a word such as a memory order; empty if there is none. An argument that is no word is the empty string.
     */
    public static List<PrimitiveStep> called(String name, List<String> arguments) {
        return named(name).stream()
                .filter(primitive -> primitive.matches(arguments))
                .toList();
    }

    /** All names, sorted. */
    public static List<String> names() {
        return List.copyOf(BY_NAME.keySet());
    }

    private static PrimitiveStep primitive(PrimitiveLine line) {
        List<String> words = line.operation();
        PrimitiveStep.Operation operation =
                PrimitiveStep.Operation.valueOf(words.get(0).toUpperCase(Locale.ROOT));
        int next = 1;
        Mode mode = operation.hasMode() ? Mode.valueOf(words.get(next++)) : null;
        Operator operator = operation.hasOperator() ? Operator.valueOf(words.get(next++)) : null;
        Barrier barrier = barrier(operation, line);
        LocationKind kind = kind(operation, line);
        next += operation == PrimitiveStep.Operation.MAP ? 1 : 0;
        List<String> operands =
                operation == PrimitiveStep.Operation.FENCE ? List.of() : words.subList(next, words.size());
        operands = operands.stream().filter(word -> !word.equals("waits")).toList();
        Operator test = null;
        if (operands.size() > 2 && operands.get(operands.size() - 1).equals("0")) {
            test = operands.get(operands.size() - 2).equals("=") ? Operator.EQUAL : Operator.LESS;
            operands = operands.subList(0, operands.size() - 2);
        }
        return new PrimitiveStep(
                line.name(),
                line.parameters(),
                operation,
                mode,
                operator,
                barrier,
                operands,
                kind,
                test,
                line.family());
    }

    private static Barrier barrier(PrimitiveStep.Operation operation, PrimitiveLine line) {
        boolean waits = line.operation().contains("waits");
        return switch (operation) {
            case FENCE -> line.barrier();
            case CLEAN -> new Barrier(line.spelling(), FenceKind.CLEAN, Reach.SYSTEM, waits);
            case INVALIDATE -> new Barrier(line.spelling(), FenceKind.INVALIDATE, Reach.SYSTEM, waits);
            default -> null;
        };
    }

    private static LocationKind kind(PrimitiveStep.Operation operation, PrimitiveLine line) {
        boolean register = line.family() == Primitive.Family.MMIO;
        return switch (operation) {
            case LOAD, STORE -> register ? LocationKind.MMIO : null;
            case CLEAN, INVALIDATE -> LocationKind.NON_COHERENT;
            case MAP -> LocationKind.valueOf(line.operation().get(1));
            default -> null;
        };
    }
}
