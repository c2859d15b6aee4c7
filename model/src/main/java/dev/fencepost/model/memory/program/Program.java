package dev.fencepost.model.memory.program;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A bounded concurrent program: threads of structured instructions over named shared locations. The input of the
 * {@code memory} engine.
 *
 * @param name printed with results
 * @param locations addressed by their index (see {@link Address}); the elements of an array are consecutive
 * @param threads in the order that conditions number them, from 0
 */
public record Program(String name, List<Location> locations, List<Thread> threads) {
    /** Copies the lists. */
    public Program {
        Objects.requireNonNull(name, "name");
        locations = List.copyOf(locations);
        threads = List.copyOf(threads);
    }

    /** Whether some thread has an access that is not marked, so that the compiler may do with it what it likes. */
    public boolean hasPlainAccesses() {
        return threads.stream().anyMatch(thread -> hasPlain(thread.body()));
    }

    private static boolean hasPlain(List<Instruction> body) {
        return body.stream().anyMatch(Program::isPlain);
    }

    private static boolean isPlain(Instruction instruction) {
        if (instruction instanceof Instruction.Load load) {
            return load.mode() == Mode.PLAIN;
        } else if (instruction instanceof Instruction.Store store) {
            return store.mode() == Mode.PLAIN;
        } else if (instruction instanceof Instruction.Unsequenced statement) {
            return hasPlain(statement.parts());
        } else if (instruction instanceof Instruction.If branch) {
            return hasPlain(branch.then()) || hasPlain(branch.otherwise());
        } else if (instruction instanceof Instruction.Loop loop) {
            return hasPlain(loop.test()) || hasPlain(loop.body());
        }
        return false;
    }

    /**
     * One thread.
     *
     * @param name printed as the head of its column, for example {@code P0} or {@code driver}
     * @param registers initial values of registers; a register that is not named starts as 0
     * @param body its instructions
     */
    public record Thread(String name, Map<String, Long> registers, List<Instruction> body) {
        /** Copies the collections. */
        public Thread {
            Objects.requireNonNull(name, "name");
            registers = Map.copyOf(registers);
            body = List.copyOf(body);
        }

        /** A thread whose registers all start as 0. */
        public static Thread of(String name, List<Instruction> body) {
            return new Thread(name, Map.of(), body);
        }
    }
}
