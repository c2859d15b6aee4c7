package dev.fencepost.properties.memory.herd;

import dev.fencepost.model.memory.execution.ExecutionExplorer;
import dev.fencepost.model.memory.execution.MemoryModel;
import dev.fencepost.model.memory.program.Instruction;
import dev.fencepost.model.memory.program.Observable;
import dev.fencepost.model.memory.program.Program;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.zip.CRC32;

/**
 * What a model says of a program and a condition.
 *
 * @param positive executions that end in the condition
 * @param negative executions that do not
 * @param states how many final states there are
 * @param hash of the final states: CRC-32 of their sorted lines
 * @param flags that some execution raises, sorted
 */
record Facts(long positive, long negative, int states, String hash, String flags) {
    /** What stands in a table, {@code 1/3 4 0a1b2c3d data-race}. */
    static Facts parse(String text) {
        String[] words = text.split(" ", 4);
        String[] counts = words[0].split("/");
        return new Facts(
                Long.parseLong(counts[0]),
                Long.parseLong(counts[1]),
                Integer.parseInt(words[1]),
                words[2],
                words.length > 3 ? words[3] : "");
    }

    static Facts of(long positive, long negative, Collection<String> states, Set<String> flags) {
        CRC32 hash = new CRC32();
        String lines = String.join("\n", new TreeSet<>(states));
        hash.update(lines.getBytes(StandardCharsets.UTF_8));
        return new Facts(
                positive,
                negative,
                states.size(),
                String.format("%08x", hash.getValue()),
                String.join(" ", new TreeSet<>(flags)));
    }

    /** The engine's answer. */
    static Facts of(Program program, MemoryModel model, String condition) {
        Map<String, Observable> places = places(program);
        SortedSet<String> states = new TreeSet<>();
        SortedSet<String> flags = new TreeSet<>();
        long[] counts = new long[2];
        new ExecutionExplorer(program, model).explore(execution -> {
            String state = state(places, execution::value);
            states.add(state);
            flags.addAll(model.flags(execution));
            counts[state.equals(condition) ? 0 : 1]++;
            return true;
        });
        return of(counts[0], counts[1], states, flags);
    }

    /** A final state as a line: {@code 0:a=1 1:b=0 x=2}. */
    static String state(Map<String, Observable> places, ToLongFunction<Observable> values) {
        return places.entrySet().stream()
                .map(each -> each.getKey() + "=" + values.applyAsLong(each.getValue()))
                .collect(Collectors.joining(" "));
    }

    /** What is looked at in the end: every register that is loaded to, and x to z. */
    static Map<String, Observable> places(Program program) {
        Map<String, Observable> places = new LinkedHashMap<>();
        for (int thread = 0; thread < program.threads().size(); thread++) {
            SortedSet<String> registers = new TreeSet<>();
            collect(program.threads().get(thread).body(), registers);
            for (String register : registers) {
                places.put(thread + ":" + register, new Observable.RegisterOf(thread, register));
            }
        }
        for (String name : RowParser.LOCATIONS.subList(0, 3)) {
            places.put(name, new Observable.MemoryAt(RowParser.LOCATIONS.indexOf(name)));
        }
        return places;
    }

    private static void collect(List<Instruction> body, Set<String> registers) {
        for (Instruction instruction : body) {
            if (instruction instanceof Instruction.Load load) {
                registers.add(load.register());
            } else if (instruction instanceof Instruction.TryLock attempt) {
                registers.add(attempt.register());
            } else if (instruction instanceof Instruction.ReadModifyWrite rmw
                    && !rmw.register().isEmpty()) {
                registers.add(rmw.register());
            } else if (instruction instanceof Instruction.If branch) {
                collect(branch.then(), registers);
                collect(branch.otherwise(), registers);
            }
        }
    }

    @Override
    public String toString() {
        return (positive + "/" + negative + " " + states + " " + hash + " " + flags).strip();
    }
}
