package dev.fencepost.model.litmus;

import dev.fencepost.model.memory.program.Instruction;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The order of the accesses of one statement. C leaves it open except where one access needs the result of another;
 * herd7 takes that literally.
 */
final class Sequencing {
    private Sequencing() {}

    /** {@code steps} as they are where each access needs the result of the one before it, else unsequenced. */
    static List<Instruction> of(List<Instruction> steps) {
        if (steps.stream().anyMatch(step -> step instanceof Instruction.Fence)) {
            return List.copyOf(steps); // The steps of a function such as readl.
        }
        Instruction previous = null;
        for (Instruction step : steps) {
            if (step instanceof Instruction.Assign) {
                continue;
            }
            if (previous != null && !chained(previous, step)) {
                return List.of(new Instruction.Unsequenced(steps));
            }
            previous = step;
        }
        return List.copyOf(steps);
    }

    private static boolean chained(Instruction first, Instruction second) {
        // The operand of a read-modify-write comes before its write, but not before its read.
        if (!(first instanceof Instruction.Load load)
                || !(second instanceof Instruction.Load || second instanceof Instruction.Store)) {
            return false;
        }
        Set<String> used = new HashSet<>();
        RegisterUse.addTo(used, second);
        return used.contains(load.register());
    }
}
