package dev.fencepost.properties.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.model.memory.execution.ExecutionExplorer;
import dev.fencepost.model.platform.BarrierPlan;
import dev.fencepost.model.platform.BarrierSite;
import dev.fencepost.model.platform.Placement;
import dev.fencepost.model.platform.Platform;
import dev.fencepost.model.platform.Platforms;
import dev.fencepost.model.platform.Primitive;
import dev.fencepost.model.proposal.minimal.MinimalAnswer;
import dev.fencepost.model.proposal.minimal.MinimalPlan;
import dev.fencepost.model.proposal.minimal.MinimalPlans;
import dev.fencepost.model.protocol.Scenario;
import dev.fencepost.model.protocol.Variant;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * {@code minimal} against exploring plan by plan, on protocols that nobody wrote, with locations of every kind on every
 * platform: what it lists holds and with one step less does not, and what holds is at least as strong as what it lists.
 */
class RandomProtocolProperties {
    private static final boolean DEEP = Boolean.getBoolean("fencepost.deep");
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int PROTOCOLS = DEEP ? 60 : 2;
    private static final int PLANS = DEEP ? 200 : 25;

    private static boolean holds(Variant variant, BarrierPlan plan, Platform platform) {
        Scenario scenario = variant.scenarios(plan, platform, 1).get(0);
        boolean[] fine = {true};
        new ExecutionExplorer(scenario.program(), platform.memoryModel(scenario.sides())).explore(execution -> {
            fine[0] = scenario.claims().stream().noneMatch(claim -> claim.bad().holds(execution::value));
            return fine[0];
        });
        return fine[0];
    }

    /** Empty where no bound tells the mutant of every site. */
    private static Optional<MinimalAnswer> answer(Variant variant, Platform platform) {
        MinimalAnswer answer = new MinimalPlans(LIMIT, step -> {}).find(variant, 1, platform);
        return answer.bounded() ? Optional.empty() : Optional.of(answer);
    }

    @Test
    void minimalListsExactlyWhatHoldsAndNotWithLess() {
        long seed = DEEP ? System.nanoTime() : 12;
        Random random = new Random(seed);
        for (Platform platform : Platforms.rows()) {
            for (int done = 0; done < PROTOCOLS; ) {
                RandomProtocol protocol = RandomProtocol.next(random, platform, 2 + random.nextInt(2));
                Variant variant = Variant.of(protocol);
                Optional<MinimalAnswer> found = answer(variant, platform);
                if (found.isPresent()) {
                    agrees(variant, found.get(), random, protocol + " (seed " + seed + ")");
                    done++;
                }
            }
        }
    }

    private static void agrees(Variant variant, MinimalAnswer answer, Random random, String what) {
        for (MinimalPlan plan : answer.plans()) {
            assertThat(holds(variant, plan.plan(), answer.platform()))
                    .as(plan.plan() + " " + what)
                    .isTrue();
            plan.witnesses()
                    .forEach(step -> assertThat(
                                    holds(variant, plan.plan().with(step.site(), step.weaker()), answer.platform()))
                            .as(step + " " + what)
                            .isFalse());
        }
        List<BarrierPlan> plans = new ArrayList<>(List.of(BarrierPlan.mandatory()));
        for (int i = 0; i < PLANS; i++) {
            plans.add(near(variant, answer, random));
        }
        for (BarrierPlan plan : plans) {
            assertThat(answer.covers(plan)).as(plan + " " + what).isEqualTo(holds(variant, plan, answer.platform()));
        }
    }

    /** A minimal or mandatory plan with anything else at one site or two: most others are far from the edge. */
    private static BarrierPlan near(Variant variant, MinimalAnswer answer, Random random) {
        int from = random.nextInt(answer.plans().size() + 1);
        BarrierPlan plan = from == answer.plans().size()
                ? BarrierPlan.mandatory()
                : answer.plans().get(from).plan();
        for (int change = random.nextInt(2); change < 2; change++) {
            BarrierSite site =
                    variant.sites().get(random.nextInt(variant.sites().size()));
            List<Placement> possible = Placements.at(site);
            plan = plan.with(site, possible.get(random.nextInt(possible.size())));
        }
        return plan;
    }

    /** An entry in memory, a doorbell in a register, a completion in memory: NVMe's shape. */
    @Test
    void aQueueWithADoorbellNeedsABarrierToTheSystem() {
        for (String id : List.of("dma-coherent", "pci-device")) {
            Platform platform = Platforms.of(id).orElseThrow();
            Variant variant = Variant.of(new DoorbellQueue());
            assertThat(holds(variant, BarrierPlan.mandatory(), platform)).as(id).isTrue();
            for (Primitive weak : List.of(Primitive.DMA_WMB, Primitive.DMA_MB, Primitive.SMP_WMB, Primitive.NONE)) {
                assertThat(holds(variant, BarrierPlan.mandatory().with(DoorbellQueue.Place.RQ1, weak), platform))
                        .as(weak + " on " + id)
                        .isFalse();
            }
            MinimalAnswer answer = answer(variant, platform).orElseThrow();
            assertThat(answer.plans())
                    .anyMatch(plan -> plan.plan().at(DoorbellQueue.Place.RQ1).is(Primitive.WMB))
                    .noneMatch(plan ->
                            plan.plan().at(DoorbellQueue.Place.RQ1).spelling().endsWith("_wmb"));
        }
    }
}
