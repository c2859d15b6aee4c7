package dev.fencepost.properties.jcstress;

import dev.fencepost.model.memory.execution.Execution;
import dev.fencepost.model.memory.program.Barrier;
import dev.fencepost.model.memory.program.Expression;
import dev.fencepost.model.memory.program.FenceKind;
import dev.fencepost.model.memory.program.Instruction;
import dev.fencepost.model.memory.program.Location;
import dev.fencepost.model.memory.program.Mode;
import dev.fencepost.model.memory.program.Observable;
import dev.fencepost.model.memory.program.Program;
import dev.fencepost.model.memory.program.Reach;
import java.util.Arrays;
import java.util.List;

/** What the programs of lessons are made of. Locations are numbers, in the order in which the program lists them. */
final class LessonCode {
    /** Stands for a fence that is dropped: nothing, in its thread. */
    static final Instruction NO_FENCE = null;

    private LessonCode() {}

    /** Two actors; the elements of a body may be {@link #NO_FENCE}. */
    static Program program(
            String lesson,
            List<Location> locations,
            String first,
            List<Instruction> firstBody,
            String second,
            List<Instruction> secondBody) {
        return new Program(
                lesson,
                locations,
                List.of(Program.Thread.of(first, present(firstBody)), Program.Thread.of(second, present(secondBody))));
    }

    private static List<Instruction> present(List<Instruction> body) {
        return body.stream().filter(instruction -> instruction != NO_FENCE).toList();
    }

    /** A fence among processors of one system. */
    static Instruction fence(FenceKind kind) {
        return fence(kind, Reach.INNER);
    }

    static Instruction fence(FenceKind kind, Reach reach) {
        return new Instruction.Fence(new Barrier(kind.name(), kind, reach, false), "");
    }

    static Instruction load(String register, int location) {
        return new Instruction.Load(register, Expression.address(location), Mode.ONCE);
    }

    static Instruction store(int location, long value) {
        return new Instruction.Store(Expression.address(location), Expression.constant(value), Mode.ONCE);
    }

    /** {@code then} where the register is not 0; its elements may be {@link #NO_FENCE}. */
    static Instruction ifNonZero(String register, Instruction... then) {
        return new Instruction.If(Expression.register(register), present(Arrays.asList(then)), List.of());
    }

    /** What an actor, 0 or 1, has in a register at the end. */
    static long value(Execution x, int actor, String register) {
        return x.value(new Observable.RegisterOf(actor, register));
    }
}
