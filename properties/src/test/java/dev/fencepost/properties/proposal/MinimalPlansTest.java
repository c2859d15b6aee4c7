package dev.fencepost.properties.proposal;

import static dev.fencepost.properties.protocol.Sites.site;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.model.memory.model.Sc;
import dev.fencepost.model.platform.BarrierPlan;
import dev.fencepost.model.platform.BarrierSite;
import dev.fencepost.model.platform.Placement;
import dev.fencepost.model.platform.Platform;
import dev.fencepost.model.platform.Platforms;
import dev.fencepost.model.platform.Primitive;
import dev.fencepost.model.platform.Shape;
import dev.fencepost.model.platform.Side;
import dev.fencepost.model.proposal.minimal.MinimalAnswer;
import dev.fencepost.model.proposal.minimal.MinimalComparison;
import dev.fencepost.model.proposal.minimal.MinimalPlan;
import dev.fencepost.model.proposal.minimal.MinimalPlans;
import dev.fencepost.model.proposal.minimal.MinimalStrength;
import dev.fencepost.model.proposal.minimal.MinimalWitness;
import dev.fencepost.properties.ring.RingFeatures;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The smallest plans of every kind of platform, against what is known of it. */
class MinimalPlansTest {
    private static final RingFeatures EVENT_IDX = new RingFeatures(true, false);
    private static final String PAIR = "smp_store_release+smp_load_acquire";
    private static final RingFeatures FLAGS = new RingFeatures(false, false);

    private static Platform platform(String id) {
        return Platforms.of(id).orElseThrow();
    }

    private static MinimalPlans plans(Duration limit) {
        return new MinimalPlans(limit, step -> {});
    }

    private static MinimalAnswer find(RingFeatures features, String platform) {
        return MinimalAnswers.of(platform, features);
    }

