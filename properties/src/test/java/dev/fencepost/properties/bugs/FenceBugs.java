package dev.fencepost.properties.bugs;

import static dev.fencepost.properties.protocol.Sites.site;

import dev.fencepost.model.platform.BarrierPlan;
import dev.fencepost.model.platform.BarrierSite;
import dev.fencepost.model.platform.Platforms;
import dev.fencepost.model.platform.Primitive;
import dev.fencepost.model.proposal.check.Mutants;
import dev.fencepost.model.proposal.check.PlanCheck;
import dev.fencepost.model.protocol.Variant;
import dev.fencepost.model.spec.BugCheck;
import dev.fencepost.model.verdict.Verdict;
import dev.fencepost.properties.ring.RingFeatures;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** Fences that were missing, too weak, or of the wrong domain: plans, put to all executions of the ring's programs. */
final class FenceBugs {
    private static final int BUFFERS = 2;
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Mutants MUTANTS = new Mutants(LIMIT);

    private static final RingFeatures FLAGS = new RingFeatures(false, false);
    private static final RingFeatures EVENT_IDX = new RingFeatures(true, false);

    /** What a driver has that takes its peer for a processor of the same system. */
    private static final Map<BarrierSite, Primitive> SMP_DRIVER = Map.of(
            site("D1"), Primitive.SMP_WMB,
            site("D2"), Primitive.SMP_MB,
            site("D3"), Primitive.SMP_RMB,
            site("D4"), Primitive.SMP_MB,
            site("D5"), Primitive.SMP_MB,
            site("D6"), Primitive.SMP_MB);

    private static final Map<BarrierSite, Primitive> DMA_DRIVER = Map.of(
            site("D1"), Primitive.DMA_WMB,
            site("D3"), Primitive.DMA_RMB);

    private static final Map<BarrierSite, Primitive> VIRT_DRIVER = Map.of(
            site("D1"), Primitive.VIRT_WMB,
            site("D2"), Primitive.VIRT_MB,
            site("D3"), Primitive.VIRT_RMB,
            site("D4"), Primitive.VIRT_MB,
            site("D5"), Primitive.VIRT_MB,
            site("D6"), Primitive.VIRT_MB);

    private FenceBugs() {}

    static List<Attempt> all() {
        return List.of(
                attempt(1, FLAGS, site("V3"), Primitive.NONE, Primitive.SMP_MB, "smp-x86"),
                attempt(2, EVENT_IDX, site("V4"), Primitive.NONE, Primitive.SMP_MB, "smp-x86"),
                attempt(3, FLAGS, site("V1"), Primitive.NONE, Primitive.SMP_RMB, "smp-arm64"),
                attempt(4, FLAGS, site("V3"), Primitive.SMP_WMB, Primitive.SMP_MB, "smp-x86"),
                attempt(5, EVENT_IDX, site("V1"), Primitive.CTRL_DEP, Primitive.SMP_RMB, "smp-arm64"),
                attempt(9, FLAGS, site("D2"), Primitive.NONE, Primitive.SMP_MB, "smp-x86"),
                attempt(10, FLAGS, site("D5"), Primitive.NONE, Primitive.SMP_MB, "smp-x86"),
                plan(12, FLAGS, SMP_DRIVER, DMA_DRIVER, "dma-coherent"),
                plan(13, EVENT_IDX, SMP_DRIVER, Map.of(), "remoteproc"),
                plan(14, EVENT_IDX, SMP_DRIVER, VIRT_DRIVER, "up-guest"),
                attempt(15, EVENT_IDX, site("V5"), Primitive.NONE, Primitive.SMP_RMB, "smp-arm64"),
                attempt(17, EVENT_IDX, site("V4"), Primitive.SMP_STORE_RELEASE, Primitive.SMP_MB, "smp-x86"));
    }

    private static Attempt attempt(
            int number, RingFeatures features, BarrierSite site, Primitive wrong, Primitive right, String platform) {
        return plan(number, features, Map.of(site, wrong), Map.of(site, right), platform);
    }

    /** Every site that is not named has the mandatory barrier: the peer is right. */
    private static Attempt plan(
            int number,
            RingFeatures features,
            Map<BarrierSite, Primitive> wrong,
            Map<BarrierSite, Primitive> right,
            String platform) {
        return new Attempt(
                number,
                BugCheck.WEAK_MEMORY,
                () -> check(number, features, wrong, platform),
                () -> check(number, features, right, platform));
    }

    private static OptionalInt check(
            int number, RingFeatures features, Map<BarrierSite, Primitive> sites, String platform) {
        return check(number, features.split(), sites, platform);
    }

    /** Length of the shortest counterexample of a plan of any protocol, to a clause that the bug broke. */
    static OptionalInt check(
            int number, Variant variant, Map<? extends BarrierSite, Primitive> sites, String platform) {
        Verdict verdict = new PlanCheck(variant, BUFFERS, LIMIT, MUTANTS)
                .check(
                        BarrierPlan.mandatoryExcept(sites),
                        Platforms.of(platform).orElseThrow());
        if (verdict instanceof Verdict.Violated violated) {
            Attempt.requireClause(number, violated.counterexample().clause());
            return OptionalInt.of(violated.counterexample().timeline().size());
        }
        if (verdict instanceof Verdict.Bounded bounded) {
            throw new IllegalStateException("says nothing: " + bounded.reasons());
        }
        return OptionalInt.empty();
    }
}
