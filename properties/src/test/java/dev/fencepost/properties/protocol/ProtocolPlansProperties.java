package dev.fencepost.properties.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.model.memory.execution.ExecutionExplorer;
import dev.fencepost.model.platform.BarrierPlan;
import dev.fencepost.model.platform.BarrierSite;
import dev.fencepost.model.platform.Platform;
import dev.fencepost.model.platform.Platforms;
import dev.fencepost.model.proposal.check.Mutants;
import dev.fencepost.model.proposal.check.Protocols;
import dev.fencepost.model.proposal.minimal.MinimalAnswer;
import dev.fencepost.model.proposal.minimal.MinimalPlans;
import dev.fencepost.model.protocol.Protocol;
import dev.fencepost.model.protocol.Scenario;
import dev.fencepost.model.protocol.Variant;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random plans hold just where {@code minimal} says so. Each protocol has random pairs of a variant and a platform, and
 * random plans for each; the deep profile has more, and others each night.
 */
class ProtocolPlansProperties {
    private static final boolean DEEP = Boolean.getBoolean("fencepost.deep");
    private static final int MOST_UNITS = 2;
    private static final int CASES = DEEP ? 12 : 1;
    private static final int PLANS = DEEP ? 40 : 10;
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Mutants MUTANTS = new Mutants(LIMIT);

    record Case(Variant variant, Platform platform, int bound) {
        /** With as few units as something can be said of, at quick size. */
        static Case of(Variant variant, Platform platform) {
            int least = DEEP ? MOST_UNITS : 1;
            while (least < MOST_UNITS && !MUTANTS.uncovered(variant, least).isEmpty()) {
                least++;
            }
            return new Case(variant, platform, least);
        }

        MinimalAnswer answer() {
            return new MinimalPlans(LIMIT, step -> {}).find(variant, bound, platform);
        }

        boolean holds(BarrierPlan plan) {
            for (int units = 1; units <= bound; units++) {
                for (Scenario scenario : variant.scenarios(plan, platform, units)) {
                    boolean[] broken = new boolean[1];
                    new ExecutionExplorer(scenario.program(), platform.memoryModel(scenario.sides()))
                            .explore(execution -> {
                                broken[0] = scenario.claims().stream()
                                        .anyMatch(claim -> claim.bad().holds(execution::value));
                                return !broken[0];
                            });
                    if (broken[0]) {
                        return false;
                    }
                }
            }
            return true;
        }

        @Override
        public String toString() {
            return variant.protocol().name() + " " + variant.features() + " on " + platform.id() + ", up to " + bound;
        }
    }

    /** The answer for another platform is a wrong answer, and one dropped barrier shows it. */
    @Test
    void aWrongAnswerIsNoticed() {
        Variant variant = Variant.of(Relay.INSTANCE);
        Case weak = Case.of(variant, Platforms.of("smp-arm64").orElseThrow());
        Case strong = Case.of(variant, Platforms.of("smp-x86").orElseThrow());
        MinimalAnswer wrong = strong.answer();
        assertThat(variant.sites())
                .map(site -> BarrierPlan.mandatory().without(site))
                .anyMatch(plan -> wrong.covers(plan) != weak.holds(plan));
    }

    private static Stream<Protocol> protocols() {
        return Stream.concat(Protocols.all().stream(), Stream.of(Relay.INSTANCE));
    }

    @ParameterizedTest
    @MethodSource("protocols")
    void minimalSaysWhichPlansHold(Protocol protocol) {
        long seed = DEEP ? System.nanoTime() : 1;
        Random random = new Random(seed);
        for (int sample = 0; sample < CASES; sample++) {
            Case one = Case.of(
                    any(ProtocolRules.variants(protocol), random), any(ProtocolRules.platforms(protocol), random));
            MinimalAnswer answer = one.answer();
            assertThat(answer.reasons()).as(one.toString()).isEmpty();
            for (int i = 0; i < PLANS; i++) {
                BarrierPlan plan = plan(one.variant().sites(), random);
                assertThat(answer.covers(plan))
                        .as(one + ": " + plan + " (seed " + seed + ")")
                        .isEqualTo(one.holds(plan));
            }
        }
    }

    private static <T> T any(List<T> some, Random random) {
        return some.get(random.nextInt(some.size()));
    }

    /** Plans that are weak at every site are all wrong; those that are wrong by one site tell more. */
    private static BarrierPlan plan(List<BarrierSite> sites, Random random) {
        BarrierPlan plan = BarrierPlan.mandatory();
        for (BarrierSite site : sites) {
            if (random.nextInt(sites.size()) < 2) {
                plan = plan.with(site, any(Placements.at(site), random));
            }
        }
        return plan;
    }
}
