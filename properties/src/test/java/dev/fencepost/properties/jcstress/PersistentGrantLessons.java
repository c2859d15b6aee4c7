package dev.fencepost.properties.jcstress;

import static dev.fencepost.properties.jcstress.LessonCode.load;
import static dev.fencepost.properties.jcstress.LessonCode.store;
import static dev.fencepost.properties.jcstress.LessonCode.value;

import dev.fencepost.model.memory.model.Armv8;
import dev.fencepost.model.memory.program.Expression;
import dev.fencepost.model.memory.program.Instruction;
import dev.fencepost.model.memory.program.Location;
import dev.fencepost.model.memory.program.Program;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The lessons of persistent grants, reduced to the mark of the grant, its page, and the lock. */
final class PersistentGrantLessons {
    private static final int ACTIVE = 0;
    private static final int PAGE = 1;
    private static final int LOCK = 2;

    private PersistentGrantLessons() {}

    static Lessons lessons() {
        return new Lessons(
                "PersistentGrant",
                List.of(
                        doubleTake("PersistentGrant_01_DoubleTake.Locked", true),
                        doubleTake("PersistentGrant_01_DoubleTake.BrokenWithoutLock", false),
                        reuse("PersistentGrant_02_ReturnThenReuse.Locked", true),
                        reuse("PersistentGrant_02_ReturnThenReuse.BrokenWithoutLock", false)),
                Set.of(),
                Set.of("PersistentGrant_01_DoubleTake.BrokenWithoutLock"));
    }

    /** Check and act, twice at once. */
    private static Lesson doubleTake(String name, boolean locked) {
        List<Instruction> take = List.of(load("active", ACTIVE), ifFree(store(ACTIVE, 1)));
        return new Lesson(
                name,
                program(name, 0, section(locked, take), section(locked, take)),
                x -> taken(value(x, 0, "active")) + ", " + taken(value(x, 1, "active")),
                new Armv8(),
                false);
    }

    /** Message passing by the mark. */
    private static Lesson reuse(String name, boolean locked) {
        List<Instruction> first = new ArrayList<>(List.of(store(PAGE, 42)));
        first.addAll(section(locked, List.of(store(ACTIVE, 0))));
        List<Instruction> second = new ArrayList<>(section(locked, List.of(load("active", ACTIVE))));
        second.add(ifFree(load("page", PAGE)));
        return new Lesson(
                name,
                program(name, 1, first, second),
                x -> value(x, 1, "active") == 0 ? Long.toString(value(x, 1, "page")) : "-1",
                new Armv8(),
                false);
    }

    private static long taken(long active) {
        return active == 0 ? 1 : 0;
    }

    private static Program program(String name, long active, List<Instruction> first, List<Instruction> second) {
        List<Location> locations =
                List.of(Location.of("active", active), Location.of("page", 0), Location.of("lock", 0));
        return LessonCode.program(name, locations, "first", first, "second", second);
    }

    private static List<Instruction> section(boolean locked, List<Instruction> body) {
        List<Instruction> whole = new ArrayList<>(body);
        if (locked) {
            whole.add(0, new Instruction.Lock(Expression.address(LOCK)));
            whole.add(new Instruction.Unlock(Expression.address(LOCK)));
        }
        return whole;
    }

    private static Instruction ifFree(Instruction then) {
        return new Instruction.If(Expression.register("active"), List.of(), List.of(then));
    }
}
