package dev.fencepost.properties.ring.split;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.impl.memory.SharedMemory;
import dev.fencepost.impl.ring.split.SplitSite;
import dev.fencepost.model.platform.BarrierPlan;
import dev.fencepost.model.platform.BarrierSite;
import dev.fencepost.model.platform.Primitive;
import dev.fencepost.properties.recorded.MutantRecorders;
import dev.fencepost.properties.recorded.Recorder;
import dev.fencepost.properties.recorded.Recorder.Event;
import dev.fencepost.properties.ring.RingFeatures;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The implementation does to shared memory what the protocol of the model has: same accesses, same order, same fences
 * at the same sites. This is what carries a verdict about the protocol over to the code.
 */
class SplitProtocolProperties {
    private static final int BUFFERS = 4;

    @Test
    void everyInterleavingDoesWhatTheProtocolHasAndPassesEverySite() {
        for (RingFeatures features : SplitRecorded.features()) {
            List<SplitRecorded.Case> cases = SplitRecorded.cases(features, SplitRecorded.PLAN, BUFFERS);
            assertThat(SplitRecorded.check(cases, 10).sites())
                    .as("sites with " + features)
                    .containsAll(features.split().sites().stream()
                            .map(site -> site.name())
                            .collect(Collectors.toSet()));
        }
    }

    @Property(tries = 300)
    void longSchedulesDoToo(@ForAll @Size(24) boolean[] schedule) {
        for (RingFeatures features : SplitRecorded.features()) {
            for (SplitRecorded.Case one : SplitRecorded.cases(features, SplitRecorded.PLAN, BUFFERS)) {
                SplitRecorded.run(one, schedule, Recorder::new, Recorder::new).accept();
            }
        }
    }

    static List<BarrierSite> sites() {
        return RingFeatures.SPLIT.sites();
    }

    static List<SplitShape> shapes() {
        return SplitShape.all();
    }

    /** Chains, indirect tables, and batches with a used element for each buffer or, in order, one for all. */
    @ParameterizedTest
    @MethodSource("shapes")
    void chainsTablesAndBatchesDoWhatTheProtocolHasForOneBuffer(SplitShape shape) {
        for (RingFeatures features : SplitRecorded.features()) {
            List<SplitRecorded.Case> cases = SplitRecorded.cases(features, SplitRecorded.PLAN, shape);
            assertThat(SplitRecorded.check(cases, 6).sites())
                    .contains("D1", "D3", "V1", features.inPlace() ? "V6" : "V2");
        }
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void fenceRemovedFromTheirCodeIsNoticed(SplitShape shape) {
        List<SplitRecorded.Case> cases = SplitRecorded.cases(new RingFeatures(true, false), SplitRecorded.PLAN, shape);
        for (SplitSite site : List.of(SplitSite.D1, SplitSite.D3, SplitSite.V1, SplitSite.V2)) {
            assertThat(SplitRecorded.check(cases, 6).rejects(MutantRecorders.without(site)))
                    .as("without " + site)
                    .isTrue();
        }
    }

    /** Descriptors that the device fetches twice, and such that the driver writes behind the fence before avail.idx. */
    @ParameterizedTest
    @MethodSource("shapes")
    void descriptorOutOfPlaceIsNoticed(SplitShape shape) {
        List<SplitRecorded.Case> cases = SplitRecorded.cases(new RingFeatures(true, false), SplitRecorded.PLAN, shape);
        Predicate<Event> loads = event -> event instanceof Event.Load load && load.width() == 8;
        Predicate<Event> stores = event -> event instanceof Event.Store store && store.width() == 8;
        assertThat(SplitRecorded.check(cases, 6).rejects(MutantRecorders.twice(loads)))
                .isTrue();
        assertThat(SplitRecorded.check(cases, 6).rejects(MutantRecorders.behindTheFence(stores)))
                .isTrue();
    }

    @ParameterizedTest
    @EnumSource(SplitSite.class)
    void fenceRemovedFromTheCodeIsNoticed(SplitSite site) {
        assertRejected(SplitRecorded.PLAN, MutantRecorders.without(site));
    }

    @ParameterizedTest
    @EnumSource(SplitSite.class)
    void fenceMovedInTheCodeIsNoticed(SplitSite site) {
        assertRejected(SplitRecorded.PLAN, MutantRecorders.late(site));
    }

    @ParameterizedTest
    @MethodSource("sites")
    void fenceRemovedFromTheProtocolIsNoticed(BarrierSite site) {
        assertRejected(SplitRecorded.PLAN.without(site), Recorder::new);
    }

    @ParameterizedTest
    @MethodSource("sites")
    void fenceWeakenedInTheProtocolIsNoticed(BarrierSite site) {
        Primitive other = site.needs() == Primitive.RMB ? Primitive.WMB : Primitive.RMB;
        assertRejected(SplitRecorded.PLAN.with(site, other), Recorder::new);
    }

    /** An access that is done twice: the value that is used is not the one that was looked at (S8). */
    @Test
    void doubleFetchIsNoticed() {
        assertRejected(
                SplitRecorded.PLAN,
                MutantRecorders.twice(event -> event instanceof Event.Load load && load.width() == 2));
    }

    private static void assertRejected(BarrierPlan plan, Function<SharedMemory, Recorder> recorder) {
        List<SplitRecorded.Case> cases = SplitRecorded.features().stream()
                .flatMap(features -> SplitRecorded.cases(features, plan, BUFFERS).stream())
                .toList();
        assertThat(SplitRecorded.check(cases, 6).rejects(recorder))
                .as("code and protocol are found to differ where one of them was changed")
                .isTrue();
    }
}
