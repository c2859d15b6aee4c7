package dev.fencepost.model.proposal.explain;

import dev.fencepost.model.memory.program.Barrier;
import dev.fencepost.model.memory.program.FenceKind;
import dev.fencepost.model.memory.program.Reach;
import dev.fencepost.model.platform.BarrierPlan;
import dev.fencepost.model.platform.BarrierSite;
import dev.fencepost.model.platform.Effect;
import dev.fencepost.model.platform.Placement;
import dev.fencepost.model.platform.Platform;
import dev.fencepost.model.platform.Primitive;
import dev.fencepost.model.platform.Shape;
import dev.fencepost.model.proposal.search.Explored;
import dev.fencepost.model.proposal.search.Tally;
import dev.fencepost.model.proposal.search.Violation;
import dev.fencepost.model.protocol.Scenario;
import dev.fencepost.model.protocol.Variant;
import dev.fencepost.model.verdict.Counterexample.MissingOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which sites are to blame for a violation, by trying: a smallest set of sites such that the scenario holds once they
 * have their mandatory barriers. And why what the plan has there is not enough.
 */
final class MissingOrders {
    private final Variant variant;
    private final BarrierPlan plan;
    private final Platform platform;
    private final Explored explored;

    MissingOrders(Variant variant, BarrierPlan plan, Platform platform, Explored explored) {
        this.variant = variant;
        this.plan = plan;
        this.platform = platform;
        this.explored = explored;
    }

    /** The sites to blame; empty if even mandatory barriers do not help. */
    List<BarrierSite> sites(Violation violation) {
        Scenario scenario = violation.scenario();
        List<BarrierSite> weakened = new ArrayList<>();
        for (BarrierSite site : variant.protocol().sites()) {
            if (scenario.sites().contains(site) && !plan.at(site).is(site.needs())) {
                weakened.add(site);
            }
        }
        for (BarrierSite site : weakened) {
            if (holds(violation, List.of(site))) {
                return List.of(site);
            }
        }
        if (!holds(violation, weakened)) {
            return List.of();
        }
        List<BarrierSite> needed = new ArrayList<>(weakened);
        for (BarrierSite site : weakened) {
            List<BarrierSite> fewer = new ArrayList<>(needed);
            fewer.remove(site);
            if (holds(violation, fewer)) {
                needed = fewer;
            }
        }
        return needed;
    }

    private boolean holds(Violation violation, List<BarrierSite> strengthened) {
        Scenario scenario = violation.scenario();
        BarrierPlan stronger = plan;
        for (BarrierSite site : strengthened) {
            stronger = stronger.with(site, site.needs());
        }
        Scenario same = variant.scenarios(stronger, platform, scenario.bound()).stream()
                .filter(candidate -> candidate.name().equals(scenario.name()))
                .findFirst()
                .orElseThrow();
        Tally tally = new Tally(variant.protocol().unit());
        Optional<Violation> left =
                violation.race().isPresent() ? explored.race(same, tally) : explored.broken(same, platform, tally);
        return left.isEmpty() && tally.complete();
    }

    /** The site's entry in a counterexample. */
    MissingOrder describe(BarrierSite site) {
        return new MissingOrder(site.name(), site.orders(), plan.at(site).spelling(), why(site));
    }

    private String why(BarrierSite site) {
        Placement placement = plan.at(site);
        if (placement.is(Primitive.CTRL_DEP)) {
            return "a control dependency orders a load before later stores, not before later loads";
        }
        List<Effect> effects = placement.primitives().stream()
                .map(primitive -> Effect.of(primitive, platform.party(site.side())))
                .toList();
        if (effects.stream().allMatch(effect -> effect instanceof Effect.Nothing)) {
            return ((Effect.Nothing) effects.get(0)).why();
        }
        if (effects.stream().anyMatch(effect -> effect instanceof Effect.Annotation)) {
            return site.needs() == Primitive.READL
                    ? "release and acquire do not make a posted write arrive"
                    : annotation(site, placement);
        }
        return fence(site, ((Effect.Fence) effects.get(0)).barrier());
    }

    private String annotation(BarrierSite site, Placement placement) {
        if (site.shape() == Shape.SB) {
            return storeBuffering(placement);
        }
        return platform.weakBoundaries().isEmpty()
                ? "it does not order all of these accesses"
                : "release and acquire reach as far as coherence does, and the other side is beyond it";
    }

    /** Armv8 alone keeps a store-release before a later load-acquire, and not if the load is LDAPR. */
    private String storeBuffering(Placement placement) {
        if (placement.primitives().size() == 1 || platform.base() != Platform.BaseModel.ARMV8) {
            return "release and acquire order no store before a later load";
        }
        return platform.weakBoundaries().isEmpty()
                ? "a store-release stays before a later load-acquire only where that load is LDAR"
                : "a store-release stays before a later load-acquire only as far as coherence reaches";
    }

    private String fence(BarrierSite site, Barrier barrier) {
        FenceKind kind = barrier.kind();
        if (site.needs().kind().equals(Optional.of(FenceKind.READ_BACK))) {
            return barrier.name() + " does not wait until a posted write has arrived; a read from the device does";
        }
        boolean right = kind.orders(site.shape().earlierStores(), site.shape().laterStores());
        if (!right) {
            return barrier.name() + " does not order " + site.shape().needs();
        }
        Reach needed = platform.driver().place().distance(platform.device().place());
        boolean crosses = platform.weakBoundaries().stream()
                .anyMatch(boundary -> boundary.compareTo(needed) <= 0 && boundary.compareTo(barrier.reach()) > 0);
        if (crosses) {
            return barrier.name() + " is promised only " + promised(barrier.reach()) + ", and the other side is a "
                    + platform.party(site.side().other()).who();
        }
        return "it is not enough together with what the other side has";
    }

    private static String promised(Reach reach) {
        return switch (reach) {
            case INNER -> "among the processors of one SMP system";
            case OUTER -> "toward coherent DMA masters";
            case SYSTEM, DEVICE -> "toward everything";
        };
    }
}
