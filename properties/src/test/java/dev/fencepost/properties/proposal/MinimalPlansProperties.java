package dev.fencepost.properties.proposal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.model.platform.BarrierPlan;
import dev.fencepost.model.platform.BarrierSite;
import dev.fencepost.model.platform.Placement;
import dev.fencepost.model.platform.Platform;
import dev.fencepost.model.platform.Platforms;
import dev.fencepost.model.proposal.minimal.MinimalAnswer;
import dev.fencepost.model.proposal.minimal.MinimalChoices;
import dev.fencepost.properties.protocol.Placements;
import dev.fencepost.properties.ring.RingFeatures;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/**
 * What the search rests on and what follows from it, held on random plans: a stronger plan is never worse, and a plan
 * is sufficient exactly if some minimal one is at most as strong. The second says that none was missed.
 */
class MinimalPlansProperties {
    private static final List<String> PLATFORMS =
            List.of("smp-x86", "smp-lkmm", "smp-arm64", "dma-coherent", "remoteproc", "up-guest/arm64");
    private static final int TRIES = Boolean.getBoolean("fencepost.deep") ? 2_000 : 60;

    private static boolean sufficient(BarrierPlan plan, MinimalAnswer answer) {
        return MinimalJudge.sufficient(plan, answer.variant(), answer.bound(), answer.platform());
    }

    /** A minimal plan with something else at up to {@code changes} sites: most others are far from the edge. */
    private static BarrierPlan near(MinimalAnswer answer, Random random, int changes) {
        BarrierPlan plan =
                answer.plans().get(random.nextInt(answer.plans().size())).plan();
        for (int i = 0; i < changes; i++) {
            BarrierSite site = answer.sites().get(random.nextInt(answer.sites().size()));
            List<Placement> possible = Placements.at(site);
            plan = plan.with(site, possible.get(random.nextInt(possible.size())));
        }
        return plan;
    }

    @Property(tries = 60)
    void aPlanIsSufficientExactlyIfAMinimalOneIsAtMostAsStrong(
            @ForAll long seed, @ForAll boolean inPlace, @ForAll @IntRange(min = 1, max = 3) int changes) {
        Random random = new Random(seed);
        for (int i = 0; i < TRIES / 60; i++) {
            String platform = PLATFORMS.get(random.nextInt(PLATFORMS.size()));
            MinimalAnswer answer =
                    MinimalAnswers.of(platform, new RingFeatures(true, inPlace && !platform.contains("arm64")));
            BarrierPlan plan = near(answer, random, changes);
            assertThat(answer.covers(plan)).as(plan + " on " + platform).isEqualTo(sufficient(plan, answer));
        }
    }

    @Property(tries = 60)
    void aStrongerPlanIsNeverWorse(@ForAll long seed, @ForAll boolean inPlace) {
        Random random = new Random(seed);
        for (int i = 0; i < TRIES / 60; i++) {
            String platform = PLATFORMS.get(random.nextInt(PLATFORMS.size()));
            MinimalAnswer answer =
                    MinimalAnswers.of(platform, new RingFeatures(true, inPlace && !platform.contains("arm64")));
            BarrierPlan plan = near(answer, random, 1);
            BarrierPlan stronger = raised(plan, answer, random);
            assertThat(sufficient(plan, answer) && !sufficient(stronger, answer))
                    .as(plan + " holds on " + platform + ", the stronger " + stronger + " not")
                    .isFalse();
        }
    }

    /** At one site in two, something that is at least as strong. */
    private static BarrierPlan raised(BarrierPlan plan, MinimalAnswer answer, Random random) {
        BarrierPlan raised = plan;
        for (MinimalChoices here : answer.choices()) {
            BarrierSite site = here.site();
            List<Placement> stronger = Placements.at(site).stream()
                    .filter(each -> atMost(here, plan.at(site), each))
                    .toList();
            if (random.nextBoolean()) {
                raised = raised.with(site, stronger.get(random.nextInt(stronger.size())));
            }
        }
        return raised;
    }

    private static boolean atMost(MinimalChoices here, Placement weak, Placement strong) {
        return IntStream.range(0, here.order().size())
                .filter(choice -> here.placements(choice).contains(weak))
                .mapToObj(choice -> here.atMost(choice, strong))
                .findFirst()
                .orElse(weak.equals(strong));
    }

    /** Every subset of the sites, by brute force: the mandatory barrier or nothing. */
    private static void everySubset(String platform, RingFeatures features) {
        Platform row = Platforms.of(platform).orElseThrow();
        MinimalAnswer answer = MinimalAnswers.of(platform, features);
        List<BarrierSite> sites = answer.sites();
        for (int mask = 0; mask < 1 << sites.size(); mask++) {
            BarrierPlan plan = BarrierPlan.mandatory();
            Set<BarrierSite> kept = new HashSet<>();
            for (int i = 0; i < sites.size(); i++) {
                if ((mask >> i & 1) == 1) {
                    kept.add(sites.get(i));
                } else {
                    plan = plan.without(sites.get(i));
                }
            }
            assertThat(answer.smallestSets().stream().anyMatch(kept::containsAll))
                    .as(kept + " on " + platform)
                    .isEqualTo(MinimalJudge.sufficient(plan, answer.variant(), 2, row));
        }
    }

    @Example
    void bruteForceOverAllSubsetsAgreesOnX86() {
        everySubset("smp-x86", new RingFeatures(false, false));
    }

    @Example
    void bruteForceOverAllSubsetsAgreesUnderTheKernelsModel() {
        everySubset("smp-lkmm", new RingFeatures(false, false));
    }
}
