package dev.fencepost.properties.memory.herd;

import dev.fencepost.model.memory.program.Expression;
import dev.fencepost.model.memory.program.Instruction;
import dev.fencepost.model.memory.program.Program;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes the program of a row as a litmus test for herd7, in the language that a memory model is about. */
abstract class HerdFile {
    final Program program;
    private int labels;

    HerdFile(Program program) {
        this.program = program;
    }

    /** The file for one of the tables. */
    static String of(RowGenerator.Flavour flavour, String name, String row, Map<String, Long> condition) {
        Program program = RowParser.parse(name, row);
        HerdFile file = switch (flavour) {
            case LKMM -> new HerdKernelFile(program);
            case ARMV8 -> new HerdArmFile(program);
            case TSO -> new HerdX86File(program);
            case RISCV -> new HerdRiscvFile(program);
        };
        return file.text(condition);
    }

    abstract String text(Map<String, Long> condition);

    /** How herd7 names what a row calls {@code 0:a} or {@code x}. */
    abstract String place(String name);

    String ending(Map<String, Long> condition) {
        String places = condition.keySet().stream().map(this::place).collect(Collectors.joining("; "));
        String equations = condition.entrySet().stream()
                .map(each -> place(each.getKey()) + "=" + each.getValue())
                .collect(Collectors.joining(" /\\ "));
        return "locations [" + places + ";]\nexists (" + equations + ")\n";
    }

    /** The columns of an assembly test. */
    String columns(List<List<String>> code) {
        int lines = code.stream().mapToInt(List::size).max().orElse(0);
        StringBuilder text = new StringBuilder();
        for (int thread = 0; thread < code.size(); thread++) {
            text.append(thread == 0 ? " " : " | ").append("P").append(thread);
        }
        text.append(" ;\n");
        for (int line = 0; line < lines; line++) {
            List<String> cells = new ArrayList<>();
            for (List<String> thread : code) {
                cells.add(line < thread.size() ? thread.get(line) : "");
            }
            text.append(' ').append(String.join(" | ", cells)).append(" ;\n");
        }
        return text.toString();
    }

    String label() {
        return "L" + labels++;
    }

    /** The location of an address: its index. */
    static int location(Expression address) {
        Expression base = address instanceof Expression.Binary sum ? sum.left() : address;
        return dev.fencepost.model.memory.program.Address.index(((Expression.Constant) base).value());
    }

    /** The register that an address or value depends on in name only, or null. */
    static String named(Expression expression) {
        return expression instanceof Expression.Binary sum && sum.right() instanceof Expression.Binary zero
                ? ((Expression.Register) zero.left()).name()
                : null;
    }

    static long number(Expression expression) {
        Expression base = expression instanceof Expression.Binary sum ? sum.left() : expression;
        return ((Expression.Constant) base).value();
    }

    /** The name that a row gives to a read-modify-write. */
    static String operation(Instruction.ReadModifyWrite rmw) {
        if (rmw.update() instanceof Expression.Binary) {
            return rmw.condition() instanceof Expression.Binary ? "unless" : "add";
        }
        return rmw.condition() instanceof Expression.Binary ? "cas" : "xchg";
    }

    /** What a read-modify-write writes or adds. */
    static Expression operand(Instruction.ReadModifyWrite rmw) {
        return rmw.update() instanceof Expression.Binary sum ? sum.right() : rmw.update();
    }

    /** What a conditional read-modify-write compares with. */
    static Expression compared(Instruction.ReadModifyWrite rmw) {
        return ((Expression.Binary) rmw.condition()).right();
    }
}
