package dev.fencepost.properties.memory;

import dev.fencepost.model.memory.execution.ExecutionExplorer;
import dev.fencepost.model.memory.execution.Exploration;
import dev.fencepost.model.memory.execution.MemoryModel;
import dev.fencepost.model.memory.execution.ProgramFault;
import dev.fencepost.model.memory.program.Instruction;
import dev.fencepost.model.memory.program.Observable;
import dev.fencepost.model.memory.program.Program;
import dev.fencepost.model.memory.program.Symbol;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/**
 * What a program can do under a model.
 *
 * @param states each final state, as text, with the number of executions that end in it
 * @param flags the flags that some execution raises
 * @param loopBoundReached whether some execution was cut at the bound of a loop
 * @param fault whether some execution writes through a value that is no address; nothing else is said then
 */
public record Outcome(SortedMap<String, Integer> states, Set<String> flags, boolean loopBoundReached, boolean fault) {
    static final Outcome FAULT = new Outcome(new TreeMap<>(), Set.of(), false, true);

    /** The engine's answer. */
    public static Outcome of(Program program, MemoryModel model) {
        SortedMap<String, Integer> states = new TreeMap<>();
        Set<String> flags = new TreeSet<>();
        try {
            Exploration done = new ExecutionExplorer(program, model).explore(execution -> {
                states.merge(state(program, execution::value), 1, Integer::sum);
                flags.addAll(model.flags(execution));
                return true;
            });
            return new Outcome(states, flags, done.loopBoundReached(), false);
        } catch (ProgramFault fault) {
            return FAULT;
        }
    }

    /** Every register that some thread names and every location, as text; symbols are numbered as they appear. */
    public static String state(Program program, ToLongFunction<Observable> values) {
        List<Long> symbols = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        for (int thread = 0; thread < program.threads().size(); thread++) {
            for (String register : registers(program.threads().get(thread))) {
                String value = number(values.applyAsLong(new Observable.RegisterOf(thread, register)), symbols);
                text.append(thread)
                        .append(':')
                        .append(register)
                        .append('=')
                        .append(value)
                        .append(' ');
            }
        }
        for (int index = 0; index < program.locations().size(); index++) {
            String value = number(values.applyAsLong(new Observable.MemoryAt(index)), symbols);
            text.append(program.locations().get(index).name())
                    .append('=')
                    .append(value)
                    .append(' ');
        }
        return text.toString();
    }

    private static String number(long value, List<Long> symbols) {
        if (!Symbol.isSymbol(value)) {
            return Long.toString(value);
        }
        if (!symbols.contains(value)) {
            symbols.add(value);
        }
        return "S" + symbols.indexOf(value);
    }

    /** How many executions there are. */
    int executions() {
        return states.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** The registers that a thread names. */
    static Set<String> registers(Program.Thread thread) {
        Set<String> names = new TreeSet<>(thread.registers().keySet());
        flatten(thread.body()).forEach(instruction -> {
            if (instruction instanceof Instruction.Load load) {
                names.add(load.register());
            } else if (instruction instanceof Instruction.ReadModifyWrite rmw) {
                names.add(rmw.register());
            } else if (instruction instanceof Instruction.TryLock attempt) {
                names.add(attempt.register());
            } else if (instruction instanceof Instruction.IsLocked look) {
                names.add(look.register());
            } else if (instruction instanceof Instruction.Assign assign) {
                names.add(assign.register());
            }
        });
        names.remove("");
        return names;
    }

    private static Stream<Instruction> flatten(List<Instruction> body) {
        return body.stream().flatMap(instruction -> {
            if (instruction instanceof Instruction.If branch) {
                return Stream.concat(flatten(branch.then()), flatten(branch.otherwise()));
            } else if (instruction instanceof Instruction.Loop loop) {
                return Stream.concat(flatten(loop.test()), flatten(loop.body()));
            }
            return instruction instanceof Instruction.Unsequenced statement
                    ? flatten(statement.parts())
                    : Stream.of(instruction);
        });
    }
}
