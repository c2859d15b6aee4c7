package dev.fencepost.properties.memory;

import dev.fencepost.model.memory.program.Address;
import dev.fencepost.model.memory.program.Expression;
import dev.fencepost.model.memory.program.Instruction;
import dev.fencepost.model.memory.program.Location;
import dev.fencepost.model.memory.program.LocationKind;
import dev.fencepost.model.memory.program.Operator;
import dev.fencepost.model.memory.program.Program;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** A program as a person writes it down, for the report of a property that failed. */
final class ProgramText {
    private static final Map<Operator, String> SIGNS = Map.of(
            Operator.ADD, "+",
            Operator.SUBTRACT, "-",
            Operator.MULTIPLY, "*",
            Operator.AND, "&",
            Operator.EQUAL, "==",
            Operator.NOT_EQUAL, "!=");

    private final Program program;
    private final StringBuilder out = new StringBuilder();

    private ProgramText(Program program) {
        this.program = program;
    }

    static String of(Program program) {
        return new ProgramText(program).text();
    }

    private String text() {
        out.append(program.name()).append(" { ");
        for (Location location : program.locations()) {
            out.append(location.name()).append('=').append(value(location.initial()));
            out.append(location.kind() == LocationKind.COHERENT ? "" : " " + location.kind());
            out.append("; ");
        }
        out.append("}\n");
        for (Program.Thread thread : program.threads()) {
            out.append(thread.name()).append(thread.registers().isEmpty() ? "" : " " + registers(thread));
            out.append(":\n");
            block(thread.body(), "    ");
        }
        return out.toString();
    }

    private String registers(Program.Thread thread) {
        return thread.registers().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> entry.getKey() + "=" + value(entry.getValue()))
                .collect(Collectors.joining(" ", "(", ")"));
    }

    private void block(List<Instruction> body, String indent) {
        body.forEach(instruction -> step(instruction, indent));
    }

    private void step(Instruction instruction, String indent) {
        if (instruction instanceof Instruction.If branch) {
            out.append(indent).append("if ").append(text(branch.condition())).append('\n');
            block(branch.then(), indent + "    ");
            if (!branch.otherwise().isEmpty()) {
                out.append(indent).append("else\n");
                block(branch.otherwise(), indent + "    ");
            }
        } else if (instruction instanceof Instruction.Loop loop) {
            out.append(indent).append("loop at most ").append(loop.bound()).append('\n');
            block(loop.test(), indent + "    ");
            out.append(indent).append("while ").append(text(loop.condition())).append('\n');
            block(loop.body(), indent + "    ");
        } else if (instruction instanceof Instruction.Unsequenced unsequenced) {
            out.append(indent).append("one statement\n");
            block(unsequenced.parts(), indent + "    ");
        } else {
            out.append(indent).append(line(instruction)).append('\n');
        }
    }

    private String line(Instruction instruction) {
        if (instruction instanceof Instruction.Load load) {
            return load.register() + " = " + mode(load.mode()) + " *" + text(load.address());
        } else if (instruction instanceof Instruction.Store store) {
            return "*" + text(store.address()) + " = " + mode(store.mode()) + " " + text(store.value());
        } else if (instruction instanceof Instruction.Fence fence) {
            return fence.barrier().kind() + " reach " + fence.barrier().reach();
        } else if (instruction instanceof Instruction.ReadModifyWrite rmw) {
            return rmw.register() + " = rmw " + mode(rmw.mode()) + " *" + text(rmw.address()) + ": if "
                    + text(rmw.condition()) + " write " + text(rmw.update()) + " result " + text(rmw.result());
        } else if (instruction instanceof Instruction.Assign assign) {
            return assign.register() + " = " + text(assign.value());
        }
        return instruction.toString();
    }

    private static String mode(Enum<?> mode) {
        return mode.name().toLowerCase(Locale.ROOT);
    }

    private String text(Expression expression) {
        if (expression instanceof Expression.Constant constant) {
            return value(constant.value());
        } else if (expression instanceof Expression.Register register) {
            return register.name();
        } else if (expression instanceof Expression.Binary binary) {
            String sign =
                    SIGNS.getOrDefault(binary.operator(), binary.operator().name());
            return "(" + text(binary.left()) + " " + sign + " " + text(binary.right()) + ")";
        }
        return "old";
    }

    private String value(long value) {
        if (!Address.isAddress(value)) {
            return Long.toString(value);
        }
        int index = Address.index(value);
        return index < program.locations().size()
                ? "&" + program.locations().get(index).name()
                : "&?" + index;
    }
}
