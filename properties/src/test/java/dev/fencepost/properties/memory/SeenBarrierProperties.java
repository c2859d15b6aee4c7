package dev.fencepost.properties.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.model.memory.execution.MemoryModel;
import dev.fencepost.model.memory.model.Armv8;
import dev.fencepost.model.memory.model.Lkmm;
import dev.fencepost.model.memory.model.OrderedModel;
import dev.fencepost.model.memory.model.ReachModel;
import dev.fencepost.model.memory.model.Sc;
import dev.fencepost.model.memory.model.Tso;
import dev.fencepost.model.memory.program.Barrier;
import dev.fencepost.model.memory.program.FenceKind;
import dev.fencepost.model.memory.program.Instruction;
import dev.fencepost.model.memory.program.Location;
import dev.fencepost.model.memory.program.LocationKind;
import dev.fencepost.model.memory.program.Place;
import dev.fencepost.model.memory.program.Program;
import dev.fencepost.model.memory.program.Reach;
import dev.fencepost.model.memory.program.Topology;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What a model says that it sees of a barrier is all that it sees: no program can tell the two apart. */
class SeenBarrierProperties {
    private static final Barrier WMB = new Barrier("wmb", FenceKind.STORE_STORE, Reach.SYSTEM, true);
    private static final Barrier DMA_WMB = new Barrier("dma_wmb", FenceKind.STORE_STORE, Reach.OUTER, false);
    private static final Barrier SMP_WMB = Barrier.smp("smp_wmb", FenceKind.STORE_STORE);

    private static Outcome outcome(Program program, MemoryModel model, UnaryOperator<Barrier> fences) {
        List<Program.Thread> threads = program.threads().stream()
                .map(thread -> new Program.Thread(
                        thread.name(),
                        thread.registers(),
                        thread.body().stream()
                                .map(each -> each instanceof Instruction.Fence fence
                                        ? new Instruction.Fence(fences.apply(fence.barrier()), fence.site())
                                        : each)
                                .toList()))
                .toList();
        return Outcome.of(new Program(program.name(), program.locations(), threads), model);
    }

    private static Program withKinds(Program program, List<LocationKind> kinds) {
        List<Location> locations = new ArrayList<>();
        for (int i = 0; i < program.locations().size(); i++) {
            Location old = program.locations().get(i);
            locations.add(new Location(old.name(), old.initial(), kinds.get(i)));
        }
        return new Program(program.name(), locations, program.threads());
    }

    private static ReachModel reaching(OrderedModel base, List<Place> places, Set<Reach> weak) {
        return new ReachModel(base, new Topology(places, weak));
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void acrossBoundariesNoProgramTellsThemApart(
            @ForAll("two") Sample sample,
            @ForAll("bases") OrderedModel base,
            @ForAll("places") List<Place> places,
            @ForAll("kinds") List<LocationKind> kinds,
            @ForAll("boundaries") Set<Reach> weak) {
        ReachModel model = reaching(base, places, weak);
        Program program = withKinds(sample.program(), kinds);
        assertThat(outcome(program, model, barrier -> model.seen(barrier, false)))
                .isEqualTo(Outcome.of(program, model));
    }

    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void inAPublishedModelNoProgramTellsThemApart(@ForAll("kernel") Sample sample) {
        MemoryModel model = new Lkmm();
        UnaryOperator<Barrier> farther =
                barrier -> new Barrier(barrier.name() + " far", barrier.kind(), Reach.SYSTEM, true);
        assertThat(outcome(sample.program(), model, farther))
                .isEqualTo(outcome(sample.program(), model, barrier -> model.seen(farther.apply(barrier), true)));
    }

    /** A model that only counts boundaries would take these for equal, and `minimal` would miss every plan with wmb. */
    @Example
    void whatReachesTheSystemOrdersDeviceRegistersEvenWhereNoBoundaryIsCrossed() {
        for (Set<Reach> weak : List.of(Set.of(Reach.OUTER), Set.of(Reach.DEVICE))) {
            ReachModel model = reaching(new Armv8(), List.of(Place.CPU, Place.COHERENT_MASTER), weak);
            assertThat(model.seen(WMB, false)).isNotEqualTo(model.seen(DMA_WMB, false));
            Instruction wmb = new Instruction.Fence(WMB, "");
            Barrier mb = new Barrier("mb", FenceKind.FULL, Reach.SYSTEM, true);
            Instruction fetch = new Instruction.Fence(mb, "");
            Program doorbell = withKinds(
                    Code.program(
                            "doorbell",
                            Code.thread(Code.write(Code.X, 1), wmb, Code.write(Code.Y, 1)),
                            Code.thread(Code.read("a", Code.Y), fetch, Code.read("b", Code.X))),
                    List.of(LocationKind.COHERENT, LocationKind.MMIO, LocationKind.COHERENT));
            assertThat(outcome(doorbell, model, fence -> fence.equals(WMB) ? DMA_WMB : fence))
                    .isNotEqualTo(Outcome.of(doorbell, model));
        }
    }

    @Example
    void whatOnlyWaitsOrReachesFartherThanAnythingIsEqual() {
        assertThat(new Lkmm().seen(WMB, true)).isEqualTo(new Lkmm().seen(SMP_WMB, true));
        ReachModel outer = reaching(new Armv8(), List.of(Place.CPU, Place.COHERENT_MASTER), Set.of(Reach.OUTER));
        assertThat(outer.seen(DMA_WMB, true)).isNotEqualTo(outer.seen(SMP_WMB, true));
        ReachModel posted = reaching(new Armv8(), List.of(Place.CPU, Place.COHERENT_MASTER), Set.of(Reach.DEVICE));
        assertThat(posted.seen(DMA_WMB, true)).isEqualTo(posted.seen(SMP_WMB, true));
        ReachModel nowhere = reaching(new Armv8(), List.of(Place.CPU, Place.CPU), Set.of());
        assertThat(nowhere.seen(WMB, true)).isEqualTo(nowhere.seen(SMP_WMB, true));
    }

    @Provide
    Arbitrary<Sample> two() {
        return RandomPrograms.reaching(2, Arbitraries.of(Reach.class));
    }

    @Provide
    Arbitrary<Sample> kernel() {
        return RandomPrograms.kernelMarked();
    }

    @Provide
    Arbitrary<OrderedModel> bases() {
        return Arbitraries.of(new Sc(), new Tso(), new Armv8());
    }

    @Provide
    Arbitrary<List<Place>> places() {
        return Arbitraries.of(Place.class).list().ofSize(2);
    }

    @Provide
    Arbitrary<List<LocationKind>> kinds() {
        return Arbitraries.of(LocationKind.class).list().ofSize(2);
    }

    @Provide
    Arbitrary<Set<Reach>> boundaries() {
        return Arbitraries.of(Reach.OUTER, Reach.SYSTEM, Reach.DEVICE).set().ofMaxSize(3);
    }
}
