package dev.fencepost.properties.ring.packed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.impl.memory.SharedMemory;
import dev.fencepost.impl.ring.packed.PackedSite;
import dev.fencepost.model.platform.BarrierPlan;
import dev.fencepost.model.platform.BarrierSite;
import dev.fencepost.model.platform.Primitive;
import dev.fencepost.properties.recorded.MutantRecorders;
import dev.fencepost.properties.recorded.Recorder;
import dev.fencepost.properties.recorded.Recorder.Event;
import dev.fencepost.properties.ring.RingFeatures;
import dev.fencepost.properties.ring.split.SplitRecorded;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The packed ring's code does what its protocol has, as {@code SplitProtocolProperties} has it for the split ring. */
class PackedProtocolProperties {
    private static final int BUFFERS = 3;

    @Test
    void everyInterleavingDoesWhatTheProtocolHasAndPassesEverySite() {
        for (RingFeatures features : SplitRecorded.features()) {
            List<PackedRecorded.Case> cases = PackedRecorded.cases(features, PackedRecorded.PLAN, BUFFERS);
            assertThat(PackedRecorded.check(cases, 10).sites())
                    .as("sites with " + features)
                    .containsAll(PackedRecorded.sites(features.packed().sites()).stream()
                            .map(BarrierSite::name)
                            .collect(Collectors.toSet()));
        }
    }

    @Property(tries = 300)
    void longSchedulesDoToo(@ForAll @Size(24) boolean[] schedule) {
        for (RingFeatures features : SplitRecorded.features()) {
            for (PackedRecorded.Case one : PackedRecorded.cases(features, PackedRecorded.PLAN, BUFFERS + 1)) {
                PackedRecorded.run(one, schedule, Recorder::new, Recorder::new).accept();
            }
        }
    }

    static List<BarrierSite> sites() {
        return PackedRecorded.sites(RingFeatures.PACKED.sites());
    }

    @ParameterizedTest
    @EnumSource(PackedSite.class)
    void fenceRemovedFromTheCodeIsNoticed(PackedSite site) {
        assertRejected(PackedRecorded.PLAN, MutantRecorders.without(site));
    }

    @ParameterizedTest
    @EnumSource(PackedSite.class)
    void fenceMovedInTheCodeIsNoticed(PackedSite site) {
        assertRejected(PackedRecorded.PLAN, MutantRecorders.late(site));
    }

    @ParameterizedTest
    @MethodSource("sites")
    void fenceRemovedFromTheProtocolIsNoticed(BarrierSite site) {
        assertRejected(PackedRecorded.PLAN.without(site), Recorder::new);
    }

    @ParameterizedTest
    @MethodSource("sites")
    void fenceWeakenedInTheProtocolIsNoticed(BarrierSite site) {
        Primitive other = site.needs() == Primitive.RMB ? Primitive.WMB : Primitive.RMB;
        assertRejected(PackedRecorded.PLAN.with(site, other), Recorder::new);
    }

    /** Flags and id, length or the device's event structure, address: each fetched twice (S8). */
    @ParameterizedTest
    @ValueSource(ints = {2, 4, 8})
    void doubleFetchIsNoticed(int width) {
        assertRejected(
                PackedRecorded.PLAN,
                MutantRecorders.twice(event -> event instanceof Event.Load load && load.width() == width));
    }

    /** A descriptor that is written, in part, behind the fence before the head's flags. */
    @Test
    void addressBehindTheFenceIsNoticed() {
        assertRejected(
                PackedRecorded.PLAN,
                MutantRecorders.behindTheFence(event -> event instanceof Event.Store store && store.width() == 8));
    }

    private static void assertRejected(BarrierPlan plan, Function<SharedMemory, Recorder> recorder) {
        List<PackedRecorded.Case> cases = SplitRecorded.features().stream()
                .flatMap(features -> PackedRecorded.cases(features, plan, 2).stream())
                .toList();
        assertThat(PackedRecorded.check(cases, 6).rejects(recorder))
                .as("code and protocol are found to differ where one of them was changed")
                .isTrue();
    }
}
