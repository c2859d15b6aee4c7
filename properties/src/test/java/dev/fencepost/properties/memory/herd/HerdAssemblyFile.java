package dev.fencepost.properties.memory.herd;

import dev.fencepost.model.memory.program.Instruction;
import dev.fencepost.model.memory.program.Program;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A language of instructions in which an address stands in a register: those of x to z are in 20 to 22. */
abstract class HerdAssemblyFile extends HerdFile {
    private final String language;
    private final String registers;
    /** The instructions of the thread that is being written. */
    List<String> code = new ArrayList<>();

    /** In that language, as herd7 names it, whose registers are {@code registers} and a number. */
    HerdAssemblyFile(Program program, String language, String registers) {
        super(program);
        this.language = language;
        this.registers = registers;
    }

    @Override
    final String text(Map<String, Long> condition) {
        StringBuilder text = new StringBuilder(language + " " + program.name() + "\n{\n");
        List<List<String>> columns = new ArrayList<>();
        for (int thread = 0; thread < program.threads().size(); thread++) {
            for (int location = 0; location < 3; location++) {
                text.append(location == 0 ? "" : " ")
                        .append(thread + ":" + registers + (20 + location) + "=" + RowParser.LOCATIONS.get(location))
                        .append(";");
            }
            text.append('\n');
            code = new ArrayList<>();
            block(program.threads().get(thread).body());
            columns.add(code);
        }
        return text + "}\n" + columns(columns) + ending(condition);
    }

    /** Adds the instructions of a block to {@link #code}. */
    abstract void block(List<Instruction> body);
}
