package dev.fencepost.properties.ring.packed;

import static dev.fencepost.properties.protocol.Sites.site;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.impl.memory.SharedMemory;
import dev.fencepost.impl.ring.packed.PackedSite;
import dev.fencepost.model.memory.execution.ExecutionExplorer;
import dev.fencepost.model.memory.execution.Exploration;
import dev.fencepost.model.platform.BarrierPlan;
import dev.fencepost.model.platform.BarrierSite;
import dev.fencepost.model.protocol.Claim;
import dev.fencepost.model.protocol.Scenario;
import dev.fencepost.model.spec.Rule;
import dev.fencepost.properties.recorded.MutantRecorders;
import dev.fencepost.properties.recorded.RecordedCheck;
import dev.fencepost.properties.recorded.Recorder;
import dev.fencepost.properties.recorded.Recorder.Event;
import dev.fencepost.properties.ring.Judge;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Lists, indirect tables and batches of a packed ring: the code does what their programs have, access by access, and
 * these programs are as right as those of the protocol, with the same sites.
 */
class PackedShapeProperties {
    /** A batch is a step or two, a buffer two or three. */
    private static final int STEPS = 6;

    static List<PackedShape> shapes() {
        return PackedShape.all();
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void everyInterleavingDoesWhatTheProgramHas(PackedShape shape) {
        assertThat(check(shape, PackedRecorded.PLAN).sites())
                .contains("PD1", "PD2", "PD3", "PV1", "PV2", "PV3")
                .matches(sites -> sites.contains("PV6") == shape.inPlace());
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void fenceRemovedOrMovedIsNoticed(PackedShape shape) {
        for (PackedSite site : List.of(PackedSite.PD1, PackedSite.PD3, PackedSite.PV1, PackedSite.PV2)) {
            assertRejected(shape, PackedRecorded.PLAN, MutantRecorders.without(site));
            assertRejected(shape, PackedRecorded.PLAN, MutantRecorders.late(site));
            assertRejected(shape, PackedRecorded.PLAN.without(site(site.name())), Recorder::new);
        }
        // What these are in front of is not in the programs, but in those of the protocol that are about sleep.
        assertRejected(shape, PackedRecorded.PLAN, MutantRecorders.without(PackedSite.PD2));
        assertRejected(shape, PackedRecorded.PLAN, MutantRecorders.without(PackedSite.PV3));
    }

    /** Addresses and entries of tables behind the fence before the head's flags, and each field fetched twice (S8). */
    @ParameterizedTest
    @MethodSource("shapes")
    void accessOutOfPlaceIsNoticed(PackedShape shape) {
        Predicate<Event> addresses = event -> event instanceof Event.Store store && store.width() == 8;
        assertRejected(shape, PackedRecorded.PLAN, MutantRecorders.behindTheFence(addresses));
        for (int width : new int[] {2, 4, 8}) {
            Predicate<Event> loads = event -> event instanceof Event.Load load && load.width() == width;
            assertRejected(shape, PackedRecorded.PLAN, MutantRecorders.twice(loads));
        }
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void programHoldsAndNeedsItsSites(PackedShape shape) {
        assertThat(broken(shape, PackedRecorded.PLAN)).isEmpty();
        for (BarrierSite site : List.of(site("PD1"), site("PD3"), site("PV1"))) {
            assertThat(broken(shape, PackedRecorded.PLAN.without(site)))
                    .as(site.name())
                    .isNotEmpty();
        }
        // The release at PV6 orders what PV2 does.
        assertThat(broken(shape, PackedRecorded.PLAN.without(site("PV2")).without(site("PV6"))))
                .isNotEmpty();
    }

    /** The clause of the first execution that breaks one; empty if all were seen and none does. */
    private static Optional<Rule> broken(PackedShape shape, BarrierPlan plan) {
        Scenario scenario = PackedShapeProgram.of(shape, plan);
        List<Rule> broken = new ArrayList<>();
        Exploration exploration = new ExecutionExplorer(
                        scenario.program(), Judge.platform("smp-lkmm").memoryModel())
                .explore(execution -> {
                    scenario.claims().stream()
                            .filter(claim -> claim.bad().holds(execution::value))
                            .map(Claim::clause)
                            .forEach(broken::add);
                    return broken.isEmpty();
                });
        assertThat(exploration.complete() || !broken.isEmpty()).isTrue();
        return broken.stream().findFirst();
    }

    private static RecordedCheck<PackedShape> check(PackedShape shape, BarrierPlan plan) {
        return new RecordedCheck<>(
                (one, schedule, driver, device) -> PackedShapeScript.run(one, plan, schedule, driver, device),
                List.of(shape),
                STEPS);
    }

    private static void assertRejected(PackedShape shape, BarrierPlan plan, Function<SharedMemory, Recorder> recorder) {
        assertThat(check(shape, plan).rejects(recorder)).isTrue();
    }
}
