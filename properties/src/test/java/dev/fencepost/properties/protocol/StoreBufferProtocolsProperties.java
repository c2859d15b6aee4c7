package dev.fencepost.properties.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.model.machine.Limits;
import dev.fencepost.model.machine.Listener;
import dev.fencepost.model.machine.program.StoreBuffer;
import dev.fencepost.model.memory.execution.MemoryModel;
import dev.fencepost.model.memory.model.Sc;
import dev.fencepost.model.memory.program.Program;
import dev.fencepost.model.platform.BarrierPlan;
import dev.fencepost.model.platform.BarrierSite;
import dev.fencepost.model.platform.Platform;
import dev.fencepost.model.platform.Platforms;
import dev.fencepost.model.proposal.check.Mutants;
import dev.fencepost.model.proposal.check.OperationalCheck;
import dev.fencepost.model.proposal.check.PlanCheck;
import dev.fencepost.model.proposal.check.Protocols;
import dev.fencepost.model.protocol.Protocol;
import dev.fencepost.model.protocol.Scenario;
import dev.fencepost.model.protocol.Variant;
import dev.fencepost.properties.memory.Outcome;
import dev.fencepost.properties.memory.Stepped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every protocol says the same to two engines of different kinds: the verdicts are equal, and with one unit so is the
 * set of all final states, whatever stands at its sites. The deep profile has all variants, more plans and more units,
 * others each night.
 */
class StoreBufferProtocolsProperties {
    private static final boolean DEEP = Boolean.getBoolean("fencepost.deep");
    private static final long SEED = DEEP ? System.nanoTime() : 1;
    private static final int PLANS = DEEP ? 40 : 1;
    private static final int MOST_VARIANTS = DEEP ? 100 : 3;
    private static final int MOST_UNITS = DEEP ? 3 : 2;
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Mutants MUTANTS = new Mutants(LIMIT);
    private static final Optional<StoreBuffer> TSO = Optional.of(new StoreBuffer());

    private static List<Protocol> protocols() {
        return Stream.concat(Protocols.all().stream(), Stream.of(Relay.INSTANCE))
                .filter(protocol -> !platforms(protocol).isEmpty())
                .toList();
    }

    private static List<Platform> platforms(Protocol protocol) {
        return Platforms.rows().stream()
                .filter(row -> row.memoryModel().name().equals("tso"))
                .filter(row -> row.weakBoundaries().isEmpty())
                .filter(row -> protocol.objection(row).isEmpty())
                .toList();
    }

    /** All but those whose registers a store buffer is no model of. */
    @Test
    void mostProtocolsAreComparedHere() {
        assertThat(protocols().stream().map(Protocol::name))
                .contains("split", "packed", "msix", "grant", "dispatch", "xen-ring", "io-uring", "vmbus");
        assertThat(Protocols.all().stream()
                        .filter(protocol -> OperationalCheck.platform(protocol).isEmpty())
                        .map(Protocol::name))
                .containsExactly("msix-posted", "nvme", "virtio-doorbell");
    }

    @ParameterizedTest
    @MethodSource("protocols")
    void verdictsAreThoseOfTheAxioms(Protocol protocol) {
        Random random = new Random(SEED);
        for (Variant variant : variants(protocol, random)) {
            Platform platform = any(platforms(protocol), random);
            int bound = Math.min(MOST_UNITS, protocol.largestBound());
            for (BarrierPlan plan : plans(variant, random)) {
                String word = new PlanCheck(variant, bound, LIMIT, MUTANTS)
                        .check(plan, platform)
                        .word();
                assertThat(word(variant, bound, TSO, plan, platform))
                        .as(protocol.name() + " " + variant.features() + " on " + platform.id() + ": " + plan
                                + " (seed " + SEED + ")")
                        .isEqualTo(word);
            }
        }
    }

    private static String word(
            Variant variant, int bound, Optional<StoreBuffer> buffer, BarrierPlan plan, Platform platform) {
        return new OperationalCheck(variant, bound, buffer, Limits.ofThisJvm(), MUTANTS)
                .check(plan, platform, any -> true, Listener.NONE)
                .verdict()
                .word();
    }

    /** The mutants: a buffer that no fence waits for, and none, with the barriers and without. */
    @Test
    void aWrongStoreBufferIsNoticed() {
        Variant split = Variant.of(Protocols.of("split").orElseThrow());
        Platform x86 = Platforms.of("smp-x86").orElseThrow();
        BarrierPlan right = BarrierPlan.mandatory();
        BarrierPlan without = right.without(Sites.site("D2"));
        StoreBuffer careless = new StoreBuffer() {
            @Override
            public boolean passesFence(List<Pending> waiting) {
                return true;
            }
        };
        assertThat(word(split, 2, TSO, right, x86)).isEqualTo("Holds");
        assertThat(word(split, 2, Optional.of(careless), right, x86)).isEqualTo("Violated");
        assertThat(word(split, 2, TSO, without, x86)).isEqualTo("Violated");
        assertThat(word(split, 2, Optional.empty(), without, x86)).isEqualTo("Holds");
    }

    @ParameterizedTest
    @MethodSource("protocols")
    void finalStatesAreThoseOfTheAxioms(Protocol protocol) {
        Random random = new Random(SEED);
        for (Variant variant : variants(protocol, random)) {
            Platform platform = any(platforms(protocol), random);
            for (BarrierPlan plan : plans(variant, random)) {
                for (Scenario scenario : variant.scenarios(plan, platform, 1)) {
                    Program program = scenario.program();
                    String what = protocol.name() + " " + variant.features() + " " + scenario.name() + ": " + plan
                            + " (seed " + SEED + ")";
                    MemoryModel tso = platform.memoryModel(scenario.sides());
                    assertThat(Stepped.of(program, TSO)).as(what).isEqualTo(Stepped.of(Outcome.of(program, tso)));
                    assertThat(Stepped.of(program, Optional.empty()))
                            .as("sc " + what)
                            .isEqualTo(Stepped.of(Outcome.of(program, new Sc())));
                }
            }
        }
    }

    private static List<Variant> variants(Protocol protocol, Random random) {
        List<Variant> variants = new ArrayList<>(ProtocolRules.variants(protocol));
        Collections.shuffle(variants, random);
        return variants.subList(0, Math.min(MOST_VARIANTS, variants.size()));
    }

    /** The mandatory barriers, none at all, and random plans. */
    private static List<BarrierPlan> plans(Variant variant, Random random) {
        BarrierPlan none = BarrierPlan.mandatory();
        for (BarrierSite site : variant.sites()) {
            none = none.without(site);
        }
        return Stream.concat(
                        Stream.of(BarrierPlan.mandatory(), none),
                        Stream.generate(() -> plan(variant, random)).limit(PLANS))
                .toList();
    }

    private static BarrierPlan plan(Variant variant, Random random) {
        BarrierPlan plan = BarrierPlan.mandatory();
        for (BarrierSite site : variant.sites()) {
            if (random.nextInt(3) == 0) {
                plan = plan.with(site, any(Placements.at(variant, site), random));
            }
        }
        return plan;
    }

    private static <T> T any(List<T> some, Random random) {
        return some.get(random.nextInt(some.size()));
    }
}
