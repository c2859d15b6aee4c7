package dev.fencepost.properties.ring.packed;

import static dev.fencepost.properties.protocol.Sites.site;

import dev.fencepost.impl.memory.SharedMemory;
import dev.fencepost.model.platform.BarrierPlan;
import dev.fencepost.model.platform.BarrierSite;
import dev.fencepost.model.platform.Primitive;
import dev.fencepost.model.protocol.Scenario;
import dev.fencepost.properties.recorded.RecordedCheck;
import dev.fencepost.properties.recorded.RecordedRun;
import dev.fencepost.properties.recorded.Recorder;
import dev.fencepost.properties.ring.Judge;
import dev.fencepost.properties.ring.RingFeatures;
import dev.fencepost.properties.ring.split.SplitRecorded;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * The packed ring's implementation against its protocol. PV6 is a release, as V6 is in {@link SplitRecorded}.
 *
 * <p>Not recorded is event-position, half a decision: its device begins behind PV3. The code that it is about is that
 * of the scenarios with interrupts. Nor are the scenarios of a device that writes its event structure field by field,
 * with PV7 in between: ours writes it by one store.
 */
final class PackedRecorded {
    static final BarrierPlan PLAN = BarrierPlan.mandatory().with(site("PV6"), Primitive.SMP_STORE_RELEASE);

    private static final Set<String> ELSEWHERE = Set.of("event-position", "device-position", "kick-by-fields");

    private PackedRecorded() {}

    /** The sites that our code has. */
    static List<BarrierSite> sites(Collection<BarrierSite> sites) {
        return sites.stream().filter(site -> !site.name().equals("PV7")).toList();
    }

    /** A scenario of the protocol, with the features that it was written for. */
    record Case(Scenario scenario, RingFeatures features) {}

    /** All scenarios of up to {@code most} buffers. */
    static List<Case> cases(RingFeatures features, BarrierPlan plan, int most) {
        return IntStream.rangeClosed(1, most)
                .boxed()
                .flatMap(buffers -> features.packed().scenarios(plan, Judge.platform("smp-lkmm"), buffers).stream())
                .filter(scenario -> !ELSEWHERE.contains(scenario.name()))
                .map(scenario -> new Case(scenario, features))
                .toList();
    }

    static RecordedCheck<Case> check(List<Case> cases, int steps) {
        return new RecordedCheck<>(PackedRecorded::run, cases, steps);
    }

    static RecordedRun run(
            Case one,
            boolean[] schedule,
            Function<SharedMemory, Recorder> driver,
            Function<SharedMemory, Recorder> device) {
        return PackedScript.of(one, driver, device).run(schedule);
    }
}
