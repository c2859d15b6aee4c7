package dev.fencepost.properties.vring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.fencepost.impl.memory.SharedMemory;
import dev.fencepost.impl.memory.Site;
import dev.fencepost.impl.vring.SplitSite;
import dev.fencepost.model.memory.Program;
import dev.fencepost.model.platform.BarrierPlan;
import dev.fencepost.model.platform.BarrierSite;
import dev.fencepost.model.platform.Platform;
import dev.fencepost.model.platform.Platforms;
import dev.fencepost.model.platform.Primitive;
import dev.fencepost.model.vring.RingFeatures;
import dev.fencepost.model.vring.Scenario;
import dev.fencepost.model.vring.SplitRingProtocol;
import dev.fencepost.properties.vring.Recorder.Event;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The implementation does to shared memory what the protocol of the model has: same accesses, same order, same fences
 * at the same sites. This is what carries a verdict about the protocol over to the code.
 *
 * <p>V6, the payload's loads before the store to used.idx, is a release fence here. The kernel's vocabulary has that
 * only as smp_store_release, so that is what the plan has there; everywhere else it has the fence that the site needs.
 */
class SplitProtocolProperties {
    private static final Platform SMP = Platforms.rows().stream()
            .filter(platform -> platform.id().startsWith("smp-lkmm"))
            .findFirst()
            .orElseThrow();
    private static final BarrierPlan PLAN = BarrierPlan.mandatory().with(BarrierSite.V6, Primitive.SMP_STORE_RELEASE);

    private static List<RingFeatures> features() {
        return List.of(
                new RingFeatures(false, false),
                new RingFeatures(false, true),
                new RingFeatures(true, false),
                new RingFeatures(true, true));
    }

    /** A ring has a power of two of slots. */
    private static List<Scenario> scenarios(RingFeatures features, BarrierPlan plan) {
        return Stream.of(1, 2, 3, 4)
                .flatMap(buffers -> new SplitRingProtocol(features, plan, SMP).scenarios(buffers).stream())
                .filter(scenario ->
                        Integer.bitCount(scenario.name().equals("reuse") ? scenario.buffers() - 1 : scenario.buffers())
                                == 1)
                .toList();
    }

    /** Runs a scenario and returns the sites passed; throws where code and protocol differ. */
    private static List<String> check(
            Scenario scenario, RingFeatures features, boolean[] schedule, Function<SharedMemory, Recorder> recorder) {
        SplitScripts scripts = new SplitScripts(scenario, features, recorder, recorder);
        scripts.run(schedule);
        List<String> sites = new ArrayList<>();
        List<Recorder> sides = List.of(scripts.driverMemory, scripts.deviceMemory);
        for (int side = 0; side < 2; side++) {
            Program.Thread thread = scenario.program().threads().get(side);
            List<ModelEvent> events =
                    scripts.places.translate(thread, sides.get(side).events());
            sites.addAll(Acceptor.accept(scenario.program(), thread, events));
        }
        return sites;
    }

    /** All ways to interleave so many steps. */
    private static Stream<boolean[]> schedules(int steps) {
        return Stream.iterate(0, bits -> bits < 1 << steps, bits -> bits + 1).map(bits -> {
            boolean[] schedule = new boolean[steps];
            for (int i = 0; i < steps; i++) {
                schedule[i] = (bits >> i & 1) != 0;
            }
            return schedule;
        });
    }

    @Test
    void everyInterleavingDoesWhatTheProtocolHasAndPassesEverySite() {
        for (RingFeatures features : features()) {
            Set<BarrierSite> passed = EnumSet.noneOf(BarrierSite.class);
            for (Scenario scenario : scenarios(features, PLAN)) {
                schedules(scenario.buffers() > 2 ? 10 : 9)
                        .forEach(schedule -> check(scenario, features, schedule, Recorder::new)
                                .forEach(site -> passed.add(BarrierSite.valueOf(site))));
            }
            assertThat(passed).as("sites with " + features).containsAll(SplitRingProtocol.sites(features));
        }
    }

    @Property(tries = 300)
    void longSchedulesDoToo(@ForAll @Size(24) boolean[] schedule) {
        for (RingFeatures features : features()) {
            scenarios(features, PLAN).forEach(scenario -> check(scenario, features, schedule, Recorder::new));
        }
    }

    @ParameterizedTest
    @EnumSource(SplitSite.class)
    void fenceRemovedFromTheCodeIsNoticed(Site site) {
        assertRejected(PLAN, memory -> new Recorder(memory) {
            @Override
            protected void record(Event event) {
                if (!isAt(site).test(event)) {
                    append(event);
                }
            }
        });
    }

    /** The fence comes one access too late. */
    @ParameterizedTest
    @EnumSource(SplitSite.class)
    void fenceMovedInTheCodeIsNoticed(Site site) {
        assertRejected(PLAN, memory -> new Recorder(memory) {
            private Event late;

            @Override
            protected void record(Event event) {
                if (isAt(site).test(event)) {
                    late = event;
                    return;
                }
                append(event);
                if (late != null && !(event instanceof Event.Fence)) {
                    append(late);
                    late = null;
                }
            }
        });
    }

    @ParameterizedTest
    @EnumSource(BarrierSite.class)
    void fenceRemovedFromTheProtocolIsNoticed(BarrierSite site) {
        assertRejected(PLAN.without(site), Recorder::new);
    }

    @ParameterizedTest
    @EnumSource(BarrierSite.class)
    void fenceWeakenedInTheProtocolIsNoticed(BarrierSite site) {
        Primitive other = site.needs() == Primitive.RMB ? Primitive.WMB : Primitive.RMB;
        assertRejected(PLAN.with(site, other), Recorder::new);
    }

    /** An access that is done twice: the value that is used is not the one that was looked at (S8). */
    @Test
    void doubleFetchIsNoticed() {
        assertRejected(PLAN, memory -> new Recorder(memory) {
            @Override
            protected void record(Event event) {
                append(event);
                if (event instanceof Event.Load load && load.width() == 2) {
                    append(event);
                }
            }
        });
    }

    private static Predicate<Event> isAt(Site site) {
        return event -> event instanceof Event.Fence fence && fence.site() == site;
    }

    private static void assertRejected(BarrierPlan plan, Function<SharedMemory, Recorder> recorder) {
        for (RingFeatures features : features()) {
            for (Scenario scenario : scenarios(features, plan)) {
                List<boolean[]> schedules = schedules(6).toList();
                for (boolean[] schedule : schedules) {
                    try {
                        check(scenario, features, schedule, recorder);
                    } catch (Acceptor.Mismatch expected) {
                        return;
                    }
                }
            }
        }
        fail("code and protocol agree, although one of them was changed");
    }
}
