package dev.fencepost.model.litmus;

import dev.fencepost.model.memory.FenceKind;
import dev.fencepost.model.memory.Mode;
import dev.fencepost.model.memory.Operator;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The table of primitives, read from {@code linux.primitives}; that file explains itself. */
public final class Primitives {
    private static final String TABLE = "linux.primitives";
    private static final Map<String, Mode> SUFFIXES =
            Map.of("", Mode.MB, "_relaxed", Mode.ONCE, "_acquire", Mode.ACQUIRE, "_release", Mode.RELEASE);
    private static final Map<String, List<Primitive>> BY_NAME = load();

    private Primitives() {}

    /** The steps of the primitive called {@code name}, one after the other; empty if there is none. */
    public static List<Primitive> named(String name) {
        return BY_NAME.getOrDefault(name, List.of());
    }

    /** All names, sorted. */
    public static List<String> names() {
        return List.copyOf(BY_NAME.keySet());
    }

    private static Map<String, List<Primitive>> load() {
        try (InputStream in = Primitives.class.getResourceAsStream(TABLE)) {
            Map<String, List<Primitive>> table = new TreeMap<>();
            new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .forEach(line -> add(table, line));
            return table;
        } catch (IOException e) {
            throw new UncheckedIOException(TABLE, e);
        }
    }

    private static void add(Map<String, List<Primitive>> table, String line) {
        int open = line.indexOf('(');
        int close = line.indexOf(')');
        String name = line.substring(0, open);
        String between = line.substring(open + 1, close);
        List<String> parameters = between.isEmpty() ? List.of() : List.of(between.split(","));
        List<String> words = List.of(line.substring(close + 1).strip().split("\\s+"));
        if (!name.endsWith("*")) {
            put(table, primitive(name, parameters, words, null));
            return;
        }
        String stem = name.substring(0, name.length() - 1);
        SUFFIXES.forEach((suffix, mode) -> put(table, primitive(stem + suffix, parameters, words, mode)));
    }

    private static void put(Map<String, List<Primitive>> table, Primitive primitive) {
        table.computeIfAbsent(primitive.name(), name -> new ArrayList<>()).add(primitive);
    }

    private static Primitive primitive(String name, List<String> parameters, List<String> words, Mode family) {
        Primitive.Operation operation = Primitive.Operation.valueOf(words.get(0).toUpperCase(java.util.Locale.ROOT));
        int next = 1;
        Mode mode = null;
        Operator operator = null;
        FenceKind fence = null;
        if (operation.hasMode()) {
            String word = words.get(next++);
            mode = word.equals("*") ? family : Mode.valueOf(word);
        }
        if (operation.hasOperator()) {
            operator = Operator.valueOf(words.get(next++));
        }
        if (operation == Primitive.Operation.FENCE) {
            fence = FenceKind.valueOf(words.get(next++));
        }
        List<String> operands = words.subList(next, words.size());
        Operator test = null;
        if (operands.size() > 2 && operands.get(operands.size() - 1).equals("0")) {
            test = operands.get(operands.size() - 2).equals("=") ? Operator.EQUAL : Operator.LESS;
            operands = operands.subList(0, operands.size() - 2);
        }
        return new Primitive(name, parameters, operation, mode, operator, fence, operands, test);
    }
}
