package dev.fencepost.properties.ring.split;

import static dev.fencepost.properties.protocol.Sites.site;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fencepost.model.platform.BarrierPlan;
import dev.fencepost.model.platform.BarrierSite;
import dev.fencepost.model.platform.Platform;
import dev.fencepost.model.platform.Primitive;
import dev.fencepost.model.platform.Shape;
import dev.fencepost.properties.ring.Judge;
import dev.fencepost.properties.ring.RingFeatures;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A weaker primitive at a site, instead of nothing. */
class SplitRingWeakenedTest {
    private static final List<String> SMP = List.of("smp-x86", "smp-arm64", "smp-lkmm");

    static Stream<BarrierSite> storeBuffering() {
        return RingFeatures.SPLIT.sites().stream().filter(site -> site.shape() == Shape.SB);
    }

    private static boolean holds(BarrierPlan plan, RingFeatures features, String platform) {
        Platform row = Judge.platform(platform);
        return Judge.smallest(features, plan, row, row.memoryModel(), 2).equals("-");
    }

    private static boolean holds(BarrierSite site, Primitive primitive, String platform) {
        RingFeatures features = new RingFeatures(true, site == site("V6"));
        return holds(BarrierPlan.mandatory().with(site, primitive), features, platform);
    }

    @ParameterizedTest
    @MethodSource("storeBuffering")
    void nothingLessThanAFullBarrierWillDoForStoreBuffering(BarrierSite site) {
        for (Primitive weaker : List.of(
                Primitive.SMP_WMB, Primitive.SMP_RMB, Primitive.SMP_STORE_RELEASE, Primitive.SMP_LOAD_ACQUIRE)) {
            for (String platform : SMP) {
                assertThat(holds(site, weaker, platform))
                        .as(site + " " + weaker.spelling() + " on " + platform)
                        .isFalse();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("storeBuffering")
    void aFullBarrierOfTheSmpSystemIsEnoughForStoreBuffering(BarrierSite site) {
        for (Primitive full : List.of(Primitive.SMP_MB, Primitive.SMP_STORE_MB, Primitive.VIRT_MB)) {
            for (String platform : SMP) {
                assertThat(holds(site, full, platform))
                        .as(site + " " + full.spelling() + " on " + platform)
                        .isTrue();
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"D3", "V1", "V5"})
    void aControlDependencyOrdersNoLoads(String name) {
        BarrierSite site = site(name);
        assertThat(holds(site, Primitive.CTRL_DEP, "smp-arm64")).isFalse();
        assertThat(holds(site, Primitive.CTRL_DEP, "smp-lkmm")).isFalse();
        assertThat(holds(site, Primitive.CTRL_DEP, "smp-x86")).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "D1, SMP_STORE_RELEASE",
        "V2, SMP_STORE_RELEASE",
        "V6, SMP_STORE_RELEASE",
        "D3, SMP_LOAD_ACQUIRE",
        "V1, SMP_LOAD_ACQUIRE",
        "V5, SMP_LOAD_ACQUIRE",
        "V6, SMP_LOAD_ACQUIRE"
    })
    void releaseAndAcquireAreEnoughElsewhere(String name, Primitive primitive) {
        BarrierSite site = site(name);
        for (String platform : SMP) {
            assertThat(holds(site, primitive, platform)).as(platform).isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource({"D1, SMP_RMB", "V2, SMP_RMB", "D3, SMP_WMB", "V1, SMP_WMB", "V5, SMP_WMB", "V6, SMP_WMB"})
    void theOtherKindOfBarrierIsNotEnough(String name, Primitive primitive) {
        BarrierSite site = site(name);
        assertThat(holds(site, primitive, "smp-lkmm")).isFalse();
        assertThat(holds(site, primitive, "smp-arm64")).isFalse();
        assertThat(holds(site, primitive, "smp-x86")).isTrue();
    }

    /** The instructions of arm64 (stlr, ldar) do more than the primitives promise; no other row may follow them. */
    @Test
    void aReleaseBeforeAnAcquireIsEnoughOnArm64HardwareOnly() {
        RingFeatures features = new RingFeatures(true, false);
        BarrierPlan plan = BarrierPlan.mandatory()
                .with(site("V2"), Primitive.SMP_STORE_RELEASE)
                .with(site("V3"), Primitive.SMP_LOAD_ACQUIRE);
        assertThat(holds(plan, features, "smp-arm64")).isTrue();
        assertThat(holds(plan, features, "smp-lkmm")).isFalse();
        assertThat(holds(plan, features, "smp-x86")).isFalse();
        assertThat(holds(plan, features, "dma-coherent")).isFalse();
    }

    /** The acquire of get_buf is not on the load that enable_cb looks once more with. */
    @Test
    void anAcquireAtD3DoesNotHelpD5() {
        RingFeatures features = new RingFeatures(true, false);
        BarrierPlan plan = BarrierPlan.mandatory()
                .with(site("D3"), Primitive.SMP_LOAD_ACQUIRE)
                .with(site("D5"), Primitive.SMP_STORE_RELEASE);
        assertThat(holds(plan, features, "smp-arm64")).isFalse();
    }

    @Test
    void aDeviceThatStoresThePayloadOnwardHasItsOrderFromV2() {
        RingFeatures onward = new RingFeatures(true, false);
        RingFeatures inPlace = new RingFeatures(true, true);
        BarrierPlan plan =
                BarrierPlan.mandatory().with(site("V2"), Primitive.SMP_WMB).without(site("V6"));
        assertThat(holds(plan, onward, "smp-lkmm")).isTrue();
        assertThat(holds(plan, inPlace, "smp-lkmm")).isFalse();
    }

    @Test
    void aPrimitiveWithoutAMeaningAtASiteIsRefused() {
        BarrierPlan plan = BarrierPlan.mandatory();
        assertThatThrownBy(() -> plan.with(site("D1"), Primitive.SMP_LOAD_ACQUIRE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("smp_load_acquire has no meaning at D1");
        assertThatThrownBy(() -> plan.with(site("D3"), Primitive.SMP_STORE_RELEASE))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> plan.with(site("D2"), Primitive.CTRL_DEP))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> plan.with(site("V1"), Primitive.SMP_STORE_MB))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
