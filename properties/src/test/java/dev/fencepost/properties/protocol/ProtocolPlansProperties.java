package dev.fencepost.properties.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.model.memory.ExecutionExplorer;
import dev.fencepost.model.platform.BarrierPlan;
import dev.fencepost.model.platform.BarrierSite;
import dev.fencepost.model.platform.Platform;
import dev.fencepost.model.platform.Platforms;
import dev.fencepost.model.platform.Primitive;
import dev.fencepost.model.proposal.MinimalAnswer;
import dev.fencepost.model.proposal.MinimalPlans;
import dev.fencepost.model.proposal.Protocols;
import dev.fencepost.model.protocol.Protocol;
import dev.fencepost.model.protocol.Scenario;
import dev.fencepost.model.protocol.Variant;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/**
 * Random plans hold just where {@code minimal} says so, and always with the mandatory barriers. Protocols for which
 * this takes long have their turn in the deep profile.
 */
class ProtocolPlansProperties {
    private static final boolean DEEP = Boolean.getBoolean("fencepost.deep");
    private static final int BOUND = DEEP ? 2 : 1;
    /** They take ten seconds a platform, or a larger bound before anything can be said of them. */
    private static final Set<String> LONG = Set.of("split", "packed", "dispatch");

    private static final Duration LIMIT = Duration.ofSeconds(60);

    /** What minimal says, found once. */
    private static final Map<Case, MinimalAnswer> ANSWERS = new ConcurrentHashMap<>();

    record Case(Variant variant, Platform platform) {
        MinimalAnswer answer() {
            return ANSWERS.computeIfAbsent(
                    this, any -> new MinimalPlans(LIMIT, step -> {}).find(variant, BOUND, platform));
        }

        boolean holds(BarrierPlan plan) {
            for (int bound = 1; bound <= BOUND; bound++) {
                for (Scenario scenario : variant.scenarios(plan, platform, bound)) {
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
            return variant.protocol().name() + " " + variant.features() + " on " + platform.id();
        }
    }

    @Provide
    Arbitrary<Case> cases() {
        List<Case> cases = new ArrayList<>();
        Stream<Protocol> protocols =
                Protocols.all().stream().filter(protocol -> DEEP || !LONG.contains(protocol.name()));
        Stream.concat(protocols, Stream.of(Relay.INSTANCE))
                .forEach(protocol -> ProtocolRules.variants(protocol)
                        .forEach(variant -> ProtocolRules.platforms(protocol)
                                .forEach(platform -> cases.add(new Case(variant, platform)))));
        return Arbitraries.of(cases);
    }

    /** The answer for another platform is a wrong answer, and one dropped barrier shows it. */
    @Test
    void aWrongAnswerIsNoticed() {
        Variant variant = Variant.of(Relay.INSTANCE);
        Case weak = new Case(variant, Platforms.of("smp-arm64").orElseThrow());
        Case strong = new Case(variant, Platforms.of("smp-x86").orElseThrow());
        assertThat(variant.sites())
                .map(site -> BarrierPlan.mandatory().without(site))
                .anyMatch(plan -> strong.answer().covers(plan) != weak.holds(plan));
    }

    @Property(tries = 100)
    void minimalSaysWhichPlansHold(@ForAll("cases") Case one, @ForAll long seed) {
        Random random = new Random(seed);
        BarrierPlan plan = BarrierPlan.mandatory();
        for (BarrierSite site : one.variant().sites()) {
            List<Primitive> possible =
                    Stream.of(Primitive.values()).filter(site::accepts).toList();
            // Plans that are weak at every site are all wrong; those that are wrong by one site tell more.
            if (random.nextInt(one.variant().sites().size()) < 2) {
                plan = plan.with(site, possible.get(random.nextInt(possible.size())));
            }
        }
        assertThat(one.answer().reasons()).isEmpty();
        assertThat(one.answer().covers(plan)).as(one + ": " + plan).isEqualTo(one.holds(plan));
    }
}
