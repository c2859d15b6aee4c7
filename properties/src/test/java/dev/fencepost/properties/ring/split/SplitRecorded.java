package dev.fencepost.properties.ring.split;

import static dev.fencepost.properties.protocol.Sites.site;

import dev.fencepost.impl.memory.SharedMemory;
import dev.fencepost.model.platform.BarrierPlan;
import dev.fencepost.model.platform.Primitive;
import dev.fencepost.model.protocol.Scenario;
import dev.fencepost.properties.recorded.RecordedCheck;
import dev.fencepost.properties.recorded.RecordedRun;
import dev.fencepost.properties.recorded.Recorder;
import dev.fencepost.properties.ring.Judge;
import dev.fencepost.properties.ring.RingFeatures;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The split ring's implementation against its protocol.
 *
 * <p>V6, the payload's loads before the store to used.idx, is a release fence in the implementation. The kernel's
 * vocabulary has that only as smp_store_release, so that is what the plan has there; everywhere else it has the fence
 * that the site needs.
 *
 * <p>Not recorded is kick-fresh, the way of another device to ask for kicks: ours asks by what it has taken.
 */
public final class SplitRecorded {
    static final BarrierPlan PLAN = BarrierPlan.mandatory().with(site("V6"), Primitive.SMP_STORE_RELEASE);

    private SplitRecorded() {}

    /** A scenario of the protocol, with the features that it was written for and what stands for its buffers. */
    record Case(Scenario scenario, RingFeatures features, SplitShape shape) {}

    public static List<RingFeatures> features() {
        return List.of(
                new RingFeatures(false, false),
                new RingFeatures(false, true),
                new RingFeatures(true, false),
                new RingFeatures(true, true));
    }

    /** All scenarios of up to {@code most} buffers that a ring, with its power of two of slots, can do. */
    static List<Case> cases(RingFeatures features, BarrierPlan plan, int most) {
        return IntStream.rangeClosed(1, most)
                .boxed()
                .flatMap(buffers -> features.split().scenarios(plan, Judge.platform("smp-lkmm"), buffers).stream())
                .filter(scenario -> !scenario.name().equals("kick-fresh"))
                .filter(scenario -> Integer.bitCount(slots(scenario)) == 1)
                .map(scenario -> new Case(scenario, features, SplitShape.SINGLE))
                .toList();
    }

    /**
     * Scenarios that move data, of as many buffers as there need to be for {@code shape} to show: two, or one more than
     * slots where buffers are used again.
     */
    static List<Case> cases(RingFeatures features, BarrierPlan plan, SplitShape shape) {
        return Stream.of(
                        scenario(features, plan, "transfer", 2),
                        scenario(features, plan, "kept-index", 2),
                        scenario(features, plan, "reuse", 3))
                .filter(scenario -> shape.isReusedInTurn() || !scenario.name().equals("reuse"))
                .filter(scenario -> shape.batch() == 1 || !scenario.name().equals("kept-index"))
                .map(scenario -> new Case(scenario, features, shape))
                .toList();
    }

    private static Scenario scenario(RingFeatures features, BarrierPlan plan, String name, int buffers) {
        return features.split().scenarios(plan, Judge.platform("smp-lkmm"), buffers).stream()
                .filter(scenario -> scenario.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static int slots(Scenario scenario) {
        return scenario.name().endsWith("reuse") ? scenario.bound() - 1 : scenario.bound();
    }

    static RecordedCheck<Case> check(List<Case> cases, int steps) {
        return new RecordedCheck<>(SplitRecorded::run, cases, steps);
    }

    static RecordedRun run(
            Case one,
            boolean[] schedule,
            Function<SharedMemory, Recorder> driver,
            Function<SharedMemory, Recorder> device) {
        return SplitScript.of(one, driver, device).run(schedule);
    }

    /**
     * How many accesses and fences the shortest recording has that the protocol does not, if the sides see memory like
     * this; empty if there is none. Scenarios of one and two buffers, each in 64 interleavings.
     */
    public static OptionalInt shortestMismatch(UnaryOperator<SharedMemory> driver, UnaryOperator<SharedMemory> device) {
        List<Case> cases = features().stream()
                .flatMap(features -> cases(features, PLAN, 2).stream())
                .toList();
        return check(cases, 6).shortestMismatch(driver, device);
    }
}
