package dev.fencepost.model.platform;

import dev.fencepost.model.memory.program.Barrier;
import dev.fencepost.model.memory.program.FenceKind;
import dev.fencepost.model.memory.program.Mode;
import dev.fencepost.model.memory.program.Reach;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One line of the table of primitives; the files {@code *.primitives} explain themselves. What a name does is one line,
 * or several that are done one after the other.
 *
 * @param name of a function, or a whole spelling
 * @param called whether it is a function, and not only a word for plans
 * @param parameters of a function: names, or {@code =} and the word that must stand there
 * @param operation what it does, followed by its operands
 * @param family whom its fences order memory for
 * @param source where that is written
 */
public record PrimitiveLine(
        String name,
        boolean called,
        List<String> parameters,
        List<String> operation,
        Primitive.Family family,
        String source) {
    /** Copies the lists. */
    public PrimitiveLine {
        parameters = List.copyOf(parameters);
        operation = List.copyOf(operation);
    }

    /** The words that must stand for parameters, such as memory orders. */
    public List<String> words() {
        return parameters.stream()
                .filter(parameter -> parameter.startsWith("="))
                .map(parameter -> parameter.substring(1))
                .toList();
    }

    /** As a plan spells it: the name, and those of its arguments that are fixed. */
    public String spelling() {
        return words().isEmpty() ? name : words().stream().collect(Collectors.joining(",", name + "(", ")"));
    }

    /** Whether it does this. */
    boolean does(String what) {
        return operation.get(0).equals(what);
    }

    /** The mode of an access. */
    Mode mode() {
        return Mode.valueOf(operation.get(1));
    }

    /**
     * The barrier of a fence.
     *
     * @throws IllegalArgumentException if it is none
     */
    public Barrier barrier() {
        if (!does("fence")) {
            throw new IllegalArgumentException(name + " is no fence");
        }
        Reach reach = operation.size() > 2 ? Reach.valueOf(operation.get(2)) : family.reach();
        boolean waits = operation.size() > 3 || operation.size() == 2 && family.waits();
        return new Barrier(spelling(), FenceKind.valueOf(operation.get(1)), reach, waits);
    }
}
