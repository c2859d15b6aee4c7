package dev.fencepost.properties.jcstress;

import static dev.fencepost.properties.jcstress.LessonCode.NO_FENCE;
import static dev.fencepost.properties.jcstress.LessonCode.fence;
import static dev.fencepost.properties.jcstress.LessonCode.load;
import static dev.fencepost.properties.jcstress.LessonCode.store;
import static dev.fencepost.properties.jcstress.LessonCode.value;

import dev.fencepost.model.memory.Armv8;
import dev.fencepost.model.memory.FenceKind;
import dev.fencepost.model.memory.Instruction;
import dev.fencepost.model.memory.Location;
import dev.fencepost.model.memory.Program;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** The lessons of dispatch, reduced to the accesses that their outcomes depend on. */
final class DispatchLessons {
    private static final int VCPU = 0;
    private static final int OTHER = 1;

    private DispatchLessons() {}

    static Lessons lessons() {
        return new Lessons(
                "Dispatch",
                List.of(
                        doorbell("Dispatch_01_RingDoorbell.Fenced", fence(FenceKind.FULL)),
                        doorbell("Dispatch_01_RingDoorbell.BrokenWithoutQK2", NO_FENCE)),
                Set.of(),
                // An x86 may show BrokenWithoutQK2, and mostly does. But much is done before the two stores that must
                // meet: 355 of 97,000 samples showed it once, 12 of 27,000 another time, and once none did.
                Set.of());
    }

    /** QK1, and QK2, which is {@code fence}. */
    private static Lesson doorbell(String name, Instruction fence) {
        int kicked = 0;
        int asleep = 1;
        Program program = LessonCode.program(
                name,
                List.of(Location.of("kicked", 0), Location.of("asleep", 0)),
                "vcpu",
                List.of(store(kicked, 1), fence(FenceKind.FULL), load("asleep", asleep)),
                "io thread",
                Arrays.asList(store(asleep, 1), fence, load("kick", kicked)));
        return new Lesson(
                name,
                program,
                x -> value(x, VCPU, "asleep") + ", " + (value(x, OTHER, "kick") == 0 ? 1 : 0),
                new Armv8(),
                false,
                true);
    }
}
