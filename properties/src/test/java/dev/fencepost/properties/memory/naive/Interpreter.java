package dev.fencepost.properties.memory.naive;

import dev.fencepost.model.memory.program.Address;
import dev.fencepost.model.memory.program.Expression;
import dev.fencepost.model.memory.program.Instruction;
import dev.fencepost.model.memory.program.Mode;
import dev.fencepost.model.memory.program.Program;
import dev.fencepost.model.memory.program.Symbol;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * Runs one thread again and again, each time with another guess of what its reads return. Dependencies are those of the
 * path that was taken: a register assigned in an arm of an if does not depend on the condition.
 */
final class Interpreter {
    private static final int CONDITION = -1;
    private static final int PLACE = -2;
    private static final Set<Long> EITHER = Set.of(0L, 1L);

    private final Program program;
    private final int thread;
    private final List<Long> guesses;
    private final boolean bothWays;
    private final List<Step> steps = new ArrayList<>();
    private final Map<String, Value> registers = new HashMap<>();
    private int guessed;
    private long control;

    /**
     * A value, the reads (bits) that it depends on or is computed from, and whether it is what one of them returned.
     */
    private record Value(long number, long reads, long computed, boolean copy) {}

    /**
     * A run stopped: at a read, condition or address that no guess was made for, or (location null) where it cannot go
     * on.
     */
    private static final class Stopped extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient Integer location;

