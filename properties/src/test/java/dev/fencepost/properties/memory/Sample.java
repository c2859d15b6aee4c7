package dev.fencepost.properties.memory;

import dev.fencepost.model.memory.program.Program;

/**
 * A random program that prints readably.
 *
 * @param program the program
 */
record Sample(Program program) {
    @Override
    public String toString() {
        return "\n" + ProgramText.of(program);
    }
}
