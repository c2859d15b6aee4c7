package dev.fencepost.properties.bugs;

import dev.fencepost.model.memory.execution.Execution;
import dev.fencepost.model.memory.execution.ExecutionExplorer;
import dev.fencepost.model.memory.execution.Exploration;
import dev.fencepost.model.memory.execution.MemoryModel;
import dev.fencepost.model.memory.model.Armv8;
import dev.fencepost.model.memory.model.ReachModel;
import dev.fencepost.model.memory.program.Barrier;
import dev.fencepost.model.memory.program.Expression;
import dev.fencepost.model.memory.program.FenceKind;
import dev.fencepost.model.memory.program.Instruction;
import dev.fencepost.model.memory.program.Location;
import dev.fencepost.model.memory.program.LocationKind;
import dev.fencepost.model.memory.program.Mode;
import dev.fencepost.model.memory.program.Observable;
import dev.fencepost.model.memory.program.Operator;
import dev.fencepost.model.memory.program.Place;
import dev.fencepost.model.memory.program.Program;
import dev.fencepost.model.memory.program.Reach;
import dev.fencepost.model.memory.program.Topology;
import dev.fencepost.model.spec.BugCheck;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Caches that were not maintained, by a device that is a remote core whose memory is not coherent with the driver's:
 * the accesses that matter, as programs of their own, for the ring's programs have coherent memory only.
 */
final class CacheBugs {
    private static final MemoryModel APART =
            new ReachModel(new Armv8(), new Topology(List.of(Place.CPU, Place.REMOTE), Set.of(Reach.SYSTEM)));

    // Locations.
    private static final int FIRST_SLOT = 0;
    private static final int SLOT = 1;
    private static final int AVAIL_IDX = 2;
    private static final int PAYLOAD = 3;
    private static final int USED_IDX = 4;

    private static final List<Location> LOCATIONS = Stream.of(
                    "avail.ring[0]", "avail.ring[1]", "avail.idx", "payload", "used.idx")
            .map(name -> new Location(name, 0, LocationKind.NON_COHERENT))
            .toList();

    private static final int DRIVER = 0;
    private static final int DEVICE = 1;
    private static final int HEAD = 5;
    private static final int OLD = 1;
    private static final int NEW = 2;

    private CacheBugs() {}

    static List<Attempt> all() {
        return List.of(
                attempt(21, takenFrom(FIRST_SLOT), takenFrom(SLOT), CacheBugs::takesStaleHead),
                attempt(22, returned(false), returned(true), CacheBugs::losesWhatTheDriverWrote));
    }

    private static Attempt attempt(int number, Program broken, Program sound, Predicate<Execution> bad) {
        return new Attempt(number, BugCheck.WEAK_MEMORY, () -> shortest(broken, bad), () -> shortest(sound, bad));
    }

    /** The driver makes its second buffer available; the device invalidates a slot before it reads the second one. */
    private static Program takenFrom(int invalidated) {
        return program(
                List.of(
                        store(SLOT, HEAD),
                        maintain(FenceKind.CLEAN, SLOT),
                        fence(FenceKind.STORE_STORE),
                        store(AVAIL_IDX, 2),
                        maintain(FenceKind.CLEAN, AVAIL_IDX)),
                List.of(
                        maintain(FenceKind.INVALIDATE, AVAIL_IDX),
                        load("idx", AVAIL_IDX),
                        when(
                                "idx",
                                2,
                                fence(FenceKind.LOAD_LOAD),
                                maintain(FenceKind.INVALIDATE, invalidated),
                                load("head", SLOT))));
    }

    private static boolean takesStaleHead(Execution x) {
        return register(x, DEVICE, "idx") == 2 && register(x, DEVICE, "head") != HEAD;
    }

    /** The device writes into a buffer and gives it back; the driver writes the next request there. */
    private static Program returned(boolean flushed) {
        List<Instruction> device = List.of(
                store(PAYLOAD, OLD),
                maintain(FenceKind.CLEAN, PAYLOAD),
                fence(FenceKind.FULL),
                store(USED_IDX, 1),
                maintain(FenceKind.CLEAN, USED_IDX));
        return program(
                List.of(
                        maintain(FenceKind.INVALIDATE, USED_IDX),
                        load("idx", USED_IDX),
                        when("idx", 1, fence(FenceKind.FULL), store(PAYLOAD, NEW), maintain(FenceKind.CLEAN, PAYLOAD))),
                device.stream()
                        .filter(step -> flushed || !step.equals(maintain(FenceKind.CLEAN, PAYLOAD)))
                        .toList());
    }

    /** The device's line goes out when it is evicted, over what the driver wrote later. */
    private static boolean losesWhatTheDriverWrote(Execution x) {
        return register(x, DRIVER, "idx") == 1 && x.value(new Observable.MemoryAt(PAYLOAD)) == OLD;
    }

    private static OptionalInt shortest(Program program, Predicate<Execution> bad) {
        int[] shortest = {Integer.MAX_VALUE};
        Exploration done = new ExecutionExplorer(program, APART).explore(x -> {
            if (bad.test(x)) {
                shortest[0] =
                        Math.min(shortest[0], x.size() - program.locations().size());
            }
            return true;
        });
        if (!done.complete()) {
            throw new IllegalStateException(program.name() + " was not explored to its end");
        }
        return shortest[0] == Integer.MAX_VALUE ? OptionalInt.empty() : OptionalInt.of(shortest[0]);
    }

    private static Program program(List<Instruction> driver, List<Instruction> device) {
        return new Program(
                "a ring in memory that is not coherent",
                LOCATIONS,
                List.of(Program.Thread.of("driver", driver), Program.Thread.of("device", device)));
    }

    private static Instruction load(String register, int location) {
        return new Instruction.Load(register, Expression.address(location), Mode.ONCE);
    }

    private static Instruction store(int location, long value) {
        return new Instruction.Store(Expression.address(location), Expression.constant(value), Mode.ONCE);
    }

    private static Instruction fence(FenceKind kind) {
        return new Instruction.Fence(barrier(kind), "");
    }

    private static Instruction maintain(FenceKind kind, int location) {
        return new Instruction.CacheMaintenance(barrier(kind), Expression.address(location), "");
    }

    private static Barrier barrier(FenceKind kind) {
        return new Barrier(kind.name(), kind, Reach.SYSTEM, true);
    }

    private static Instruction when(String register, long value, Instruction... then) {
        Expression equal = Expression.binary(Operator.EQUAL, Expression.register(register), Expression.constant(value));
        return new Instruction.If(equal, List.of(then), List.of());
    }

    private static long register(Execution x, int thread, String name) {
        return x.value(new Observable.RegisterOf(thread, name));
    }
}
