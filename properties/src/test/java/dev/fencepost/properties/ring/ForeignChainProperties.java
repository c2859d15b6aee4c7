package dev.fencepost.properties.ring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fencepost.impl.memory.SharedMemory;
import dev.fencepost.impl.memory.Site;
import dev.fencepost.impl.ring.DevicePolicy.IndirectNext;
import dev.fencepost.impl.ring.packed.PackedSite;
import dev.fencepost.impl.ring.split.SplitSite;
import dev.fencepost.model.platform.BarrierPlan;
import dev.fencepost.model.platform.BarrierSite;
import dev.fencepost.properties.recorded.Mismatch;
import dev.fencepost.properties.recorded.MutantRecorders;
import dev.fencepost.properties.recorded.Recorder;
import dev.fencepost.properties.recorded.Recorder.Event;
import dev.fencepost.properties.ring.packed.PackedForeign;
import dev.fencepost.properties.ring.split.SplitForeign;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the devices of both rings do, access by access, by policies that our drivers give no cause for: INDIRECT with
 * NEXT followed or ignored, tables behind descriptors and longer than the queue, an index that is too far ahead. Each
 * word is read once, behind the same barrier as ever.
 */
class ForeignChainProperties {
    static Stream<ForeignChain> chains() {
        return Stream.concat(SplitForeign.all().stream(), PackedForeign.all().stream());
    }

    @ParameterizedTest
    @MethodSource("chains")
    void everyInterleavingDoesWhatTheProgramHas(ForeignChain chain) {
        assertThat(ForeignRecorded.check(chain).sites())
                .containsExactlyInAnyOrderElementsOf(
                        chain.sites().stream().map(BarrierSite::name).toList());
    }

    @ParameterizedTest
    @MethodSource("chains")
    void fenceRemovedOrMovedIsNoticed(ForeignChain chain) {
        for (BarrierSite site : chain.sites()) {
            assertRejected(chain, MutantRecorders.without(code(site)));
        }
        for (BarrierSite site : chain.sites().subList(0, 3)) {
            assertRejected(chain, MutantRecorders.late(code(site)));
        }
    }

    @ParameterizedTest
    @MethodSource("chains")
    void doubleFetchIsNoticed(ForeignChain chain) {
        for (int width : new int[] {2, 8}) {
            Predicate<Event> loads = event -> event instanceof Event.Load load && load.width() == width;
            assertRejected(chain, MutantRecorders.twice(loads));
        }
    }

    @ParameterizedTest
    @MethodSource("chains")
    void programHoldsAndNeedsItsSites(ForeignChain chain) {
        assertThat(broken(chain, BarrierPlan.mandatory())).isEmpty();
        for (BarrierSite site : chain.sites().subList(0, 2)) {
            assertThat(broken(chain, BarrierPlan.mandatory().without(site)))
                    .as(site.name())
                    .isNotEmpty();
        }
    }

    /** A device that ignores what stands behind a table, held against one that follows it; and the other way. */
    @Test
    void onePolicyIsNotTheOther() {
        for (Function<IndirectNext, ForeignChain> ring : List.<Function<IndirectNext, ForeignChain>>of(
                SplitForeign::tableWithNext, PackedForeign::tableWithNext)) {
            ForeignChain follow = ring.apply(IndirectNext.FOLLOW);
            ForeignChain ignore = ring.apply(IndirectNext.IGNORE);
            assertThatThrownBy(
                            () -> ForeignRecorded.check(follow.readAs(ignore)).sites())
                    .isInstanceOf(Mismatch.class);
            assertThatThrownBy(
                            () -> ForeignRecorded.check(ignore.readAs(follow)).sites())
                    .isInstanceOf(Mismatch.class);
        }
    }

    private static Site code(BarrierSite site) {
        return site.name().startsWith("P") ? PackedSite.valueOf(site.name()) : SplitSite.valueOf(site.name());
    }

    private static List<String> broken(ForeignChain chain, BarrierPlan plan) {
        return Judge.explore(
                        ForeignRecorded.program(chain, plan),
                        Judge.platform("smp-lkmm").memoryModel())
                .broken();
    }

    private static void assertRejected(ForeignChain chain, Function<SharedMemory, Recorder> recorder) {
        assertThat(ForeignRecorded.check(chain).rejects(recorder)).isTrue();
    }
}
