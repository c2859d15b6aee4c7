package dev.fencepost.properties.jcstress;

import static dev.fencepost.properties.jcstress.LessonCode.NO_FENCE;
import static dev.fencepost.properties.jcstress.LessonCode.fence;
import static dev.fencepost.properties.jcstress.LessonCode.ifNonZero;
import static dev.fencepost.properties.jcstress.LessonCode.load;
import static dev.fencepost.properties.jcstress.LessonCode.store;
import static dev.fencepost.properties.jcstress.LessonCode.value;

import dev.fencepost.model.memory.execution.Execution;
import dev.fencepost.model.memory.model.Armv8;
import dev.fencepost.model.memory.program.Expression;
import dev.fencepost.model.memory.program.FenceKind;
import dev.fencepost.model.memory.program.Instruction;
import dev.fencepost.model.memory.program.Location;
import dev.fencepost.model.memory.program.Mode;
import dev.fencepost.model.memory.program.Operator;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** The lessons of grant tables, reduced to the accesses that their outcomes depend on. */
final class GrantTableLessons {
    private static final int FRAME = 0;
    private static final int FLAGS = 1;
    private static final int STATUS = 2;

    private static final int GUEST = 0;
    private static final int HYPERVISOR = 1;

    private GrantTableLessons() {}

    static Lessons lessons() {
        return new Lessons(
                "GrantTable",
                List.of(
                        lend("GrantTable_01_FrameBeforeFlags.Fenced", fence(FenceKind.STORE_STORE)),
                        lend("GrantTable_01_FrameBeforeFlags.BrokenWithoutGG1", NO_FENCE),
                        end("GrantTable_02_EndAccess.Fenced", swap("ended", 0)),
                        end("GrantTable_02_EndAccess.BrokenQueryThenEnd", store(FLAGS, 0)),
                        lookAgain("GrantTable_03_LookAgain.Fenced", fence(FenceKind.FULL)),
                        lookAgain("GrantTable_03_LookAgain.BrokenWithoutGG2", NO_FENCE)),
                Set.of(),
                Set.of("GrantTable_02_EndAccess.BrokenQueryThenEnd", "GrantTable_03_LookAgain.BrokenWithoutGG2"));
    }

    /** Message passing: GG1, which is {@code fence}, and GX1. */
    private static Lesson lend(String name, Instruction fence) {
        return new Lesson(
                name,
                LessonCode.program(
                        name,
                        locations(0),
                        "guest",
                        Arrays.asList(store(FRAME, 7), fence, store(FLAGS, 1)),
                        "hypervisor",
                        List.of(
                                load("flags", FLAGS),
                                ifNonZero("flags", fence(FenceKind.LOAD_LOAD), load("frame", FRAME)))),
                x -> value(x, HYPERVISOR, "flags") == 0 ? "-1" : Long.toString(value(x, HYPERVISOR, "frame")),
                new Armv8(),
                false);
    }

    /** Two ways to end access, {@code ends}, against a compare-and-set that marks the entry as in use. */
    private static Lesson end(String name, Instruction ends) {
        Expression idle = Expression.binary(Operator.EQUAL, Expression.register("flags"), Expression.constant(1));
        boolean swaps = ends instanceof Instruction.ReadModifyWrite;
        return new Lesson(
                name,
                LessonCode.program(
                        name,
                        locations(1),
                        "guest",
                        List.of(load("flags", FLAGS), new Instruction.If(idle, List.of(ends), List.of())),
                        "hypervisor",
                        List.of(load("flags", FLAGS), new Instruction.If(idle, List.of(swap("marked", 9)), List.of()))),
                x -> (swaps ? value(x, GUEST, "ended") : value(x, GUEST, "flags") == 1 ? 1 : 0) + ", " + marked(x),
                new Armv8(),
                false);
    }

    private static long marked(Execution x) {
        return value(x, HYPERVISOR, "marked");
    }

    /** A compare-and-set of the flags from 1; the register becomes 1 where it succeeds, 0 elsewhere. */
    private static Instruction swap(String register, long to) {
        Expression same = Expression.binary(Operator.EQUAL, new Expression.Old(), Expression.constant(1));
        return new Instruction.ReadModifyWrite(
                register, Expression.address(FLAGS), same, Expression.constant(to), same, Mode.ACQUIRE);
    }

    /** Store buffering: GG2, which is {@code fence}, and GX2. */
    private static Lesson lookAgain(String name, Instruction fence) {
        return new Lesson(
                name,
                LessonCode.program(
                        name,
                        locations(1),
                        "guest",
                        Arrays.asList(store(FLAGS, 0), fence, load("status", STATUS)),
                        "hypervisor",
                        List.of(store(STATUS, 1), fence(FenceKind.FULL), load("flags", FLAGS))),
                x -> (value(x, GUEST, "status") == 0 ? 1 : 0) + ", " + value(x, HYPERVISOR, "flags"),
                new Armv8(),
                false);
    }

    private static List<Location> locations(long flags) {
        return List.of(Location.of("frame", 0), Location.of("flags", flags), Location.of("status", 0));
    }
}
