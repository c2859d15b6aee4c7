package dev.fencepost.model.memory.execution;

import dev.fencepost.model.memory.program.Program;

/** A program that some execution shows to be meaningless: it writes through a value that is no address. */
public final class ProgramFault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** A thread of {@code program} writes through {@code value}. */
    public ProgramFault(Program program, int thread, long value) {
        super("program " + program.name() + ": thread "
                + program.threads().get(thread).name() + " writes through " + value + ", which is no address");
    }

    /** A program that has no meaning where it is to run. */
    public ProgramFault(String message) {
        super(message);
    }
}
