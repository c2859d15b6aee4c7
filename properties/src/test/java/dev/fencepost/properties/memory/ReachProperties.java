package dev.fencepost.properties.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fencepost.model.memory.execution.MemoryModel;
import dev.fencepost.model.memory.model.Armv8;
import dev.fencepost.model.memory.model.KernelReach;
import dev.fencepost.model.memory.model.Lkmm;
import dev.fencepost.model.memory.model.ReachModel;
import dev.fencepost.model.memory.model.Sc;
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
import dev.fencepost.model.platform.Platform;
import dev.fencepost.model.platform.Platforms;
import dev.fencepost.model.platform.Side;
import dev.fencepost.model.verdict.Evidence;
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

/**
 * The laws of reach over random programs: it says nothing where no boundary is weak, and more reach, stronger
 * boundaries and nearer parties never add an outcome. About memory only: device registers and cache maintenance order
 * accesses of their own accord, which a machine without weak boundaries does not have ({@link ReachRulesTest}).
 */
class ReachProperties {
    private static final Set<Reach> BOTH = Set.of(Reach.OUTER, Reach.SYSTEM);

    @Property(edgeCases = EdgeCasesMode.NONE)
    void withoutWeakBoundaryTheBaseModelRules(
            @ForAll("three") Sample sample, @ForAll("bases") Base base, @ForAll("places") List<Place> places) {
        Outcome expected = Outcome.of(sample.program(), base.alone());
        assertThat(Outcome.of(sample.program(), base.across(new Topology(places, Set.of()))))
                .isEqualTo(expected);
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void amongAgentsAtOnePlaceTheBaseModelRules(
            @ForAll("three") Sample sample, @ForAll("bases") Base base, @ForAll Place place) {
        Topology together = new Topology(List.of(place, place, place), BOTH);
        assertThat(Outcome.of(sample.program(), base.across(together)))
                .isEqualTo(Outcome.of(sample.program(), base.alone()));
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void wideningOneBarrierNeverAddsAnOutcome(
            @ForAll("three") Sample sample,
            @ForAll("bases") Base base,
            @ForAll("places") List<Place> places,
            @ForAll("kinds") List<LocationKind> kinds) {
        Program program = withKinds(sample.program(), kinds);
        MemoryModel model = base.across(new Topology(places, BOTH));
        Outcome before = Outcome.of(program, model);
        for (int thread = 0; thread < program.threads().size(); thread++) {
            for (int at = 0; at < program.threads().get(thread).body().size(); at++) {
                if (program.threads().get(thread).body().get(at) instanceof Instruction.Fence fence) {
                    assertNothingAdded(before, Outcome.of(replaced(program, thread, at, widened(fence)), model));
                }
            }
        }
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void makingAWeakBoundaryStrongNeverAddsAnOutcome(
            @ForAll("three") Sample sample,
            @ForAll("bases") Base base,
            @ForAll("places") List<Place> places,
            @ForAll("kinds") List<LocationKind> kinds) {
        Program program = withKinds(sample.program(), kinds);
        Outcome weakest = Outcome.of(program, base.across(new Topology(places, BOTH)));
        Outcome strongest = Outcome.of(program, base.across(new Topology(places, Set.of())));
        for (Reach boundary : BOTH) {
            Outcome between = Outcome.of(program, base.across(new Topology(places, Set.of(boundary))));
            assertNothingAdded(weakest, between);
            assertNothingAdded(between, strongest);
        }
    }

    /** A contract for any architecture allows whatever the kernel's model allows. */
    @Property(edgeCases = EdgeCasesMode.NONE)
    void whatTheKernelsModelAllowsEveryContractAllows(
            @ForAll("three") Sample sample, @ForAll("sides") List<Side> sides) {
        Outcome allowed = Outcome.of(sample.program(), new Lkmm());
        for (Platform row : Platforms.rows()) {
            if (row.row() == Evidence.Row.CONTRACT) {
                assertNothingAdded(Outcome.of(sample.program(), row.memoryModel(sides)), allowed);
            }
        }
    }

    /** The mutant: a contract that rests on Armv8 forbids LB with an address dependency to a later store. */
    @Example
    void aContractThatRestsOnArmv8IsRejected() {
        Program program = Code.program(
                "LB+mb+addr-po",
                Code.thread(Code.read("a", Code.X), Code.mb(), Code.write(Code.Y, 1)),
                Code.thread(
                        Code.read("b", Code.Y),
                        new Instruction.Load("c", Code.at(Code.Z, "b"), Mode.ONCE),
                        Code.write(Code.X, 1)));
        Topology topology = new Topology(List.of(Place.CPU, Place.COHERENT_MASTER), Set.of(Reach.OUTER));
        Outcome allowed = Outcome.of(program, new Lkmm());
        assertNothingAdded(Outcome.of(program, new KernelReach(topology)), allowed);
        assertThatThrownBy(
                        () -> assertNothingAdded(Outcome.of(program, new ReachModel(new Armv8(), topology)), allowed))
                .isInstanceOf(AssertionError.class);
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void movingOneOfTwoPartiesCloserNeverAddsAnOutcome(
            @ForAll("two") Sample sample, @ForAll("bases") Base base, @ForAll("kinds") List<LocationKind> kinds) {
        Program program = withKinds(sample.program(), kinds);
        Outcome last = null;
        for (Place place : List.of(Place.REMOTE, Place.COHERENT_MASTER, Place.CPU)) {
            Topology topology = new Topology(List.of(Place.CPU, place), BOTH);
            Outcome next = Outcome.of(program, base.across(topology));
            if (last != null) {
                assertNothingAdded(last, next);
            }
            last = next;
        }
    }

    /** The mutant: to a model that takes INNER for OUTER and OUTER for INNER, widening is narrowing. */
    @Example
    void aModelThatMixesReachesUpIsRejected() {
        ReachModel model = new ReachModel(
                new Armv8(), new Topology(List.of(Place.CPU, Place.COHERENT_MASTER), Set.of(Reach.OUTER)));
        Outcome mixedUpInner = Outcome.of(messagePassing(Reach.OUTER), model);
        Outcome mixedUpOuter = Outcome.of(messagePassing(Reach.INNER), model);
        assertNothingAdded(mixedUpOuter, mixedUpInner);
        assertThatThrownBy(() -> assertNothingAdded(mixedUpInner, mixedUpOuter)).isInstanceOf(AssertionError.class);
    }

    private static Program messagePassing(Reach reach) {
        Instruction fence = new Instruction.Fence(new Barrier("full", FenceKind.FULL, reach, false), "");
        return Code.program(
                "MP",
                Code.thread(Code.write(Code.X, 1), fence, Code.write(Code.Y, 1)),
                Code.thread(Code.read("a", Code.Y), fence, Code.read("b", Code.X)));
    }

    @Provide
    Arbitrary<Sample> two() {
        return RandomPrograms.reaching(2, Arbitraries.of(Reach.class));
    }

    @Provide
    Arbitrary<Sample> three() {
        return RandomPrograms.reaching(3, Arbitraries.of(Reach.class));
    }

    @Provide
    Arbitrary<Base> bases() {
        return Arbitraries.of(
                Base.ordered(new Sc()), Base.ordered(new Tso()), Base.ordered(new Armv8()), Base.kernel());
    }

    @Provide
    Arbitrary<List<Place>> places() {
        return Arbitraries.of(Place.class).list().ofSize(3);
    }

    @Provide
    Arbitrary<List<Side>> sides() {
        return Arbitraries.of(Side.class).list().ofSize(3);
    }

    @Provide
    Arbitrary<List<LocationKind>> kinds() {
        return Arbitraries.of(LocationKind.COHERENT, LocationKind.COHERENT, LocationKind.NON_COHERENT)
                .list()
                .ofSize(2);
    }

    private static void assertNothingAdded(Outcome before, Outcome after) {
        assertThat(before.states().keySet()).containsAll(after.states().keySet());
        after.states()
                .forEach((state, count) -> assertThat(count)
                        .as(state)
                        .isLessThanOrEqualTo(before.states().get(state)));
    }

    private static Instruction widened(Instruction.Fence fence) {
        Barrier barrier = fence.barrier();
        Reach wider = barrier.reach() == Reach.INNER ? Reach.OUTER : Reach.SYSTEM;
        return new Instruction.Fence(
                new Barrier(barrier.kind() + " " + wider, barrier.kind(), wider, barrier.completes()), fence.site());
    }

    private static Program replaced(Program program, int thread, int at, Instruction instruction) {
        UnaryOperator<Program.Thread> replace = old -> {
            List<Instruction> body = new ArrayList<>(old.body());
            body.set(at, instruction);
            return new Program.Thread(old.name(), old.registers(), body);
        };
        List<Program.Thread> threads = new ArrayList<>(program.threads());
        threads.set(thread, replace.apply(threads.get(thread)));
        return new Program(program.name(), program.locations(), threads);
    }

    private static Program withKinds(Program program, List<LocationKind> kinds) {
        List<Location> locations = new ArrayList<>();
        for (int i = 0; i < program.locations().size(); i++) {
            Location old = program.locations().get(i);
            locations.add(new Location(old.name(), old.initial(), kinds.get(i)));
        }
        return new Program(program.name(), locations, program.threads());
    }
}
