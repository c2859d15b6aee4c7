package dev.fencepost.properties.memory;

import static dev.fencepost.properties.memory.Code.X;
import static dev.fencepost.properties.memory.Code.Y;
import static dev.fencepost.properties.memory.Code.Z;
import static dev.fencepost.properties.memory.Code.at;
import static dev.fencepost.properties.memory.Code.read;
import static dev.fencepost.properties.memory.Code.thread;
import static dev.fencepost.properties.memory.Code.write;
import static org.assertj.core.api.Assertions.assertThat;

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
import dev.fencepost.model.memory.program.Place;
import dev.fencepost.model.memory.program.Program;
import dev.fencepost.model.memory.program.Reach;
import dev.fencepost.model.memory.program.Topology;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What device registers and caches that are not coherent need, and what happens without it. All shapes are MP. */
class ReachRulesTest {
    private static final Topology APART = new Topology(List.of(Place.CPU, Place.REMOTE), Set.of(Reach.SYSTEM));
    private static final Topology POSTED =
            new Topology(List.of(Place.CPU, Place.COHERENT_MASTER), Set.of(Reach.DEVICE));
    private static final Instruction CLEAN = maintenance(FenceKind.CLEAN);
    private static final Instruction INVALIDATE = maintenance(FenceKind.INVALIDATE);
    private static final Instruction WMB = barrier(FenceKind.STORE_STORE, Reach.SYSTEM);
    private static final Instruction RMB = barrier(FenceKind.LOAD_LOAD, Reach.SYSTEM);

    /**
     * The device is a coherent master and only its registers lie behind a weak boundary, so that every barrier reaches
     * as far as its memory: what makes the difference is that it says nothing about registers. Memory in the doorbell's
     * place is in order by each of the three.
     */
    @ParameterizedTest
    @MethodSource("bases")
    void aDoorbellComesAfterMemoryOnlyByABarrierToTheSystem(Base base) {
        for (Reach reach : List.of(Reach.INNER, Reach.OUTER, Reach.SYSTEM, Reach.DEVICE)) {
            boolean reaches = reach.compareTo(Reach.SYSTEM) >= 0;
            assertThat(publicationOvertakes(LocationKind.MMIO, reach, base, POSTED))
                    .isNotEqualTo(reaches);
            assertThat(publicationOvertakes(LocationKind.COHERENT, reach, base, POSTED))
                    .isFalse();
        }
    }

    /** Release and acquire reach as far as coherence does, and a register is not coherent with anything. */
    @ParameterizedTest
    @MethodSource("bases")
    void aReleaseOrdersNoMemoryBeforeARegister(Base base) {
        Instruction doorbell = write(Y, Expression.constant(1), Mode.RELEASE);
        for (LocationKind kind : List.of(LocationKind.MMIO, LocationKind.COHERENT)) {
            Program program = program(
                    LocationKind.COHERENT,
                    kind,
                    thread(write(X, 1), doorbell),
                    thread(read("a", Y), barrier(FenceKind.FULL, Reach.DEVICE), read("b", X)));
            assertThat(showsStale(program, base.across(POSTED))).isEqualTo(kind == LocationKind.MMIO);
        }
    }

    private static Stream<Base> bases() {
        return Stream.of(Base.ordered(new Armv8()), Base.kernel());
    }

    private static boolean publicationOvertakes(LocationKind kind, Reach reach, Base base, Topology topology) {
        return showsStale(
                program(
                        LocationKind.COHERENT,
                        kind,
                        thread(write(X, 1), barrier(FenceKind.STORE_STORE, reach), write(Y, 1)),
                        thread(read("a", Y), barrier(FenceKind.FULL, Reach.DEVICE), read("b", X))),
                base.across(topology));
    }

    @Test
    void postedWritesToADeviceStayInOrder() {
        List<Instruction> writer = thread(write(X, 1), write(Y, 1));
        List<Instruction> reader = thread(read("a", Y), read("b", X));
        assertThat(stale(LocationKind.MMIO, LocationKind.MMIO, writer, reader)).isFalse();
        assertThat(stale(LocationKind.COHERENT, LocationKind.MMIO, writer, reader))
                .isTrue();
        assertThat(stale(LocationKind.COHERENT, LocationKind.COHERENT, writer, reader))
                .isTrue();
    }

