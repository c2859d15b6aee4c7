package dev.fencepost.properties.memory;

import static dev.fencepost.properties.memory.Code.X;
import static dev.fencepost.properties.memory.Code.Y;
import static dev.fencepost.properties.memory.Code.Z;
import static dev.fencepost.properties.memory.Code.acquire;
import static dev.fencepost.properties.memory.Code.read;
import static dev.fencepost.properties.memory.Code.release;
import static dev.fencepost.properties.memory.Code.thread;
import static dev.fencepost.properties.memory.Code.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fencepost.model.memory.model.Armv8;
import dev.fencepost.model.memory.model.OrderedModel;
import dev.fencepost.model.memory.model.ReachModel;
import dev.fencepost.model.memory.model.Sc;
import dev.fencepost.model.memory.model.Tso;
import dev.fencepost.model.memory.program.Barrier;
import dev.fencepost.model.memory.program.FenceKind;
import dev.fencepost.model.memory.program.Instruction;
import dev.fencepost.model.memory.program.Place;
import dev.fencepost.model.memory.program.Program;
import dev.fencepost.model.memory.program.Reach;
import dev.fencepost.model.memory.program.Topology;
import dev.fencepost.properties.memory.naive.NaiveArmv8;
import dev.fencepost.properties.memory.naive.NaiveModel;
import dev.fencepost.properties.memory.naive.NaiveReach;
import dev.fencepost.properties.memory.naive.NaiveSc;
import dev.fencepost.properties.memory.naive.NaiveTso;
import dev.fencepost.properties.memory.naive.OneOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Three parties: a buffer that one processor fills, another one publishes, and a device reads. By brute force, every
 * candidate execution held against the rules of {@link NaiveReach}, and by the shapes that a driver is made of.
 */
class ThreePartiesProperties {
    private static final Set<Reach> BOTH = Set.of(Reach.OUTER, Reach.SYSTEM);
    private static final List<Place> PLACES = List.of(Place.CPU, Place.CPU, Place.COHERENT_MASTER);
    private static final long BUDGET = 10_000;

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void engineAndRulesAgree(
            @ForAll("three") Sample sample, @ForAll("bases") Bases base, @ForAll("places") List<Place> places) {
        compare(sample.program(), base, places, BOTH, "");
    }

    /** Publication by every mix of what the three threads may have, and of where they sit. */
    @Test
    void engineAndRulesAgreeOnPublication() {
        publications().forEach(program -> {
            for (Bases base : Bases.values()) {
                compare(program, base, PLACES, BOTH, "");
                compare(program, base, List.of(Place.CPU, Place.COHERENT_MASTER, Place.REMOTE), BOTH, "");
            }
        });
    }

    /** The mutants: without any of the rules, engine and rules differ on some publication. */
    @ParameterizedTest
    @ValueSource(strings = {"cumulative", "travel", "local", "reach"})
    void rulesWithoutOneAreRejected(String omitted) {
        List<Program> programs = publications();
        assertThatThrownBy(() -> programs.forEach(program -> compare(program, Bases.ARMV8, PLACES, BOTH, omitted)))
                .isInstanceOf(AssertionError.class);
    }

    static Stream<Base> extended() {
        return Stream.of(Base.ordered(new Sc()), Base.ordered(new Tso()), Base.ordered(new Armv8()), Base.kernel());
    }

    /**
     * The device sees what the first processor wrote if the one that tells it has a barrier that reaches the device.
     */
    @ParameterizedTest
    @MethodSource("extended")
    void aBarrierIsCumulative(Base base) {
        for (Reach reach : List.of(Reach.INNER, Reach.OUTER, Reach.SYSTEM)) {
            Program program = publication(
                    List.of(), List.of(fence(FenceKind.FULL, reach)), List.of(fence(FenceKind.FULL, Reach.SYSTEM)));
            assertThat(isStale(program, base)).as(reach.name()).isEqualTo(reach == Reach.INNER);
        }
    }

    /** The same through a lock, as in a driver that queues under it. */
    @ParameterizedTest
    @MethodSource("extended")
    void aBarrierIsCumulativeThroughALock(Base base) {
        for (Instruction barrier : List.of(
                fence(FenceKind.FULL, Reach.OUTER),
                waiting(FenceKind.STORE_STORE),
                fence(FenceKind.FULL, Reach.INNER))) {
            Program program = Code.program(
                    "locked publication",
                    Code.locations(0, 0, 0, 0),
                    List.of(
                            thread(new Instruction.Lock(Code.at(3)), write(X, 1), write(Y, 1), unlock()),
                            thread(new Instruction.Lock(Code.at(3)), read("f", Y), unlock(), barrier, write(Z, 1)),
                            thread(read("d", Z), fence(FenceKind.FULL, Reach.SYSTEM), read("b", X))));
            boolean near = ((Instruction.Fence) barrier).barrier().reach() == Reach.INNER;
            assertThat(isStale(program, base)).as(barrier.toString()).isEqualTo(near);
        }
    }