    /** What stands at a site in some minimal plan. */
    private static Set<String> at(MinimalAnswer answer, BarrierSite site) {
        return answer.plans().stream()
                .map(plan -> plan.plan().at(site).spelling())
                .collect(Collectors.toSet());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void sequentialConsistencyNeedsNothing(boolean eventIdx) {
        MinimalAnswer answer = plans(Duration.ofSeconds(60))
                .find(new RingFeatures(eventIdx, true).split(), 2, platform("smp-lkmm"), sides -> new Sc());
        assertThat(answer.plans().size()).isEqualTo(1);
        assertThat(answer.smallestSets()).containsExactly(Set.of());
        assertThat(answer.plans().get(0).witnesses()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"smp-x86, true", "smp-x86, false", "up-guest/x86, true", "dma-coherent/x86, true"})
    void x86NeedsExactlyTheStoreBufferingSites(String platform, boolean eventIdx) {
        MinimalAnswer answer = find(new RingFeatures(eventIdx, false), platform);
        Set<BarrierSite> storeBuffering = new LinkedHashSet<>(answer.variant().sites());
        storeBuffering.removeIf(site -> site.shape() != Shape.SB);
        assertThat(answer.plans().size()).isEqualTo(1);
        assertThat(answer.smallestSets()).containsExactly(storeBuffering);
        BarrierPlan plan = answer.plans().get(0).plan();
        String driver = platform.startsWith("up-guest") ? "virt_mb" : "smp_mb";
        storeBuffering.forEach(
                site -> assertThat(plan.at(site).spelling()).isEqualTo(site.side() == Side.DRIVER ? driver : "smp_mb"));
    }

    @ParameterizedTest
    @CsvSource({"smp-lkmm, 32", "dma-coherent, 1", "remoteproc, 1"})
    void whatKeepsNeitherLoadsNorStoresInOrderNeedsEverySite(String platform, int count) {
        MinimalAnswer answer = find(FLAGS, platform);
        assertThat(answer.smallestSets())
                .containsExactly(new LinkedHashSet<>(FLAGS.split().sites()));
        assertThat(answer.plans().size()).isEqualTo(count);
    }

    @Test
    void theKernelsModelWantsFullBarriersForStoreBufferingAndOneOfTwoElsewhere() {
        MinimalAnswer answer = find(EVENT_IDX, "smp-lkmm");
        for (BarrierSite site : answer.sites()) {
            Set<String> expected = switch (site.shape()) {
                case SB -> Set.of("smp_mb");
                case MP_WRITER -> Set.of("smp_wmb", "smp_store_release");
                case MP_READER -> Set.of("smp_rmb", "smp_load_acquire");
                case LB -> Set.of();
            };
            assertThat(at(answer, site)).as(site.name()).isEqualTo(expected);
        }
        assertThat(answer.plans().size()).isEqualTo(32);
    }

    /**
     * A store-release stays before a later load-acquire there: the two together do at a site what a full fence does.
     */
    @Test
    void arm64OrdersAReleaseBeforeAnAcquireAndNeedsNoFullBarrierAtAll() {
        MinimalAnswer answer = find(EVENT_IDX, "smp-arm64");
        assertThat(answer.plans().size()).isEqualTo(2048);
        for (BarrierSite site : answer.sites()) {
            boolean pair = at(answer, site).contains(PAIR);
            assertThat(pair).as(site.name()).isEqualTo(site.shape() == Shape.SB);
        }
        assertThat(at(answer, site("D5"))).containsExactlyInAnyOrder(PAIR, "smp_mb");
        assertThat(answer.plans())
                .anyMatch(plan -> answer.sites().stream()
                        .noneMatch(site -> plan.plan().at(site).is(Primitive.SMP_MB)));
        // The store of avail.idx is D1's, too, and the look before sleeping V5's.
        assertThat(answer.smallestSets())
                .containsExactly(answer.sites().stream()
                        .filter(site -> site != site("D1") && site != site("V2") && site != site("V5"))
                        .collect(Collectors.toSet()));
    }

    @ParameterizedTest
    @CsvSource({"smp-arm64, true", "smp-lkmm, false", "smp-x86, false", "dma-coherent, false", "remoteproc, false"})
    void aReleaseAndAnAcquireAtOneSiteAreEnoughOnArm64Only(String platform, boolean enough) {
        Placement pair = Placement.pair(Primitive.VIRT_STORE_RELEASE, Primitive.SMP_LOAD_ACQUIRE);
        for (RingFeatures features : List.of(EVENT_IDX, FLAGS)) {
            for (BarrierSite site : features.split().sites()) {
                if (site.shape() == Shape.SB) {
                    BarrierPlan plan = BarrierPlan.mandatory().with(site, pair);
                    assertThat(MinimalJudge.sufficient(plan, features.split(), 2, platform(platform)))
                            .as(plan + " on " + platform)
                            .isEqualTo(enough);
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "remoteproc, wmb, rmb, mb",
        "dma-coherent, dma_wmb, dma_rmb, dma_mb",
        "up-guest, virt_wmb, virt_rmb," + " virt_mb"
    })
    void reachAndBuildMatter(String platform, String wmb, String rmb, String mb) {
        MinimalAnswer answer = find(EVENT_IDX, platform);
        assertThat(at(answer, site("D1"))).contains(wmb).doesNotContain("smp_wmb", "smp_store_release");
        assertThat(at(answer, site("D3"))).contains(rmb).doesNotContain("smp_rmb");
        assertThat(at(answer, site("D2"))).containsExactly(mb);
    }

    @Test
    void aDeviceThatConsumesInPlaceCanTakeItsOrderFromEitherSite() {
        MinimalAnswer answer = find(new RingFeatures(false, true), "smp-lkmm");
        Set<BarrierSite> withV2 = new LinkedHashSet<>(answer.sites());
        withV2.remove(site("V6"));
        Set<BarrierSite> withV6 = new LinkedHashSet<>(answer.sites());
        withV6.remove(site("V2"));
        assertThat(answer.smallestSets()).containsExactlyInAnyOrder(withV2, withV6);
        assertThat(answer.plans().size()).isEqualTo(48);
    }

    /** Why the two do not compare on Armv8: the order that says so would fail here. */
    @Test
    void onArmv8AFullBarrierBeforeAStoreDoesNotDoAllThatAReleaseDoes() {
        Platform arm64 = platform("smp-arm64");
        BarrierPlan acquire = BarrierPlan.mandatory().with(site("D2"), Primitive.SMP_LOAD_ACQUIRE);
        BarrierPlan release = acquire.with(site("D1"), Primitive.SMP_STORE_RELEASE);
        BarrierPlan full = acquire.with(site("D1"), Primitive.SMP_MB);
        assertThat(MinimalJudge.sufficient(release, EVENT_IDX.split(), 2, arm64))
                .isTrue();
        assertThat(MinimalJudge.sufficient(full, EVENT_IDX.split(), 2, arm64)).isFalse();
        MinimalStrength weak = MinimalStrength.of(Placement.of(Primitive.SMP_STORE_RELEASE), site("D1"), arm64, true);
        MinimalStrength strong = MinimalStrength.of(Placement.of(Primitive.SMP_MB), site("D1"), arm64, true);
        assertThat(weak.atMost(strong, site("D1"), arm64)).isFalse();
        assertThat(weak.atMost(strong, site("D1"), platform("smp-lkmm"))).isTrue();
    }

    @Test
    void everyStepDownHasAWitness() {
        MinimalAnswer answer = find(FLAGS, "smp-lkmm");
        MinimalPlan last = answer.plans().get(answer.plans().size() - 1);
        for (MinimalPlan plan : List.of(answer.plans().get(0), last)) {
            int steps = 0;
            for (int place = 0; place < answer.choices().size(); place++) {
                steps += answer.choices()
                        .get(place)
                        .order()
                        .stepsDown(plan.choices().get(place))
                        .size();
            }
            assertThat(plan.witnesses()).hasSize(steps);
            for (MinimalWitness witness : plan.witnesses()) {
                BarrierPlan weaker = plan.plan().with(witness.site(), witness.weaker());
                assertThat(MinimalJudge.sufficient(weaker, answer.variant(), witness.bound(), answer.platform()))
                        .as(weaker.toString())
                        .isFalse();
                assertThat(MinimalJudge.sufficient(weaker, answer.variant(), witness.bound() - 1, answer.platform()))
                        .as(weaker + " with fewer buffers")
                        .isTrue();
            }
        }
    }

    @Test
    void aTimeLimitThatIsHitIsBoundedAndNeverSafe() {
        MinimalAnswer answer = plans(Duration.ZERO).find(EVENT_IDX.split(), 2, platform("smp-lkmm"));
        assertThat(answer.bounded()).isTrue();
        assertThat(answer.plans()).isEmpty();
        assertThat(answer.smallestSets()).isEmpty();
    }

    @Test
    void aBoundThatMutantsSurviveIsBounded() {
        MinimalAnswer answer = plans(Duration.ofSeconds(60)).find(EVENT_IDX.split(), 1, platform("smp-x86"));
        assertThat(answer.reasons()).contains("with 1 buffer the check does not notice when D2 is dropped");
        assertThat(answer.plans()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "smp-lkmm, smp, true",
        "smp-lkmm, mandatory, true",
        "remoteproc, smp, false",
        "remoteproc, mandatory, true",
        "smp-x86, none, false"
    })
    void comparisonSaysWhetherItIsEnough(String platform, String family, boolean enough) {
        MinimalAnswer answer = find(FLAGS, platform);
        Map<BarrierSite, Placement> barriers = new LinkedHashMap<>();
        for (BarrierSite site : answer.sites()) {
            String spelling = family.equals("smp")
                    ? "smp_" + site.needs().spelling()
                    : site.needs().spelling();
            barriers.put(
                    site,
                    Placement.of(
                            family.equals("none")
                                    ? Primitive.NONE
                                    : Primitive.of(spelling).orElseThrow()));
        }
        MinimalComparison comparison = MinimalComparison.of(answer, barriers);
        assertThat(comparison.enough()).isEqualTo(enough);
        List<MinimalComparison.Relation> relations = comparison.lines().stream()
                .map(MinimalComparison.Line::relation)
                .toList();
        MinimalComparison.Relation expected = enough
                ? family.equals("mandatory") && !platform.equals("remoteproc")
                        ? MinimalComparison.Relation.STRONGER
                        : MinimalComparison.Relation.EXACT
                : MinimalComparison.Relation.TOO_WEAK;
        assertThat(relations).contains(expected);
    }
}
