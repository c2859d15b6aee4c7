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
import dev.fencepost.model.memory.program.Program;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** The lessons of the MSI-X table, reduced to the accesses that their outcomes depend on. */
final class MsixLessons {
    // Locations. VECTOR is pending in the first two lessons, claimed in the third; MESSAGE is what is said.
    private static final int MASK = 0;
    private static final int VECTOR = 1;
    private static final int MESSAGE = 2;

    private static final int DEVICE = 0;
    private static final int SOFTWARE = 1;

    private MsixLessons() {}

    static Lessons lessons() {
        return new Lessons(
                "Msix",
                all(),
                Set.of(),
                Set.of(
                        "Msix_01_PendingSurvivesMask.BrokenWithoutU1",
                        "Msix_02_CheckThenAct.BrokenCheckThenAct",
                        "Msix_03_CloseFunction.BrokenWithoutU3"));
    }

    private static List<Lesson> all() {
        return List.of(
                pair("Msix_01_PendingSurvivesMask.Fenced", fence(FenceKind.FULL)),
                pair("Msix_01_PendingSurvivesMask.BrokenWithoutU1", NO_FENCE),
                oneWord("Msix_02_CheckThenAct.OneWord"),
                checkThenAct("Msix_02_CheckThenAct.BrokenCheckThenAct"),
                pair("Msix_02_CheckThenAct.ActThenCheck", fence(FenceKind.FULL)),
                close("Msix_03_CloseFunction.Fenced", fence(FenceKind.FULL)),
                close("Msix_03_CloseFunction.BrokenWithoutU3", NO_FENCE));
    }

    /** Pending, then the mask; the mask, then pending: U1 is {@code fence}. */
    private static Lesson pair(String name, Instruction fence) {
        List<Instruction> device = List.of(
                exchange("was", VECTOR, 1),
                fence(FenceKind.FULL),
                load("masked", MASK),
                new Instruction.If(Expression.register("masked"), List.of(), List.of(exchange("sent", VECTOR, 0))));
        return lesson(
                name,
                1,
                device,
                Arrays.asList(
                        store(MASK, 0), fence, load("due", VECTOR), ifNonZero("due", exchange("sent", VECTOR, 0))));
    }

    /** Both in one word: masked is 1, pending 2. */
    private static Lesson oneWord(String name) {
        List<Instruction> device = List.of(
                compare("was", 1, 3),
                new Instruction.Assign(
                        "sent",
                        Expression.binary(Operator.NOT_EQUAL, Expression.register("was"), Expression.constant(1))));
        List<Instruction> software = List.of(
                exchange("was", MASK, 0),
                new Instruction.Assign(
                        "sent", Expression.binary(Operator.EQUAL, Expression.register("was"), Expression.constant(3))));
        return lesson(name, 1, device, software);
    }

    private static Lesson checkThenAct(String name) {
        List<Instruction> device = List.of(
                new Instruction.Assign("sent", Expression.constant(1)),
                load("masked", MASK),
                ifNonZero(
                        "masked",
                        new Instruction.Assign("sent", Expression.constant(0)),
                        fence(FenceKind.FULL),
                        store(VECTOR, 1)));
        return lesson(name, 1, device, List.of(store(MASK, 0), fence(FenceKind.FULL), exchange("sent", VECTOR, 0)));
    }

    /** The claim, then the mask; the mask, then the claim: U3 is {@code fence}. */
    private static Lesson close(String name, Instruction fence) {
        List<Instruction> device = List.of(
                exchange("was", VECTOR, 1),
                fence(FenceKind.FULL),
                load("masked", MASK),
                new Instruction.If(
                        Expression.register("masked"),
                        List.of(),
                        List.of(fence(FenceKind.LOAD_LOAD), load("sent", MESSAGE))),
                new Instruction.ReadModifyWrite(
                        "",
                        Expression.address(VECTOR),
                        Expression.constant(1),
                        Expression.constant(0),
                        new Expression.Old(),
                        Mode.RELEASE));
        List<Instruction> software = Arrays.asList(
                store(MASK, 1),
                fence,
                new Instruction.Load("claimed", Expression.address(VECTOR), Mode.ACQUIRE),
                new Instruction.If(
                        Expression.register("claimed"),
                        List.of(),
                        List.of(store(MESSAGE, 2), new Instruction.Assign("sent", Expression.constant(1)))));
        return lesson(name, 0, device, software);
    }

    private static Lesson lesson(String name, long mask, List<Instruction> device, List<Instruction> software) {
        List<Location> locations =
                List.of(Location.of("mask", mask), Location.of("vector", 0), Location.of("message", 1));
        Program program = LessonCode.program(name, locations, "device", device, "software", software);
        return new Lesson(name, program, MsixLessons::sent, new Armv8(), false);
    }

    private static String sent(Execution x) {
        return value(x, DEVICE, "sent") + ", " + value(x, SOFTWARE, "sent");
    }

    private static Instruction exchange(String register, int location, long value) {
        return new Instruction.ReadModifyWrite(
                register,
                Expression.address(location),
                Expression.constant(1),
                Expression.constant(value),
                new Expression.Old(),
                Mode.ACQUIRE_RELEASE);
    }

    private static Instruction compare(String register, long expected, long value) {
        return new Instruction.ReadModifyWrite(
                register,
                Expression.address(MASK),
                Expression.binary(Operator.EQUAL, new Expression.Old(), Expression.constant(expected)),
                Expression.constant(value),
                new Expression.Old(),
                Mode.ACQUIRE_RELEASE);
    }
}
