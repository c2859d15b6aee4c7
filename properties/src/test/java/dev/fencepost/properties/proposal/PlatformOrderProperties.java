package dev.fencepost.properties.proposal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.model.platform.BarrierPlan;
import dev.fencepost.model.platform.BarrierSite;
import dev.fencepost.model.platform.Placement;
import dev.fencepost.model.platform.Platforms;
import dev.fencepost.model.platform.Primitive;
import dev.fencepost.model.proposal.check.Mutants;
import dev.fencepost.model.proposal.check.PlanCheck;
import dev.fencepost.model.verdict.Verdict;
import dev.fencepost.properties.protocol.Placements;
import dev.fencepost.properties.ring.RingFeatures;
import java.time.Duration;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * How verdicts about any plan relate: a platform that promises less, or a primitive that does more, turns no violation
 * into Holds the wrong way round. The models are independent of each other, so this would show a hole in one of them.
 */
class PlatformOrderProperties {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Mutants MUTANTS = new Mutants(LIMIT);
    /**
     * What holds on the first holds on the second. What holds on arm64 need not hold on x86: a store-release before a
     * load-acquire stays in order there, and on x86 both are plain moves.
     */
    private static final List<List<String>> STRONGER = List.of(
            List.of("smp-lkmm", "smp-arm64"),
            List.of("smp-lkmm", "smp-x86"),
            List.of("up-guest", "smp-lkmm"),
            List.of("up-guest/arm64", "smp-arm64"),
            List.of("up-guest/x86", "smp-x86"),
            List.of("dma-coherent", "dma-coherent/arm64"),
            List.of("dma-coherent", "dma-coherent/x86"),
            List.of("remoteproc", "dma-coherent"));

    private static boolean holds(BarrierPlan plan, RingFeatures features, String platform) {
        Verdict verdict = new PlanCheck(features.split(), 2, LIMIT, MUTANTS)
                .check(plan, Platforms.of(platform).orElseThrow());
        return verdict instanceof Verdict.Holds;
    }

    /** Plans with changes at up to three sites: with more, next to none would hold anywhere. */
    @Provide
    Arbitrary<BarrierPlan> plans() {
        Arbitrary<BarrierPlan> start = Arbitraries.just(BarrierPlan.mandatory());
        return Combinators.combine(start, changes().list().ofMaxSize(3)).as((plan, changes) -> {
            BarrierPlan changed = plan;
            for (Change change : changes) {
                changed = changed.with(change.site(), change.placement());
            }
            return changed;
        });
    }

    @Provide
    Arbitrary<BarrierSite> sites() {
        return Arbitraries.of(RingFeatures.SPLIT.sites());
    }

    record Change(BarrierSite site, Placement placement) {}

    private static Arbitrary<Change> changes() {
        return Arbitraries.of(RingFeatures.SPLIT.sites())
                .flatMap(site -> Arbitraries.of(Placements.at(site)).map(placement -> new Change(site, placement)));
    }

    @Property(tries = 12)
    void aPlatformThatPromisesMoreHoldsMore(
            @ForAll("plans") BarrierPlan plan, @ForAll boolean eventIdx, @ForAll boolean inPlace) {
        RingFeatures features = new RingFeatures(eventIdx, inPlace);
        for (List<String> pair : STRONGER) {
            if (holds(plan, features, pair.get(0))) {
                assertThat(holds(plan, features, pair.get(1)))
                        .as(plan + ": on " + pair.get(0) + " it holds, on " + pair.get(1))
                        .isTrue();
            }
        }
    }

    @Property(tries = 12)
    void aMandatoryBarrierIsNeverWorse(
            @ForAll("plans") BarrierPlan plan, @ForAll("sites") BarrierSite site, @ForAll boolean inPlace) {
        RingFeatures features = new RingFeatures(true, inPlace);
        for (String platform : List.of("smp-lkmm", "dma-coherent", "up-guest/x86")) {
            if (holds(plan, features, platform)) {
                assertThat(holds(plan.with(site, Primitive.MB), features, platform))
                        .as(plan + " with mb at " + site + " on " + platform)
                        .isTrue();
            }
        }
    }
}
