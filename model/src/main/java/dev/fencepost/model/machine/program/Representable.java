package dev.fencepost.model.machine.program;

import dev.fencepost.model.memory.program.Instruction;
import dev.fencepost.model.memory.program.Location;
import dev.fencepost.model.memory.program.LocationKind;
import dev.fencepost.model.memory.program.Program;
import java.util.List;
import java.util.Optional;

/** Whether store buffers are all that lies between the threads of a program. */
public final class Representable {
    private Representable() {}

    /**
     * Why a program cannot be run as a {@link ProgramMachine}, as a sentence without its full stop; empty if it can.
     */
    public static Optional<String> objection(Program program) {
        for (Location location : program.locations()) {
            if (location.kind() != LocationKind.COHERENT) {
                return Optional.of(
                        location.name() + " is " + words(location.kind()) + ", and a store buffer is no model of that");
            }
        }
        boolean isOpen = program.threads().stream().anyMatch(thread -> hasOpenOrder(thread.body()));
        return isOpen
                ? Optional.of(program.name() + " has a C statement of several accesses, whose order C leaves open")
                : Optional.empty();
    }

    private static String words(LocationKind kind) {
        return switch (kind) {
            case COHERENT -> "coherent memory";
            case NON_COHERENT -> "memory that is not coherent with the other side";
            case MMIO -> "a device's register";
            case WRITE_COMBINING -> "write-combining memory";
            case SIGNAL -> "an interrupt that a system register sends";
        };
    }

    private static boolean hasOpenOrder(List<Instruction> body) {
        return body.stream().anyMatch(instruction -> {
            if (instruction instanceof Instruction.If branch) {
                return hasOpenOrder(branch.then()) || hasOpenOrder(branch.otherwise());
            } else if (instruction instanceof Instruction.Loop loop) {
                return hasOpenOrder(loop.test()) || hasOpenOrder(loop.body());
            }
            return instruction instanceof Instruction.Unsequenced;
        });
    }
}