    /** What a store barrier that does not wait says of the stores of others is nothing. */
    @ParameterizedTest
    @MethodSource("extended")
    void aStoreBarrierIsNotCumulative(Base base) {
        Program program = publication(
                List.of(),
                List.of(fence(FenceKind.STORE_STORE, Reach.OUTER)),
                List.of(fence(FenceKind.FULL, Reach.SYSTEM)));
        assertThat(isStale(program, base)).isTrue();
    }

    private static boolean isStale(Program program, Base base) {
        return Outcome.of(program, base.across(new Topology(PLACES, Set.of(Reach.OUTER)))).states().keySet().stream()
                .anyMatch(state -> state.contains("f=1") && state.contains("d=1") && state.contains("b=0"));
    }

    private static Program publication(List<Instruction> first, List<Instruction> second, List<Instruction> third) {
        List<Instruction> fills = new ArrayList<>(List.of(write(X, 1)));
        fills.addAll(first);
        fills.add(release(Y, 1));
        List<Instruction> publishes = new ArrayList<>(List.of(acquire("f", Y)));
        publishes.addAll(second);
        publishes.add(write(Z, 1));
        List<Instruction> takes = new ArrayList<>(List.of(read("d", Z)));
        takes.addAll(third);
        takes.add(read("b", X));
        return Code.program("publication", Code.locations(0, 0, 0), List.of(fills, publishes, takes));
    }

    private static List<Program> publications() {
        List<List<Instruction>> full = new ArrayList<>(List.of(List.of()));
        for (Reach reach : List.of(Reach.INNER, Reach.OUTER, Reach.SYSTEM)) {
            full.add(List.of(fence(FenceKind.FULL, reach)));
        }
        List<List<Instruction>> all = new ArrayList<>(full);
        all.add(List.of(fence(FenceKind.STORE_STORE, Reach.OUTER)));
        all.add(List.of(waiting(FenceKind.STORE_STORE)));
        all.add(List.of(fence(FenceKind.LOAD_ANY, Reach.OUTER)));
        List<Program> programs = new ArrayList<>();
        for (List<Instruction> first : full) {
            for (List<Instruction> second : all) {
                full.forEach(third -> programs.add(publication(first, second, third)));
            }
        }
        return programs;
    }

    private static Instruction unlock() {
        return new Instruction.Unlock(Code.at(3));
    }

    private static Instruction fence(FenceKind kind, Reach reach) {
        return new Instruction.Fence(new Barrier(kind + " " + reach, kind, reach, false), "");
    }

    private static Instruction waiting(FenceKind kind) {
        return new Instruction.Fence(new Barrier(kind + " waits", kind, Reach.SYSTEM, true), "");
    }

    private static void compare(Program program, Bases base, List<Place> places, Set<Reach> weak, String omitted) {
        NaiveModel rules = new NaiveReach(base.naive, places, weak, omitted);
        List<Outcome> naive = Naive.of(program, List.of(rules), BUDGET);
        Assume.that(naive != null);
        assertThat(Outcome.of(program, new ReachModel(base.model, new Topology(places, weak))))
                .as(() -> base + " " + places + " " + ProgramText.of(program))
                .isEqualTo(naive.get(0));
    }

    /** A model of the engine, and the naive one. */
    enum Bases {
        SC(new Sc(), new NaiveSc("")),
        TSO(new Tso(), new NaiveTso("")),
        ARMV8(new Armv8(), new NaiveArmv8(""));

        private final OrderedModel model;
        private final OneOrder naive;

        Bases(OrderedModel model, OneOrder naive) {
            this.model = model;
            this.naive = naive;
        }
    }

    @Provide
    Arbitrary<Sample> three() {
        return RandomPrograms.reaching(3, Arbitraries.of(Reach.INNER, Reach.OUTER, Reach.SYSTEM));
    }

    @Provide
    Arbitrary<Bases> bases() {
        return Arbitraries.of(Bases.class);
    }

    @Provide
    Arbitrary<List<Place>> places() {
        return Arbitraries.of(Place.class).list().ofSize(3);
    }
}
