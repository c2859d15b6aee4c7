package dev.fencepost.model.proposal.check;

import dev.fencepost.model.platform.BarrierPlan;
import dev.fencepost.model.platform.BarrierSite;
import dev.fencepost.model.platform.Platform;
import dev.fencepost.model.platform.Platforms;
import dev.fencepost.model.proposal.search.ScenarioSearch;
import dev.fencepost.model.proposal.search.Tally;
import dev.fencepost.model.protocol.Protocol;
import dev.fencepost.model.protocol.Scenario;
import dev.fencepost.model.protocol.Unit;
import dev.fencepost.model.protocol.Variant;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Whether a bound is large enough to tell right from wrong. The mutant of a site is the plan with the mandatory barrier
 * everywhere and nothing at that site; a bound that no platform can reject it with is too small to say Holds.
 *
 * <p>The mutants are put to the weakest published hardware model at hand, Armv8, where the protocol has a meaning
 * there: what a platform orders by itself cannot be missed. Those that pass are put to the other platforms. That each
 * platform needs the same bound is a property test.
 */
public final class Mutants {
    private static final String REFERENCE = "smp-arm64";

    private final Duration limit;
    private final Map<Bound, List<String>> known = new ConcurrentHashMap<>();

    /** With a time limit for one exploration. */
    public Mutants(Duration limit) {
        this.limit = limit;
    }

    /** For each site whose mutant is not rejected with up to {@code bound} units, a sentence that says so. */
    public List<String> uncovered(Variant variant, int bound) {
        return known.computeIfAbsent(new Bound(variant, bound), this::judge);
    }

    private List<String> judge(Bound bound) {
        List<String> reasons = new ArrayList<>();
        for (BarrierSite site : bound.variant().sites()) {
            if (rows(bound.variant().protocol())
                    .noneMatch(platform -> smallestBound(site, bound.variant(), bound.most(), platform)
                            .isPresent())) {
                reasons.add("with " + bound.variant().protocol().unit().of(bound.most())
                        + " the check does not notice when " + site.name() + " is dropped");
            }
        }
        return List.copyOf(reasons);
    }

    /** Those that the protocol has a meaning on, the reference first. */
    private static Stream<Platform> rows(Protocol protocol) {
        return Platforms.rows().stream()
                .filter(platform -> protocol.objection(platform).isEmpty())
                .sorted(Comparator.comparing(platform -> !platform.id().equals(REFERENCE)));
    }

    /**
     * The smallest bound, up to {@code most}, with which the mutant of {@code site} is rejected on {@code platform};
     * empty if none is.
     */
    public OptionalInt smallestBound(BarrierSite site, Variant variant, int most, Platform platform) {
        BarrierPlan mutant = BarrierPlan.mandatory().without(site);
        for (int bound = 1; bound <= most; bound++) {
            for (Scenario scenario : variant.scenarios(mutant, platform, bound)) {
                if (scenario.sites().contains(site)
                        && rejected(scenario, platform, variant.protocol().unit())) {
                    return OptionalInt.of(bound);
                }
            }
        }
        return OptionalInt.empty();
    }

    private boolean rejected(Scenario scenario, Platform platform, Unit unit) {
        return new ScenarioSearch(limit)
                .find(scenario, platform.memoryModel(scenario.sides()), new Tally(unit))
                .isPresent();
    }

    private record Bound(Variant variant, int most) {}
}
