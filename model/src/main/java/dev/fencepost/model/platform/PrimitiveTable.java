package dev.fencepost.model.platform;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Every primitive that a plan, a protocol or a litmus test can name, with what it does and where that is written: one
 * table, read from {@code *.primitives}. {@link Lowering} says what the architectures make of it.
 */
public final class PrimitiveTable {
    private static final List<String> FILES =
            List.of("linux.primitives", "language.primitives", "programs.primitives", "instructions.primitives");
    private static final Map<String, String> SUFFIXES =
            Map.of("", "MB", "_relaxed", "ONCE", "_acquire", "ACQUIRE", "_release", "RELEASE");
    private static final List<String> ORDERS = List.of("ONCE", "ACQUIRE", "RELEASE", "ACQUIRE_RELEASE", "SEQ_CST");
    private static final List<String> FENCES = List.of("COMPILER", "LOAD_ANY", "ANY_STORE", "ACQUIRE_RELEASE", "FULL");

    /** By name: the lines in the order of the table. */
    private static final Map<String, List<PrimitiveLine>> BY_NAME = new TreeMap<>();

    static {
        FILES.forEach(file -> new PrimitiveTable().read(file));
    }

    private Primitive.Family family;
    private String source;
    private List<String> orders;

    private PrimitiveTable() {}

    /** The lines of the function called {@code name}, or of the word for plans; empty if there is none. */
    public static List<PrimitiveLine> named(String name) {
        return List.copyOf(BY_NAME.getOrDefault(name, List.of()));
    }

    /** All names, sorted. */
    public static List<String> names() {
        return List.copyOf(BY_NAME.keySet());
    }

    private void read(String file) {
        try (InputStream in = PrimitiveTable.class.getResourceAsStream(file)) {
            new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .forEach(this::line);
        } catch (IOException e) {
            throw new UncheckedIOException(file, e);
        }
    }

    private void line(String line) {
        if (line.startsWith("[")) {
            int close = line.indexOf(']');
            family = Primitive.Family.valueOf(line.substring(1, close));
            source = line.substring(close + 1).strip();
            return;
        }
        if (line.startsWith("@orders ")) {
            orders = List.of(line.split(" ")).subList(1, 1 + ORDERS.size());
            return;
        }
        String[] halves = line.split(" {2,}", 2);
        if (halves[0].contains("@")) {
            for (int order = 0; order < ORDERS.size(); order++) {
                ordered(halves[0], halves[1], order);
            }
        } else if (halves[0].contains("*(")) {
            SUFFIXES.forEach(
                    (suffix, mode) -> add(halves[0].replace("*(", suffix + "("), halves[1].replace("*", mode)));
        } else {
            add(halves[0], halves[1]);
        }
    }

    /** A load has no release, a store no acquire; fences and read-modify-writes have everything. */
    private void ordered(String head, String operation, int order) {
        String mode = ORDERS.get(order);
        boolean load = operation.startsWith("load ");
        boolean store = operation.startsWith("store ");
        boolean possible = switch (mode) {
            case "ACQUIRE" -> !store;
            case "RELEASE" -> !load;
            case "ACQUIRE_RELEASE" -> !load && !store;
            default -> true;
        };
        if (possible) {
            String means = operation.startsWith("fence ") ? FENCES.get(order) : mode;
            add(head.replace("@", orders.get(order)), operation.replace("@", means));
        }
    }

    private void add(String head, String operation) {
        int open = head.indexOf('(');
        String name = open < 0 ? head : head.substring(0, open);
        String between = open < 0 ? "" : head.substring(open + 1, head.length() - 1);
        List<String> parameters = between.isEmpty() ? List.of() : List.of(between.split(","));
        List<String> words = operation.startsWith("refuse ")
                ? List.of("refuse", operation.substring("refuse ".length()))
                : List.of(operation.split(" +"));
        BY_NAME.computeIfAbsent(name, any -> new ArrayList<>())
                .add(new PrimitiveLine(name, open >= 0, parameters, words, family, source));
    }
}
