package dev.fencepost.properties.jcstress;

import static dev.fencepost.properties.jcstress.LessonCode.fence;
import static dev.fencepost.properties.jcstress.LessonCode.ifNonZero;
import static dev.fencepost.properties.jcstress.LessonCode.load;
import static dev.fencepost.properties.jcstress.LessonCode.store;
import static dev.fencepost.properties.jcstress.LessonCode.value;

import dev.fencepost.model.memory.execution.Execution;
import dev.fencepost.model.memory.execution.MemoryModel;
import dev.fencepost.model.memory.model.Armv8;
import dev.fencepost.model.memory.program.Address;
import dev.fencepost.model.memory.program.Expression;
import dev.fencepost.model.memory.program.FenceKind;
import dev.fencepost.model.memory.program.Instruction;
import dev.fencepost.model.memory.program.Location;
import dev.fencepost.model.memory.program.Mode;
import dev.fencepost.model.memory.program.Program;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The shapes that lessons of both rings have, reduced to the accesses that their outcomes depend on: what announces a
 * buffer is an index of a split ring and the flags of a descriptor of a packed one.
 */
final class RingLessons {
    // Locations. What is announced is COVERED: a length, of a descriptor or of a used buffer.
    private static final int PAYLOAD = 0;
    private static final int COVERED = 1;
    private static final int ANNOUNCED = 2;
    private static final int KICKS_OFF = 3;
    private static final int PAYLOAD_BEFORE = 4;

    private static final int DRIVER = 0;
    private static final int DEVICE = 1;

    private RingLessons() {}

    /** Message passing to the device: D1 or PD1, which is {@code fence}, and V1 or PV1. */
    static Lesson publish(String name, Instruction fence) {
        return publish(name, fence, fence(FenceKind.LOAD_LOAD), new Armv8(), false);
    }

    /** The same with both fences, and elsewhere than on this machine. */
    static Lesson publish(
            String name, Instruction storeFence, Instruction loadFence, MemoryModel model, boolean simulated) {
        Program program = program(name, 0, sends(storeFence), receives(loadFence));
        return new Lesson(name, program, x -> received(x, DEVICE), model, simulated);
    }

    /** Message passing to the driver: V2 or PV2, which is {@code fence}, and D3 or PD3. */
    static Lesson consume(String name, Instruction fence) {
        Program program = program(name, 0, receives(fence(FenceKind.LOAD_LOAD)), sends(fence));
        return new Lesson(name, program, x -> received(x, DRIVER), new Armv8(), false);
    }

    /** Store buffering: D2 or PD2, which is {@code fence}, and V4 or PV4. */
    static Lesson suppress(String name, Instruction fence) {
        Program program = program(
                name,
                0,
                Arrays.asList(store(ANNOUNCED, 1), fence, load("off", KICKS_OFF)),
                List.of(store(KICKS_OFF, 0), fence(FenceKind.FULL), load("announced", ANNOUNCED)));
        return new Lesson(
                name,
                program,
                x -> (value(x, DRIVER, "off") == 0 ? 1 : 0) + ", " + (value(x, DEVICE, "announced") == 0 ? 1 : 0),
                new Armv8(),
                false);
    }

    /** Load buffering: V6 or PV6, which is {@code fence}, before V2 or PV2. */
    static Lesson reuse(String name, Instruction fence) {
        Program program = program(
                name,
                42,
                List.of(load("announced", ANNOUNCED), ifAnnounced(fence(FenceKind.LOAD_LOAD), store(PAYLOAD, 99))),
                Arrays.asList(load("payload", PAYLOAD), fence, fence(FenceKind.STORE_STORE), store(ANNOUNCED, 1)));
        return new Lesson(
                name,
                program,
                x -> value(x, DEVICE, "payload") + ", " + value(x, DRIVER, "announced"),
                new Armv8(),
                false);
    }

    /**
     * Message passing of where the payload lies, V1 or PV1 being {@code fence}: what stood there before is where it lay
     * in the lap before.
     */
    static Lesson nextLap(String name, Instruction fence) {
        List<Location> locations = List.of(
                Location.of("payload", 0),
                Location.of("address", Address.of(PAYLOAD_BEFORE)),
                Location.of("announced", 0),
                Location.of("kicks off", 1),
                Location.of("payload before", 7));
        Program program = LessonCode.program(
                name,
                locations,
                "driver",
                List.of(
                        store(PAYLOAD, 42),
                        store(COVERED, Address.of(PAYLOAD)),
                        fence(FenceKind.STORE_STORE),
                        store(ANNOUNCED, 1)),
                "device",
                List.of(
                        load("announced", ANNOUNCED),
                        ifAnnounced(
                                fence,
                                load("address", COVERED),
                                new Instruction.Load("payload", Expression.register("address"), Mode.ONCE))));
        return new Lesson(
                name,
                program,
                x -> value(x, DEVICE, "announced") == 0 ? "-1" : Long.toString(value(x, DEVICE, "payload")),
                new Armv8(),
                false);
    }

    private static List<Instruction> sends(Instruction fence) {
        List<Instruction> body = new ArrayList<>(List.of(store(PAYLOAD, 42), store(COVERED, 4)));
        body.add(fence);
        body.add(store(ANNOUNCED, 1));
        return body;
    }

    private static List<Instruction> receives(Instruction fence) {
        return List.of(
                load("announced", ANNOUNCED), ifAnnounced(fence, load("covered", COVERED), load("payload", PAYLOAD)));
    }

    private static String received(Execution x, int thread) {
        if (value(x, thread, "announced") == 0) {
            return "-1";
        }
        return value(x, thread, "covered") == 0 ? "-2" : Long.toString(value(x, thread, "payload"));
    }

    private static Program program(String name, long payload, List<Instruction> driver, List<Instruction> device) {
        List<Location> locations = List.of(
                Location.of("payload", payload),
                Location.of("covered", 0),
                Location.of("announced", 0),
                Location.of("kicks off", 1));
        return LessonCode.program(name, locations, "driver", driver, "device", device);
    }

    private static Instruction ifAnnounced(Instruction... then) {
        return ifNonZero("announced", then);
    }
}
