package dev.fencepost.workbench.check;

import dev.fencepost.model.protocol.Protocol;
import dev.fencepost.model.verdict.Counterexample.Access;
import dev.fencepost.model.verdict.Counterexample.Essence;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Writes the essence of a counterexample as a litmus test in herd7's C dialect, for the Linux kernel memory model. */
final class EssenceLitmus {
    private final Essence essence;
    private final Protocol protocol;
    private final StringBuilder text = new StringBuilder();
    private final List<String> conditions = new ArrayList<>();

    private EssenceLitmus(Essence essence, Protocol protocol) {
        this.essence = essence;
        this.protocol = protocol;
    }

    /**
     * The text of the file.
     *
     * @param protocol that the counterexample is about
     * @param name of the test: letters, digits, + and -
     * @param comments lines that say where it comes from
     */
    static String of(Essence essence, Protocol protocol, String name, List<String> comments) {
        return new EssenceLitmus(essence, protocol).write(name, comments);
    }

    private String write(String name, List<String> comments) {
        text.append("C ").append(name).append("\n\n(*\n");
        comments.forEach(comment ->
                text.append(" * ").append(comment.replace("*)", "* )")).append('\n'));
        text.append(" *)\n\n{\n");
        initial().forEach((location, value) -> {
            if (value != 0) {
                text.append('\t')
                        .append(variable(location))
                        .append("=")
                        .append(value)
                        .append(";\n");
            }
        });
        text.append("}\n");
        for (int thread = 0; thread < essence.accesses().size(); thread++) {
            writeThread(thread, essence.accesses().get(thread));
        }
        new TreeMap<>(essence.finals()).forEach((location, value) -> conditions.add(variable(location) + "=" + value));
        return text.append("\nexists (")
                .append(String.join(" /\\ ", conditions))
                .append(")\n")
                .toString();
    }

    private Map<String, Long> initial() {
        Map<String, Long> values = new TreeMap<>();
        essence.accesses().stream()
                .flatMap(List::stream)
                .filter(Access::initial)
                .forEach(access -> values.put(access.location(), access.old().orElse(access.value())));
        return values;
    }

    private void writeThread(int thread, List<Access> accesses) {
        Set<String> locations = new LinkedHashSet<>();
        Map<Access, String> registers = new LinkedHashMap<>();
        for (Access access : accesses) {
            if (access.kind() != Access.Kind.BARRIER) {
                locations.add("int *" + variable(access.location()));
            }
            if (access.kind() == Access.Kind.LOAD || access.kind() == Access.Kind.EXCHANGE) {
                registers.put(access, "r" + registers.size());
            }
        }
        text.append("\nP")
                .append(thread)
                .append('(')
                .append(String.join(", ", locations))
                .append(")\n{\n");
        registers
                .values()
                .forEach(register -> text.append("\tint ").append(register).append(";\n"));
        text.append(registers.isEmpty() ? "" : "\n");
        int depth = 1;
        for (Access access : accesses) {
            String register = registers.get(access);
            line(depth, statement(access, register));
            if (read(access).isPresent()) {
                long value = read(access).get();
                conditions.add(thread + ":" + register + "=" + value);
                if (protocol.isBranchedOn(access.location()) && access != accesses.get(accesses.size() - 1)) {
                    line(depth++, "if (" + register + " == " + value + ") {");
                }
            }
        }
        while (depth > 1) {
            line(--depth, "}");
        }
        text.append("}\n");
    }

    /** What it has to read. */
    private static Optional<Long> read(Access access) {
        return access.kind() == Access.Kind.LOAD ? Optional.of(access.value()) : access.old();
    }

    private void line(int depth, String statement) {
        text.append("\t".repeat(depth)).append(statement).append('\n');
    }

    private static String statement(Access access, String register) {
        String variable = variable(access.location());
        return switch (access.kind()) {
            case BARRIER -> access.primitive() + "();";
            case EXCHANGE -> register + " = " + access.primitive() + "(" + variable + ", " + access.value() + ");";
            case LOAD -> register + " = " + load(access.primitive(), variable) + ";";
            case STORE -> store(access.primitive(), variable, access.value()) + ";";
        };
    }

    private static String load(String primitive, String variable) {
        return switch (primitive) {
            case "" -> "*" + variable;
            case "READ_ONCE" -> "READ_ONCE(*" + variable + ")";
            default -> primitive + "(" + variable + ")";
        };
    }

    private static String store(String primitive, String variable, long value) {
        return switch (primitive) {
            case "" -> "*" + variable + " = " + value;
            case "WRITE_ONCE" -> "WRITE_ONCE(*" + variable + ", " + value + ")";
            default -> primitive + "(" + variable + ", " + value + ")";
        };
    }

    private static String variable(String location) {
        return location.replaceAll("[^A-Za-z0-9]+", "_").replaceAll("_$", "");
    }
}
