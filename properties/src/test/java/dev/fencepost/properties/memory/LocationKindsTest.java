package dev.fencepost.properties.memory;

import static dev.fencepost.properties.memory.Code.X;
import static dev.fencepost.properties.memory.Code.Y;
import static dev.fencepost.properties.memory.Code.at;
import static dev.fencepost.properties.memory.Code.read;
import static dev.fencepost.properties.memory.Code.thread;
import static dev.fencepost.properties.memory.Code.write;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.model.memory.model.Armv8;
import dev.fencepost.model.memory.model.Tso;
import dev.fencepost.model.memory.program.Barrier;
import dev.fencepost.model.memory.program.FenceKind;
import dev.fencepost.model.memory.program.Instruction;
import dev.fencepost.model.memory.program.Location;
import dev.fencepost.model.memory.program.LocationKind;
import dev.fencepost.model.memory.program.Mode;
import dev.fencepost.model.memory.program.Place;
import dev.fencepost.model.memory.program.Program;
import dev.fencepost.model.memory.program.Reach;
import dev.fencepost.model.memory.program.Topology;
import dev.fencepost.model.platform.Lowering;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Write-combining memory, interrupts by a system register, caches that are cleaned: what each waits for. */
class LocationKindsTest {
    private static final Topology CARD = new Topology(List.of(Place.CPU, Place.COHERENT_MASTER), Set.of(Reach.DEVICE));
    private static final Topology APART = new Topology(List.of(Place.CPU, Place.REMOTE), Set.of(Reach.SYSTEM));
    private static final Instruction SMP_WMB = barrier("smp_wmb", FenceKind.STORE_STORE, Reach.INNER, false);
    private static final Instruction DMA_WMB = barrier("dma_wmb", FenceKind.STORE_STORE, Reach.OUTER, false);
    private static final Instruction WMB = barrier("wmb", FenceKind.STORE_STORE, Reach.SYSTEM, true);
    private static final Instruction MB = barrier("mb", FenceKind.FULL, Reach.SYSTEM, true);
    /** The one inside writel. */
    private static final Instruction WRITEL = barrier("writel", FenceKind.STORE_STORE, Reach.SYSTEM, false);

    static Stream<Base> weak() {
        return Stream.of(Base.ordered(new Armv8()), Base.kernel());
    }

    /** A descriptor in the card's own memory, then its doorbell: the barrier inside writel is not enough. */
    @ParameterizedTest
    @MethodSource("weak")
    void writeCombiningMemoryWaitsForABarrierThatWaits(Base base) {
        assertThat(overtaken(Lowering.NONE, base, DMA_WMB)).isTrue();
        assertThat(overtaken(Lowering.NONE, base, SMP_WMB)).isTrue();
        assertThat(overtaken(Lowering.NONE, base, WMB)).isFalse();
        assertThat(overtaken(Lowering.NONE, base, MB)).isFalse();
    }

    /** On x86 sfence, mfence and locked instructions empty the buffer; a write of uncached memory only on Intel. */
    @Test
    void onX86TheBufferIsEmptiedByFencesAndLocks() {
        Base x86 = Base.ordered(new Tso());
        Instruction locked = Code.xchg("old", Code.Z, 1, Mode.MB);
        assertThat(overtaken(Lowering.X86, x86, DMA_WMB)).isTrue();
        assertThat(overtaken(Lowering.X86, x86, WMB)).isFalse();
        assertThat(overtaken(Lowering.X86, x86, MB)).isFalse();
        assertThat(overtaken(Lowering.X86, x86, locked)).isFalse();
    }

    private static boolean overtaken(Lowering lowering, Base base, Instruction between) {
        Program program = Code.program(
                "descriptor and doorbell",
                List.of(
                        new Location("x", 0, LocationKind.WRITE_COMBINING, "card"),
                        new Location("y", 0, LocationKind.MMIO, "card"),
                        Location.of("z", 0)),
                List.of(thread(write(X, 1), between, WRITEL, write(Y, 1)), thread(read("a", Y), read("b", X))));
        return shows(lowering.lower(program), base, CARD, "a=1", "b=0");
    }

    /** What the interrupted processor finds; it starts when the interrupt has arrived. */
    @ParameterizedTest
    @MethodSource("weak")
    void anInterruptWaitsForABarrierThatWaits(Base base) {
        assertThat(interruptOvertakes(Lowering.NONE, base, SMP_WMB)).isTrue();
        assertThat(interruptOvertakes(Lowering.NONE, base, DMA_WMB)).isTrue();
        assertThat(interruptOvertakes(Lowering.NONE, base, WMB)).isFalse();
        assertThat(interruptOvertakes(Lowering.NONE, base, MB)).isFalse();
    }

