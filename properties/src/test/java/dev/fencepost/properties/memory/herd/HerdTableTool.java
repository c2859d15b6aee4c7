package dev.fencepost.properties.memory.herd;

import dev.fencepost.model.memory.execution.CoherenceOnly;
import dev.fencepost.model.memory.execution.ExecutionExplorer;
import dev.fencepost.model.memory.execution.MemoryModel;
import dev.fencepost.model.memory.model.Armv8;
import dev.fencepost.model.memory.model.Lkmm;
import dev.fencepost.model.memory.model.Riscv;
import dev.fencepost.model.memory.model.Tso;
import dev.fencepost.model.memory.program.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes a table of herd7's facts, in three steps: {@code generate FLAVOUR SEED COUNT FILE} writes programs without
 * facts; {@code write FLAVOUR FILE FOLDER} writes each as {@code rNNNN.litmus} for herd7; {@code merge FLAVOUR FILE
 * OUTPUT TABLE} reads what herd7 printed for them, in any order, and writes the table.
 */
final class HerdTableTool {
    private static final int MOST_EXECUTIONS = 60;

    private HerdTableTool() {}

    public static void main(String[] args) throws IOException {
        RowGenerator.Flavour flavour = RowGenerator.Flavour.valueOf(args[1]);
        switch (args[0]) {
            case "generate" ->
                Files.write(
                        Path.of(args[4]),
                        generate(flavour, Long.parseLong(args[2]), Integer.parseInt(args[3])).stream()
                                .map(HerdTable.Row::toString)
                                .toList());
            case "write" -> write(flavour, HerdTable.rows(Files.readString(Path.of(args[2]))), Path.of(args[3]));
            case "merge" ->
                Files.write(
                        Path.of(args[4]),
                        merge(
                                        flavour,
                                        HerdTable.rows(Files.readString(Path.of(args[2]))),
                                        Files.readString(Path.of(args[3])))
                                .stream()
                                .map(HerdTable.Row::toString)
                                .toList());
            default -> throw new IllegalArgumentException("generate, write or merge");
        }
    }

    static MemoryModel model(RowGenerator.Flavour flavour) {
        return switch (flavour) {
            case LKMM -> new Lkmm();
            case ARMV8 -> new Armv8();
            case TSO -> new Tso();
            case RISCV -> new Riscv();
        };
    }

    /** Different programs of which the model forbids something that coherence alone allows. */
    static List<HerdTable.Row> generate(RowGenerator.Flavour flavour, long seed, int count) {
        RowGenerator generator = new RowGenerator(flavour, seed);
        Random random = new Random(seed);
        Set<String> texts = new LinkedHashSet<>();
        List<HerdTable.Row> rows = new ArrayList<>();
        while (rows.size() < count) {
            String text = generator.next();
            if (texts.add(text)) {
                String condition = condition(RowParser.parse("row", text), model(flavour), random);
                if (condition != null) {
                    rows.add(new HerdTable.Row(text, condition, null));
                }
            }
        }
        return rows;
    }

    /** A final state, in half of the cases one that the model forbids; null for programs that are of no use. */
    static String condition(Program program, MemoryModel model, Random random) {
        List<String> weak = states(program, new CoherenceOnly());
        if (weak == null) {
            return null;
        }
        List<String> allowed = states(program, model);
        if (allowed == null || allowed.size() == weak.size()) {
            return null;
        }
        Set<String> states = new TreeSet<>(weak);
        if (random.nextBoolean()) {
            allowed.forEach(states::remove);
        }
        List<String> choices = new ArrayList<>(states.isEmpty() ? weak : states);
        return choices.get(random.nextInt(choices.size()));
    }

    /** The final state of each execution, or null if there are too many or none. */
    private static List<String> states(Program program, MemoryModel model) {
        List<String> states = new ArrayList<>();
        new ExecutionExplorer(program, model).explore(execution -> {
            states.add(Facts.state(Facts.places(program), execution::value));
            return states.size() <= MOST_EXECUTIONS;
        });
        return states.isEmpty() || states.size() > MOST_EXECUTIONS ? null : states;
    }

    private static void write(RowGenerator.Flavour flavour, List<HerdTable.Row> rows, Path folder) throws IOException {
        Files.createDirectories(folder);
        for (int i = 0; i < rows.size(); i++) {
            String name = name(i);
            String file = HerdFile.of(
                    flavour, name, rows.get(i).text(), values(rows.get(i).condition()));
            Files.writeString(folder.resolve(name + ".litmus"), file);
        }
    }

    private static String name(int row) {
        return String.format("r%04d", row);
    }

    private static Map<String, Long> values(String state) {
        Map<String, Long> values = new LinkedHashMap<>();
        for (String equation : state.split(" ")) {
            values.put(
                    equation.substring(0, equation.indexOf('=')),
                    Long.valueOf(equation.substring(equation.indexOf('=') + 1)));
        }
        return values;
    }

    /** The rows that herd7 has an answer for, with it. */
    static List<HerdTable.Row> merge(RowGenerator.Flavour flavour, List<HerdTable.Row> rows, String printed) {
        Map<String, String> answers = new LinkedHashMap<>();
        Matcher test = Pattern.compile("(?ms)^Test (\\S+) .*?^Observation.*?$").matcher(printed);
        while (test.find()) {
            answers.put(test.group(1), test.group());
        }
        List<HerdTable.Row> result = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            String answer = answers.get(name(i));
            if (answer != null) {
                HerdTable.Row row = rows.get(i);
                result.add(new HerdTable.Row(row.text(), row.condition(), facts(flavour, row, answer)));
            }
        }
        return result;
    }

    private static Facts facts(RowGenerator.Flavour flavour, HerdTable.Row row, String answer) {
        HerdFile names = switch (flavour) {
            case LKMM -> new HerdKernelFile(row.program());
            case ARMV8 -> new HerdArmFile(row.program());
            case TSO -> new HerdX86File(row.program());
            case RISCV -> new HerdRiscvFile(row.program());
        };
        Set<String> states = new TreeSet<>();
        Set<String> flags = new TreeSet<>();
        for (String line : answer.split("\n")) {
            if (line.startsWith("Flag ")) {
                flags.add(line.substring("Flag ".length()));
            } else if (line.matches("[\\[0-9].*=.*;")) {
                Map<String, Long> values = new LinkedHashMap<>();
                for (String equation : line.split(";\\s*")) {
                    String[] sides = equation.split("=");
                    values.put(sides[0].replaceAll("[\\[\\]]", ""), Long.valueOf(sides[1]));
                }
                List<String> places = new ArrayList<>();
                values(row.condition()).keySet().forEach(each -> {
                    places.add(each + "=" + values.get(names.place(each)));
                });
                states.add(String.join(" ", places));
            }
        }
        Matcher counts = Pattern.compile("Positive: (\\d+) Negative: (\\d+)").matcher(answer);
        if (!counts.find()) {
            throw new IllegalArgumentException("no counts in " + answer);
        }
        return Facts.of(Long.parseLong(counts.group(1)), Long.parseLong(counts.group(2)), states, flags);
    }
}
