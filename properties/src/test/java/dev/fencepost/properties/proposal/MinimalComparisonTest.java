package dev.fencepost.properties.proposal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.model.platform.BarrierPlan;
import dev.fencepost.model.platform.BarrierSite;
import dev.fencepost.model.platform.Placement;
import dev.fencepost.model.platform.Platforms;
import dev.fencepost.model.platform.Primitive;
import dev.fencepost.model.proposal.check.Mutants;
import dev.fencepost.model.proposal.check.PlanCheck;
import dev.fencepost.model.proposal.check.Protocols;
import dev.fencepost.model.proposal.minimal.MinimalAnswer;
import dev.fencepost.model.proposal.minimal.MinimalComparison;
import dev.fencepost.model.proposal.minimal.MinimalComparison.Relation;
import dev.fencepost.model.proposal.minimal.MinimalPlans;
import dev.fencepost.model.protocol.Variant;
import dev.fencepost.model.verdict.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Barriers that the search does not try are explored, and only those. */
class MinimalComparisonTest {
    private static final Variant DOORBELL =
            Variant.of(Protocols.of("virtio-doorbell").orElseThrow());
    private static final BarrierSite SITE = DOORBELL.protocol().site("BD1").orElseThrow();
    private static final MinimalAnswer ANSWER = new MinimalPlans(Duration.ofSeconds(60), step -> {})
            .find(DOORBELL, 2, Platforms.of("pci-device").orElseThrow());

    private static Function<BarrierPlan, Verdict> check(Duration limit) {
        PlanCheck check = new PlanCheck(DOORBELL, ANSWER.bound(), limit, new Mutants(limit));
        return plan -> check.check(plan, ANSWER.platform());
    }

    private static MinimalComparison of(String primitive, Function<BarrierPlan, Verdict> check) {
        Placement placement = Placement.of(Primitive.of(primitive).orElseThrow());
        return MinimalComparison.of(ANSWER, Map.of(SITE, placement)).explored(check);
    }

    private static List<Relation> relations(MinimalComparison comparison) {
        return comparison.lines().stream().map(MinimalComparison.Line::relation).toList();
    }

    @Test
    void aBarrierFromElsewhereIsEnoughIfItsPlanHolds() {
        MinimalComparison comparison = of("rte_io_wmb", check(Duration.ofSeconds(60)));
        assertThat(relations(comparison)).containsExactly(Relation.ENOUGH);
        assertThat(comparison.enough()).isTrue();
    }

    /** The mutant: it reaches no device. */
    @Test
    void aBarrierFromElsewhereIsTooWeakIfItsPlanIsViolated() {
        MinimalComparison comparison = of("rte_smp_wmb", check(Duration.ofSeconds(60)));
        assertThat(relations(comparison)).containsExactly(Relation.TOO_WEAK);
        assertThat(comparison.enough()).isFalse();
    }

    @Test
    void aLimitIsNeitherEnoughNorTooWeak() {
        Verdict.Holds holds = (Verdict.Holds) check(Duration.ofSeconds(60)).apply(BarrierPlan.mandatory());
        MinimalComparison comparison =
                of("rte_io_wmb", plan -> new Verdict.Bounded(holds.evidence(), List.of("it hit a limit")));
        assertThat(relations(comparison)).containsExactly(Relation.UNKNOWN);
        assertThat(comparison.enough()).isFalse();
    }

    @Test
    void whatTheSearchTriedIsNotExploredAgain() {
        MinimalComparison comparison = of("smp_wmb", plan -> {
            throw new AssertionError("explored " + plan);
        });
        assertThat(relations(comparison)).containsExactly(Relation.TOO_WEAK);
    }
}
