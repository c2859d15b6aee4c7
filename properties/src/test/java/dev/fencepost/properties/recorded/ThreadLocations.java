package dev.fencepost.properties.recorded;

import dev.fencepost.model.memory.program.Address;
import dev.fencepost.model.memory.program.Expression;
import dev.fencepost.model.memory.program.Instruction;
import dev.fencepost.model.memory.program.Program;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Which locations a thread of a program touches. A scenario leaves out accesses that its claims do not depend on; what
 * it has of a location for one side it has whole.
 */
final class ThreadLocations {
    private final Program program;
    private final Program.Thread thread;
    private final Set<String> stems = new HashSet<>();
    private final Set<String> reached;
    private final Set<String> stored = new HashSet<>();

    /** {@code reached} are the stems of what it touches by pointers only. */
    ThreadLocations(Program program, Program.Thread thread, Set<String> reached) {
        this.program = program;
        this.thread = thread;
        this.reached = reached;
        collect(thread.body());
    }

    boolean contains(String name) {
        int bracket = name.indexOf('[');
        return stems.contains(stem(name)) || reached.contains(bracket < 0 ? name : name.substring(0, bracket));
    }

    /** Whether no other thread of the program stores there, and this one does. */
    boolean isOnlyWriter(String name) {
        for (Program.Thread other : program.threads()) {
            boolean stores = new ThreadLocations(program, other, Set.of()).stored.contains(stem(name));
            if (stores != (other == thread)) {
                return false;
            }
        }
        return true;
    }

    private void collect(List<Instruction> body) {
        for (Instruction instruction : body) {
            if (instruction instanceof Instruction.Load load) {
                collect(load.address());
            } else if (instruction instanceof Instruction.Store store) {
                collect(store.address());
                stored.addAll(stemsOf(store.address()));
            } else if (instruction instanceof Instruction.ReadModifyWrite exchange) {
                collect(exchange.address());
                stored.addAll(stemsOf(exchange.address()));
            } else if (instruction instanceof Instruction.Loop loop) {
                collect(loop.test());
                collect(loop.body());
            } else if (instruction instanceof Instruction.If choice) {
                collect(choice.then());
                collect(choice.otherwise());
            }
        }
    }

    private void collect(Expression address) {
        stems.addAll(stemsOf(address));
    }

    private Set<String> stemsOf(Expression address) {
        Set<String> found = new HashSet<>();
        if (address instanceof Expression.Constant constant && Address.isAddress(constant.value())) {
            found.add(stem(
                    program.locations().get(Address.index(constant.value())).name()));
        } else if (address instanceof Expression.Binary binary) {
            found.addAll(stemsOf(binary.left()));
            found.addAll(stemsOf(binary.right()));
        }
        return found;
    }

    /** The name without indices: all elements of an array are one, the fields of a struct are not. */
    private static String stem(String name) {
        return name.replaceAll("\\[[^\\]]*\\]", "");
    }
}
