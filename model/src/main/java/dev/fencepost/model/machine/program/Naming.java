package dev.fencepost.model.machine.program;

import dev.fencepost.model.memory.program.Instruction;

/** How the values and fences of a program are shown. */
public interface Naming {
    /** Numbers as they are, fences by the name of their instruction. */
    Naming PLAIN = new Naming() {};

    /** A value of the location of that name that is no address. */
    default String value(String location, long value) {
        return Long.toString(value);
    }

    /** A fence. */
    default String fence(Instruction.Fence fence) {
        return (fence.site().isEmpty() ? "" : fence.site() + ": ")
                + fence.barrier().name();
    }
}