        Stopped(Integer location) {
            super(null, null, false, false);
            this.location = location;
        }
    }

    private Interpreter(Program program, int thread, List<Long> guesses, boolean bothWays) {
        this.bothWays = bothWays;
        this.program = program;
        this.thread = thread;
        this.guesses = guesses;
    }

    /**
     * The runs of a thread.
     *
     * @param finished those that came to the end
     * @param written what they and those that did not come to the end wrote
     * @param mostWrites the most writes in one of them
     */
    record Runs(List<Trace> finished, Set<Step> written, int mostWrites) {}

    /**
     * Every run of the thread, if location {@code i} may hold each of {@code values.get(i)}; runs that read through a
     * value that is no address, or compute with a symbol, come to no end.
     *
     * @return null if there are more than {@code limit}
     */
    static Runs runs(Program program, int thread, List<? extends Set<Long>> values, boolean bothWays, int limit) {
        List<Trace> finished = new ArrayList<>();
        Set<Step> written = new HashSet<>();
        int mostWrites = 0;
        Deque<List<Long>> open = new ArrayDeque<>(List.of(List.of()));
        while (!open.isEmpty()) {
            List<Long> guesses = open.pop();
            Interpreter run = new Interpreter(program, thread, guesses, bothWays);
            try {
                finished.add(run.run());
            } catch (Stopped stopped) {
                if (stopped.location != null) {
                    for (long value : choices(stopped.location, values)) {
                        List<Long> more = new ArrayList<>(guesses);
                        more.add(value);
                        open.push(more);
                    }
                }
            }
            List<Step> writes = run.steps.stream().filter(Step::writes).toList();
            written.addAll(writes);
            mostWrites = Math.max(mostWrites, writes.size());
            if (finished.size() > limit) {
                return null;
            }
        }
        return new Runs(finished, written, mostWrites);
    }

    private static Set<Long> choices(int of, List<? extends Set<Long>> values) {
        if (of == PLACE) {
            return LongStream.range(0, values.size()).boxed().collect(Collectors.toSet());
        }
        return of == CONDITION ? EITHER : values.get(of);
    }

    private Trace run() {
        Program.Thread code = program.threads().get(thread);
        code.registers().forEach((name, value) -> registers.put(name, new Value(value, 0, 0, false)));
        block(code.body());
        return new Trace(
                List.copyOf(steps),
                registers.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, e -> e.getValue().number)));
    }

    private void block(List<Instruction> body) {
        body.forEach(this::step);
    }

    private void step(Instruction instruction) {
        if (instruction instanceof Instruction.Load load) {
            registers.put(load.register(), read(value(load.address()), load.mode(), false));
        } else if (instruction instanceof Instruction.Store store) {
            write(value(store.address()), value(store.value()), store.mode(), false);
        } else if (instruction instanceof Instruction.Fence fence) {
            steps.add(new Step(
                    thread,
                    Step.Kind.FENCE,
                    Step.NOWHERE,
                    0,
                    Mode.ONCE,
                    fence.barrier(),
                    false,
                    false,
                    0,
                    0,
                    0,
                    false,
                    control));
        } else if (instruction instanceof Instruction.ReadModifyWrite rmw) {
            readModifyWrite(rmw);
        } else if (instruction instanceof Instruction.Assign assign) {
            registers.put(assign.register(), value(assign.value()));
        } else if (instruction instanceof Instruction.If branch) {
            long outer = control;
            Value condition = value(branch.condition());
            control |= condition.reads;
            block(holds(condition) ? branch.then() : branch.otherwise());
            control = outer;
        } else if (instruction instanceof Instruction.Loop loop) {
            loop(loop);
        } else {
            throw new IllegalArgumentException("not for the naive enumerator: " + instruction);
        }
    }

    private void loop(Instruction.Loop loop) {
        long outer = control;
        for (int round = 0; ; round++) {
            block(loop.test());
            Value condition = value(loop.condition());
            if (!holds(condition)) {
                break;
            }
            control |= condition.reads;
            if (round == loop.bound()) {
                steps.add(new Step(
                        thread,
                        Step.Kind.CUT,
                        Step.NOWHERE,
                        0,
                        Mode.ONCE,
                        null,
                        false,
                        false,
                        0,
                        0,
                        0,
                        false,
                        control));
                break;
            }
            block(loop.body());
        }
        control = outer;
    }

    private void readModifyWrite(Instruction.ReadModifyWrite rmw) {
        Value address = value(rmw.address());
        Value old = read(address, rmw.mode(), true);
        boolean success = holds(value(rmw.condition(), old));
        if (success) {
            write(address, value(rmw.update(), old), rmw.mode(), true);
        } else if (rmw.loadOnFailure()) {
            steps.set(steps.size() - 1, steps.get(steps.size() - 1).failed());
        }
        if (!rmw.register().isEmpty()) {
            Value result = value(rmw.result(), old);
            boolean decided = rmw.result().equals(rmw.condition());
            // Whether it succeeded is decided before anything is computed, like any condition.
            registers.put(rmw.register(), decided ? new Value(success ? 1 : 0, result.reads, 0, false) : result);
        }
    }

    private Value read(Value address, Mode mode, boolean readModifyWrite) {
        int location = place(address);
        if (location == Step.NOWHERE) {
            throw new Stopped(null);
        }
        long guess = guess(location);
        long self = 1L << steps.size();
        steps.add(new Step(
                thread,
                Step.Kind.READ,
                location,
                guess,
                mode,
                null,
                readModifyWrite,
                false,
                address.reads,
                0,
                0,
                false,
                control));
        return new Value(guess, self, self, true);
    }

    private long guess(int of) {
        if (guessed == guesses.size()) {
            throw new Stopped(of);
        }
        return guesses.get(guessed++);
    }

    private boolean holds(Value condition) {
        return bothWays && condition.reads != 0 ? guess(CONDITION) != 0 : known(condition) != 0;
    }

    private void write(Value address, Value value, Mode mode, boolean readModifyWrite) {
        steps.add(new Step(
                thread,
                Step.Kind.WRITE,
                place(address),
                value.number,
                mode,
                null,
                readModifyWrite,
                false,
                address.reads,
                value.reads,
                value.computed,
                value.copy,
                control));
    }

    /** Nothing can be computed with a symbol, nor can it be a condition or an address. */
    private static long known(Value value) {
        if (Symbol.isSymbol(value.number)) {
            throw new Stopped(null);
        }
        return value.number;
    }

    private int place(Value address) {
        return bothWays && address.reads != 0 ? (int) guess(PLACE) : location(known(address));
    }

    private int location(long address) {
        boolean valid = Address.isAddress(address)
                && Address.index(address) < program.locations().size();
        return valid ? Address.index(address) : Step.NOWHERE;
    }

    private Value value(Expression expression) {
        return value(expression, null);
    }

    private Value value(Expression expression, Value old) {
        if (expression instanceof Expression.Constant constant) {
            return new Value(constant.value(), 0, 0, false);
        } else if (expression instanceof Expression.Register register) {
            return registers.getOrDefault(register.name(), new Value(0, 0, 0, false));
        } else if (expression instanceof Expression.Binary binary) {
            Value left = value(binary.left(), old);
            Value right = value(binary.right(), old);
            long result = binary.operator().apply(known(left), known(right));
            return new Value(result, left.reads | right.reads, left.computed | right.computed, false);
        }
        return old;
    }
}
