package dev.fencepost.properties.jcstress;

import static dev.fencepost.properties.jcstress.LessonCode.NO_FENCE;
import static dev.fencepost.properties.jcstress.LessonCode.fence;
import static dev.fencepost.properties.jcstress.LessonCode.ifNonZero;
import static dev.fencepost.properties.jcstress.LessonCode.load;
import static dev.fencepost.properties.jcstress.LessonCode.store;
import static dev.fencepost.properties.jcstress.LessonCode.value;

import dev.fencepost.model.memory.Armv8;
import dev.fencepost.model.memory.Execution;
import dev.fencepost.model.memory.FenceKind;
import dev.fencepost.model.memory.Instruction;
import dev.fencepost.model.memory.Location;
import dev.fencepost.model.memory.MemoryModel;
import dev.fencepost.model.memory.Place;
import dev.fencepost.model.memory.Program;
import dev.fencepost.model.memory.Reach;
import dev.fencepost.model.memory.ReachModel;
import dev.fencepost.model.memory.Topology;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** The lessons of the split ring, reduced to the accesses that their outcomes depend on. */
final class SplitRingLessons {
    private static final MemoryModel REMOTE =
            new ReachModel(new Armv8(), new Topology(List.of(Place.CPU, Place.REMOTE), Set.of(Reach.SYSTEM)));

    // Locations. What an index covers is COVERED: a descriptor's length, or a used element's.
    private static final int PAYLOAD = 0;
    private static final int COVERED = 1;
    private static final int INDEX = 2;
    private static final int FLAGS = 3;

    private static final int DRIVER = 0;
    private static final int DEVICE = 1;

    private SplitRingLessons() {}

    static Lessons lessons() {
        return new Lessons(
                "SplitRing",
                all(),
                Set.of("SplitRing_05_RemoteProcessor.BrokenWithSmpFences"),
                Set.of("SplitRing_03_SuppressNotification.BrokenWithoutD2"));
    }

    private static List<Lesson> all() {
        return List.of(
                publish("SplitRing_01_PublishIndex.Fenced", fence(FenceKind.STORE_STORE)),
                publish("SplitRing_01_PublishIndex.BrokenWithoutD1", NO_FENCE),
                consume("SplitRing_02_ConsumeIndex.Fenced", fence(FenceKind.STORE_STORE)),
                consume("SplitRing_02_ConsumeIndex.BrokenWithoutV2", NO_FENCE),
                suppress("SplitRing_03_SuppressNotification.Fenced", fence(FenceKind.FULL)),
                suppress("SplitRing_03_SuppressNotification.BrokenWithoutD2", NO_FENCE),
                reuse("SplitRing_04_Reuse.Fenced", fence(FenceKind.LOAD_ANY)),
                reuse("SplitRing_04_Reuse.BrokenWithoutV6", NO_FENCE),
                remote("SplitRing_05_RemoteProcessor.Mandatory", Reach.SYSTEM),
                remote("SplitRing_05_RemoteProcessor.BrokenWithSmpFences", Reach.INNER));
    }

    /** Message passing to the device: D1, which is {@code fence}, and V1. */
    static Lesson publish(String name, Instruction fence) {
        Program program = program(name, 0, sends(fence), receives(fence(FenceKind.LOAD_LOAD)));
        return new Lesson(name, program, x -> received(x, DEVICE), new Armv8(), false);
    }

    /** Message passing to the driver: V2, which is {@code fence}, and D3. */
    private static Lesson consume(String name, Instruction fence) {
        Program program = program(name, 0, receives(fence(FenceKind.LOAD_LOAD)), sends(fence));
        return new Lesson(name, program, x -> received(x, DRIVER), new Armv8(), false);
    }

    /** Store buffering: D2, which is {@code fence}, and V4. */
    static Lesson suppress(String name, Instruction fence) {
        Program program = program(
                name,
                0,
                Arrays.asList(store(INDEX, 1), fence, load("flags", FLAGS)),
                List.of(store(FLAGS, 0), fence(FenceKind.FULL), load("index", INDEX)));
        return new Lesson(
                name,
                program,
                x -> (value(x, DRIVER, "flags") == 0 ? 1 : 0) + ", " + (value(x, DEVICE, "index") == 0 ? 1 : 0),
                new Armv8(),
                false);
    }

    /** Load buffering: V6, which is {@code fence}, before V2. */
    private static Lesson reuse(String name, Instruction fence) {
        Program program = program(
                name,
                42,
                List.of(load("index", INDEX), ifIndex(fence(FenceKind.LOAD_LOAD), store(PAYLOAD, 99))),
                Arrays.asList(load("payload", PAYLOAD), fence, fence(FenceKind.STORE_STORE), store(INDEX, 1)));
        return new Lesson(
                name, program, x -> value(x, DEVICE, "payload") + ", " + value(x, DRIVER, "index"), new Armv8(), false);
    }

    /** The first lesson across an interconnect, with fences that reach so far. */
    private static Lesson remote(String name, Reach reach) {
        Program program = program(
                name, 0, sends(fence(FenceKind.STORE_STORE, reach)), receives(fence(FenceKind.LOAD_LOAD, reach)));
        return new Lesson(name, program, x -> received(x, DEVICE), REMOTE, true);
    }

    private static List<Instruction> sends(Instruction fence) {
        List<Instruction> body = new ArrayList<>(List.of(store(PAYLOAD, 42), store(COVERED, 4)));
        body.add(fence);
        body.add(store(INDEX, 1));
        return body;
    }

    private static List<Instruction> receives(Instruction fence) {
        return List.of(load("index", INDEX), ifIndex(fence, load("covered", COVERED), load("payload", PAYLOAD)));
    }

    private static String received(Execution x, int thread) {
        if (value(x, thread, "index") == 0) {
            return "-1";
        }
        return value(x, thread, "covered") == 0 ? "-2" : Long.toString(value(x, thread, "payload"));
    }

    private static Program program(String name, long payload, List<Instruction> driver, List<Instruction> device) {
        List<Location> locations = List.of(
                Location.of("payload", payload),
                Location.of("covered", 0),
                Location.of("index", 0),
                Location.of("flags", 1));
        return LessonCode.program(name, locations, "driver", driver, "device", device);
    }

    private static Instruction ifIndex(Instruction... then) {
        return ifNonZero("index", then);
    }
}