    /** Accesses to one device stay in order wherever it is; to two devices they do not, wherever they are. */
    @ParameterizedTest
    @MethodSource("everywhere")
    void registersOfOneDeviceStayInOrderAndThoseOfTwoDoNot(Topology topology, Base base) {
        List<Instruction> writer = thread(write(X, 1), write(Y, 1));
        List<Instruction> reader = thread(read("a", Y), read("b", X));
        assertThat(showsStale(registers("card", "card", writer, reader), base.across(topology)))
                .isFalse();
        assertThat(showsStale(registers("card", "disk", writer, reader), base.across(topology)))
                .isTrue();
    }

    private static Stream<Arguments> everywhere() {
        Topology strong = new Topology(List.of(Place.CPU, Place.REMOTE), Set.of());
        return Stream.of(strong, APART, POSTED)
                .flatMap(topology -> Stream.of(
                        Arguments.of(topology, Base.ordered(new Armv8())), Arguments.of(topology, Base.kernel())));
    }

    /** What was posted to one device is not made to arrive by a read from another one. */
    @Test
    void aReadBackFlushesOneDevice() {
        Instruction readBack = barrier(FenceKind.READ_BACK, Reach.DEVICE);
        List<Instruction> reader = thread(read("a", Z), barrier(FenceKind.FULL, Reach.DEVICE), read("b", X));
        List<Instruction> flushed = thread(write(X, 1), readBack, write(Z, 1));
        List<Instruction> other = thread(write(X, 1), write(Y, 1), readBack, write(Z, 1));
        for (Base base : List.of(Base.ordered(new Armv8()), Base.kernel())) {
            assertThat(showsStale(registers("card", "disk", flushed, reader), base.across(POSTED)))
                    .isFalse();
            assertThat(showsStale(registers("card", "card", other, reader), base.across(POSTED)))
                    .isFalse();
            assertThat(showsStale(registers("card", "disk", other, reader), base.across(POSTED)))
                    .isTrue();
        }
    }

    /** x and y are registers, z is memory. */
    private static Program registers(String x, String y, List<Instruction> writer, List<Instruction> reader) {
        return Code.program(
                "MP",
                List.of(
                        new Location("x", 0, LocationKind.MMIO, x),
                        new Location("y", 0, LocationKind.MMIO, y),
                        Location.of("z", 0)),
                List.of(writer, reader));
    }

    /** The reader is the device, to which its own registers are near. */
    @Test
    void onlyAReadBackMakesAPostedWriteArrive() {
        assertThat(postedIsStale(barrier(FenceKind.READ_BACK, Reach.DEVICE))).isFalse();
        assertThat(postedIsStale(barrier(FenceKind.FULL, Reach.SYSTEM))).isTrue();
        assertThat(postedIsStale(barrier(FenceKind.STORE_STORE, Reach.SYSTEM))).isTrue();
        assertThat(postedIsStale(write(Y, 0))).isTrue();
    }

    private static boolean postedIsStale(Instruction between) {
        return showsStale(
                program(
                        LocationKind.MMIO,
                        LocationKind.COHERENT,
                        thread(write(X, 1), between, write(Y, 1)),
                        thread(read("a", Y), barrier(FenceKind.FULL, Reach.DEVICE), read("b", X))),
                POSTED);
    }

    /** A read-back waits for what was posted, and is no barrier for anything else. */
    @Test
    void aReadBackOrdersNoMemory() {
        Instruction readBack = barrier(FenceKind.READ_BACK, Reach.DEVICE);
        Program program = program(
                LocationKind.COHERENT,
                LocationKind.COHERENT,
                thread(write(X, 1), readBack, write(Y, 1)),
                thread(read("a", Y), RMB, read("b", X)));
        assertThat(showsStale(program, POSTED)).isTrue();
    }