    /** WRMSR to the interrupt command register waits for mfence, not for a locked instruction. */
    @Test
    void onX86AnInterruptWaitsForMfence() {
        Base x86 = Base.ordered(new Tso());
        assertThat(interruptOvertakes(Lowering.X86, x86, WMB)).isTrue();
        assertThat(interruptOvertakes(Lowering.X86, x86, MB)).isFalse();
    }

    private static boolean interruptOvertakes(Lowering lowering, Base base, Instruction between) {
        Instruction entry = barrier("interrupt", FenceKind.FULL, Reach.DEVICE, true);
        Program program = Code.program(
                "IPI",
                List.of(Location.of("x", 0), new Location("y", 0, LocationKind.SIGNAL)),
                List.of(thread(write(X, 1), between, write(Y, 1)), thread(read("a", Y), entry, read("b", X))));
        assertThat(shows(lowering.lower(program), base, Topology.oneSystem(), "a=0", "b="))
                .as("a handler that runs without an interrupt")
                .isFalse();
        return shows(lowering.lower(program), base, Topology.oneSystem(), "a=1", "b=0");
    }

    /** dc without dsb: the line may be written back any time later. */
    @ParameterizedTest
    @MethodSource("weak")
    void aCleanIsCompleteAtTheNextBarrierThatWaits(Base base) {
        assertThat(lineIsStale(base, clean(true), DMA_WMB)).isFalse();
        assertThat(lineIsStale(base, clean(false), WMB)).isFalse();
        assertThat(lineIsStale(base, clean(false), DMA_WMB)).isTrue();
        assertThat(lineIsStale(base, WMB, clean(false))).isTrue();
        assertThat(lineIsStale(base, WMB, WMB)).isTrue();
    }

    private static boolean lineIsStale(Base base, Instruction first, Instruction second) {
        Instruction publish = barrier("publish", FenceKind.STORE_STORE, Reach.SYSTEM, false);
        Program program = Code.program(
                "line",
                List.of(new Location("x", 0, LocationKind.NON_COHERENT), Location.of("y", 0)),
                List.of(
                        thread(write(X, 1), first, second, publish, write(Y, 1)),
                        thread(read("a", Y), MB, maintenance(FenceKind.INVALIDATE, X, true), read("b", X))));
        return shows(program, base, APART, "a=1", "b=0");
    }

    /** Two flags in memory that is not coherent: cleaned, waited for, and the other one fetched anew. */
    @ParameterizedTest
    @MethodSource("weak")
    void bothSidesSeeEachOtherOnlyIfTheyCleanWaitAndInvalidate(Base base) {
        assertThat(missEachOther(base, MB)).isFalse();
        assertThat(missEachOther(base, WMB)).isTrue();
    }

    private static boolean missEachOther(Base base, Instruction between) {
        Program program = Code.program(
                "SB",
                List.of(
                        new Location("x", 0, LocationKind.NON_COHERENT),
                        new Location("y", 0, LocationKind.NON_COHERENT)),
                List.of(
                        thread(
                                write(X, 1),
                                maintenance(FenceKind.CLEAN, X, true),
                                between,
                                maintenance(FenceKind.INVALIDATE, Y, true),
                                read("a", Y)),
                        thread(
                                write(Y, 1),
                                maintenance(FenceKind.CLEAN, Y, true),
                                between,
                                maintenance(FenceKind.INVALIDATE, X, true),
                                read("b", X))));
        return shows(program, base, APART, "a=0", "b=0");
    }

    private static Instruction clean(boolean waits) {
        return maintenance(FenceKind.CLEAN, X, waits);
    }

    private static Instruction maintenance(FenceKind kind, int location, boolean waits) {
        return new Instruction.CacheMaintenance(new Barrier(kind.name(), kind, Reach.SYSTEM, waits), at(location), "");
    }

    private static Instruction barrier(String name, FenceKind kind, Reach reach, boolean waits) {
        return new Instruction.Fence(new Barrier(name, kind, reach, waits), "");
    }

    private static boolean shows(Program program, Base base, Topology topology, String first, String second) {
        return Outcome.of(program, base.across(topology)).states().keySet().stream()
                .anyMatch(state -> state.contains(first) && state.contains(second));
    }
}
