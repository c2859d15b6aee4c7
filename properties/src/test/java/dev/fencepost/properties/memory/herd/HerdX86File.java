package dev.fencepost.properties.memory.herd;

import dev.fencepost.model.memory.program.Expression;
import dev.fencepost.model.memory.program.Instruction;
import dev.fencepost.model.memory.program.Program;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** x86-64: registers a to f are r8 to r13. A dependency in name only is left out, as it means nothing there. */
final class HerdX86File extends HerdFile {
    HerdX86File(Program program) {
        super(program);
    }

    @Override
    String text(Map<String, Long> condition) {
        List<List<String>> columns = new ArrayList<>();
        for (Program.Thread thread : program.threads()) {
            List<String> code = new ArrayList<>();
            thread.body().forEach(instruction -> step(instruction, code));
            columns.add(code);
        }
        return "X86_64 " + program.name() + "\n{ x=0; y=0; z=0; }\n" + columns(columns) + ending(condition);
    }

    @Override
    String place(String name) {
        return name.contains(":") ? name.substring(0, 2) + "r" + number(name.substring(2)) : name;
    }

    private static String register(String name) {
        return "%r" + number(name) + "d";
    }

    private static int number(String name) {
        return 8 + name.charAt(0) - 'a';
    }

    private static void step(Instruction instruction, List<String> code) {
        if (instruction instanceof Instruction.Load load) {
            code.add("movl (" + place(load.address()) + ")," + register(load.register()));
        } else if (instruction instanceof Instruction.Store store) {
            code.add("movl " + value(store.value()) + ",(" + place(store.address()) + ")");
        } else if (instruction instanceof Instruction.Fence) {
            code.add("mfence");
        } else {
            Instruction.ReadModifyWrite rmw = (Instruction.ReadModifyWrite) instruction;
            String register = register(rmw.register());
            code.add("movl " + value(operand(rmw)) + "," + register);
            code.add("xchgl " + register + ",(" + place(rmw.address()) + ")");
        }
    }

    private static String place(Expression address) {
        return RowParser.LOCATIONS.get(location(address));
    }

    private static String value(Expression value) {
        return value instanceof Expression.Register register ? register(register.name()) : "$" + number(value);
    }
}