    @Test
    void noBarrierCleansOrInvalidatesALine() {
        assertThat(lineIsStale(thread(write(X, 1), WMB, write(Y, 1)), thread(read("a", Y), RMB, read("b", X))))
                .isTrue();
    }

    @Test
    void cleanAndInvalidateWithBarriersPassALineOn() {
        assertThat(lineIsStale(
                        thread(write(X, 1), CLEAN, WMB, write(Y, 1)),
                        thread(read("a", Y), RMB, INVALIDATE, read("b", X))))
                .isFalse();
    }

    @Test
    void eitherOneMissingOrMisplacedIsNotEnough() {
        List<Instruction> writer = thread(write(X, 1), CLEAN, WMB, write(Y, 1));
        List<Instruction> reader = thread(read("a", Y), RMB, INVALIDATE, read("b", X));
        assertThat(lineIsStale(thread(write(X, 1), WMB, write(Y, 1)), reader)).isTrue();
        assertThat(lineIsStale(thread(CLEAN, write(X, 1), WMB, write(Y, 1)), reader))
                .isTrue();
        assertThat(lineIsStale(thread(write(X, 1), WMB, write(Y, 1), CLEAN), reader))
                .isTrue();
        assertThat(lineIsStale(writer, thread(read("a", Y), RMB, read("b", X)))).isTrue();
        assertThat(lineIsStale(writer, thread(INVALIDATE, read("a", Y), RMB, read("b", X))))
                .isTrue();
        assertThat(lineIsStale(writer, thread(read("a", Y), RMB, read("b", X), INVALIDATE)))
                .isTrue();
    }

    /**
     * Why "moving closer adds nothing" is a law of two parties: once P0 and P1 of WRC are close, P1 sees x and says so
     * before the write of x is out where P2 can see it; apart, P1 could only have seen it out there.
     */
    @Test
    void amongThreeMovingTwoCloserCanAddAnOutcome() {
        Instruction inner = barrier(FenceKind.FULL, Reach.INNER);
        Program program = Code.program(
                "WRC",
                Code.locations(0, 0),
                List.of(
                        thread(write(X, 1)),
                        thread(read("a", X), inner, write(Y, 1)),
                        thread(read("b", Y), RMB, read("c", X))));
        assertThat(showsWrc(program, Place.COHERENT_MASTER)).isFalse();
        assertThat(showsWrc(program, Place.CPU)).isTrue();
    }

    private static boolean showsWrc(Program program, Place second) {
        Topology topology = new Topology(List.of(Place.CPU, second, Place.REMOTE), Set.of(Reach.OUTER));
        return Outcome.of(program, new ReachModel(new Armv8(), topology)).states().keySet().stream()
                .anyMatch(state -> state.contains("a=1") && state.contains("b=1") && state.contains("c=0"));
    }

    private static boolean lineIsStale(List<Instruction> writer, List<Instruction> reader) {
        return stale(LocationKind.NON_COHERENT, LocationKind.COHERENT, writer, reader);
    }

    private static boolean stale(LocationKind x, LocationKind y, List<Instruction> writer, List<Instruction> reader) {
        return showsStale(program(x, y, writer, reader), APART);
    }

    private static Program program(LocationKind x, LocationKind y, List<Instruction> writer, List<Instruction> reader) {
        return Code.program("MP", List.of(new Location("x", 0, x), new Location("y", 0, y)), List.of(writer, reader));
    }

    private static boolean showsStale(Program program, Topology topology) {
        return showsStale(program, new ReachModel(new Armv8(), topology));
    }

    private static boolean showsStale(Program program, MemoryModel model) {
        return Outcome.of(program, model).states().keySet().stream()
                .anyMatch(state -> state.contains("a=1") && state.contains("b=0"));
    }

    private static Instruction barrier(FenceKind kind, Reach reach) {
        return new Instruction.Fence(new Barrier(kind + " " + reach, kind, reach, false), "");
    }

    private static Instruction maintenance(FenceKind kind) {
        return new Instruction.CacheMaintenance(new Barrier(kind.name(), kind, Reach.SYSTEM, true), at(X), "");
    }
}
