package dev.fencepost.model.proposal;

import dev.fencepost.model.platform.BarrierPlan;
import dev.fencepost.model.platform.BarrierSite;
import dev.fencepost.model.platform.Platform;
import dev.fencepost.model.platform.Platforms;
import dev.fencepost.model.vring.RingFeatures;
import dev.fencepost.model.vring.Scenario;
import dev.fencepost.model.vring.SplitRingProtocol;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Whether a bound is large enough to tell right from wrong. The broken twin of a site is the plan with the mandatory
 * barrier everywhere and nothing at that site; a bound that no platform can reject it with is too small to say Holds.
 *
 * <p>The twins are put to the weakest published hardware model at hand, Armv8: what a platform orders by itself cannot
 * be missed there. That each platform needs the same bound is a property test.
 */
public final class Twins {
    private static final Platform REFERENCE = Platforms.of("smp-arm64").orElseThrow();

    private final Duration limit;
    private final Map<Bound, List<String>> known = new ConcurrentHashMap<>();

    /** With a time limit for one exploration. */
    public Twins(Duration limit) {
        this.limit = limit;
    }

    /** For each site whose twin is not rejected with up to {@code buffers} buffers, a sentence that says so. */
    public List<String> uncovered(RingFeatures features, int buffers) {
        return known.computeIfAbsent(new Bound(features, buffers), this::judge);
    }

    private List<String> judge(Bound bound) {
        List<String> reasons = new ArrayList<>();
        for (BarrierSite site : SplitRingProtocol.sites(bound.features())) {
            if (smallestBound(site, bound.features(), bound.buffers(), REFERENCE)
                    .isEmpty()) {
                reasons.add("with " + bound.buffers() + (bound.buffers() == 1 ? " buffer" : " buffers")
                        + " the check does not notice when " + site + " is dropped");
            }
        }
        return List.copyOf(reasons);
    }

    /**
     * The smallest number of buffers, up to {@code most}, with which the twin of {@code site} is rejected on
     * {@code platform}; empty if none is.
     */
    public OptionalInt smallestBound(BarrierSite site, RingFeatures features, int most, Platform platform) {
        BarrierPlan twin = BarrierPlan.mandatory().without(site);
        for (int buffers = 1; buffers <= most; buffers++) {
            for (Scenario scenario : new SplitRingProtocol(features, twin, platform).scenarios(buffers)) {
                if (scenario.sites().contains(site) && rejected(scenario, platform)) {
                    return OptionalInt.of(buffers);
                }
            }
        }
        return OptionalInt.empty();
    }

    private boolean rejected(Scenario scenario, Platform platform) {
        return PlanCheck.explore(scenario, platform.memoryModel(), limit, new PlanCheck.Tally())
                .isPresent();
    }

    private record Bound(RingFeatures features, int buffers) {}
}
