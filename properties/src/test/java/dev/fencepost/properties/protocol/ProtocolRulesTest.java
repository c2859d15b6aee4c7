package dev.fencepost.properties.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.model.c.Source;
import dev.fencepost.model.c.SourceException;
import dev.fencepost.model.memory.execution.ExecutionExplorer;
import dev.fencepost.model.memory.execution.Exploration;
import dev.fencepost.model.memory.program.Expression;
import dev.fencepost.model.memory.program.Mode;
import dev.fencepost.model.platform.BarrierPlan;
import dev.fencepost.model.platform.BarrierSite;
import dev.fencepost.model.platform.Placement;
import dev.fencepost.model.platform.Platform;
import dev.fencepost.model.proposal.check.Mutants;
import dev.fencepost.model.proposal.check.Protocols;
import dev.fencepost.model.protocol.Claim;
import dev.fencepost.model.protocol.Protocol;
import dev.fencepost.model.protocol.Scenario;
import dev.fencepost.model.protocol.Variant;
import dev.fencepost.model.protocol.text.ProtocolReader;
import dev.fencepost.model.spec.Clause;
import dev.fencepost.model.spec.Rule;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every protocol keeps the rules that everything around it takes for granted. */
class ProtocolRulesTest {
    private static final boolean DEEP = Boolean.getBoolean("fencepost.deep");

    /** The weakest hardware, the kernel's model, and the strongest, where the sites of proposals are often nothing. */
    private static final Set<String> REFERENCES = Set.of("smp-arm64", "smp-lkmm", "smp-x86");

    private static final Mutants MUTANTS = new Mutants(Duration.ofSeconds(60));

    static Stream<Protocol> protocols() {
        return Stream.concat(Protocols.all().stream(), Stream.of(Relay.INSTANCE));
    }

    @ParameterizedTest
    @MethodSource("protocols")
    void everyProtocolKeepsTheRules(Protocol protocol) {
        assertThat(ProtocolRules.faults(protocol)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("protocols")
    void everySiteIsMissedWithTwoUnits(Protocol protocol) {
        for (Variant variant : ProtocolRules.variants(protocol)) {
            assertThat(MUTANTS.uncovered(variant, 2))
                    .as(protocol.name() + variant.features())
                    .isEmpty();
        }
    }

    /** A site that stands in a scenario and is not listed is needless there, or another one's barrier covers it. */
    @ParameterizedTest
    @MethodSource("protocols")
    void nothingBreaksWithoutTheSitesThatAreNotListed(Protocol protocol) {
        for (Variant variant : ProtocolRules.variants(protocol)) {
            assertThat(broken(variant)).as(protocol.name() + variant.features()).isEmpty();
        }
    }

    @Test
    void aSiteThatIsSaidToBeNeedlessAndIsNotIsNoticed() throws SourceException {
        Protocol wrong = ProtocolReader.read(new Source("wrong.c", """
                bound(K, "letter", "letters", 2);
                feature(LOOKED_AT, "the reader looks at the flag", "it does not");
                needless(D1, LOOKED_AT, "the reader looks at the flag");
                shared u32 letter, flag;
                driver void put(void) { WRITE_ONCE(letter, 1); D1: wmb(); WRITE_ONCE(flag, 1); }
                device void take(void)
                {
                    u32 seen = READ_ONCE(flag);
                    V1: rmb();
                    never(seen && !READ_ONCE(letter), S3, "the reader takes a letter that is not there yet");
                }
                scenario(delivery) { run(put()); run(take()); }
                """));
        assertThat(broken(Variant.of(wrong))).isEmpty();
        assertThat(broken(Variant.of(wrong, "LOOKED_AT")))
                .contains("smp-arm64: the reader takes a letter that is not there yet")
                .noneMatch(broken -> broken.startsWith("smp-x86"));
    }

    /** What goes wrong without all sites that are not listed, with up to two units; deep: on every platform. */
    private static Set<String> broken(Variant variant) {
        Set<String> broken = new TreeSet<>();
        for (Platform platform : ProtocolRules.platforms(variant.protocol())) {
            if (!DEEP && !REFERENCES.contains(platform.id()) && !platform.id().startsWith("pci")) {
                continue;
            }
            for (int bound = 1; bound <= Math.min(2, variant.protocol().largestBound()); bound++) {
                Set<BarrierSite> hidden = new HashSet<>();
                variant.scenarios(BarrierPlan.mandatory(), platform, bound)
                        .forEach(scenario -> hidden.addAll(scenario.sites()));
                variant.sites().forEach(hidden::remove);
                BarrierPlan without = BarrierPlan.mandatory();
                for (BarrierSite site : hidden) {
                    without = without.without(site);
                }
                for (Scenario scenario : variant.scenarios(without, platform, bound)) {
                    if (scenario.sites().stream().anyMatch(hidden::contains)) {
                        findings(scenario, platform).forEach(finding -> broken.add(platform.id() + ": " + finding));
                    }
                }
            }
        }
        return broken;
    }

    private static Set<String> findings(Scenario scenario, Platform platform) {
        Set<String> findings = new TreeSet<>();
        Exploration exploration = new ExecutionExplorer(scenario.program(), platform.memoryModel(scenario.sides()))
                .explore(execution -> {
                    scenario.claims().stream()
                            .filter(claim -> claim.bad().holds(execution::value))
                            .forEach(claim -> findings.add(claim.finding()));
                    return true;
                });
        if (!exploration.complete()) {
            findings.add(scenario.name() + " was not explored to its end");
        }
        return findings;
    }

    @Test
    void namesAreUnique() {
        assertThat(Protocols.names()).doesNotHaveDuplicates().allMatch(name -> name.matches("[a-z][a-z-]*"));
        assertThat(Protocols.siteNames()).doesNotHaveDuplicates().allMatch(name -> name.matches("[A-Z][A-Z0-9]*"));
    }

    @Test
    void accessesThatChangeWithThePlanAreNoticed() {
        Relay wrong = new Relay() {
            @Override
            public List<Scenario> scenarios(Set<String> features, BarrierPlan plan, Platform platform, int bound) {
                int letters = plan.at(Place.RS1).equals(Placement.NONE) ? bound + 1 : bound;
                return super.scenarios(features, plan, platform, letters);
            }
        };
        assertThat(ProtocolRules.faults(wrong)).anyMatch(fault -> fault.contains("claims change with RS1=none"));
    }

    @Test
    void aFenceInAnotherPlaceThanTheReleaseIsNoticed() {
        Relay wrong = new Relay() {
            @Override
            void carry(SideWriter carrier, Expression flag, Expression second) {
                carrier.barrier(Place.RC1);
                carrier.load("seen", flag, Place.RC1);
                carrier.exchange("old", second, SideWriter.register("seen"), Mode.ONCE, Place.RC1);
            }
        };
        assertThat(ProtocolRules.faults(wrong))
                .containsExactly("relay with [RELAYED]: the fence of RC1 is not where its release is, in delivery");
    }

    @Test
    void aPlaceThatAnAnnotationDoesNotReachIsNoticed() {
        Relay wrong = new Relay() {
            @Override
            void carry(SideWriter carrier, Expression flag, Expression second) {
                carrier.load("seen", flag);
                carrier.barrier(Place.RC1);
                carrier.exchange("old", second, SideWriter.register("seen"), Mode.ONCE, Place.RC1);
            }
        };
        assertThat(ProtocolRules.faults(wrong))
                .contains("relay with [RELAYED]: smp_load_acquire changes nothing at RC1");
    }

    @Test
    void namesAndFindingsThatMessagesCannotHaveAreNoticed() {
        Relay wrong = new Relay() {
            @Override
            public List<Scenario> scenarios(Set<String> features, BarrierPlan plan, Platform platform, int bound) {
                Scenario right =
                        super.scenarios(features, plan, platform, bound).get(0);
                List<Claim> claims = right.claims().stream()
                        .map(claim -> new Claim(claim.bad(), claim.clause(), claim.finding() + "."))
                        .toList();
                return List.of(
                        new Scenario("delivery:1", bound, right.program(), right.roles(), claims, right.sites()));
            }
        };
        assertThat(ProtocolRules.faults(wrong))
                .anyMatch(fault -> fault.contains("'delivery:1' cannot be given to --replay"))
                .anyMatch(fault -> fault.contains("a finding ends with a full stop"));
    }

    @Test
    void aSiteInNoScenarioAndAClauseThatNothingClaimsAreNoticed() {
        Relay wrong = new Relay() {
            @Override
            public List<BarrierSite> sites(Set<String> features) {
                return sites();
            }

            @Override
            public List<Rule> clauses() {
                return List.of(Clause.S3, Clause.S4);
            }
        };
        assertThat(ProtocolRules.faults(wrong))
                .containsExactly(
                        "relay with []: no scenario has every site of [RS1, RR1, RC1]",
                        "relay: claims are about [S3], it says [S3, S4]");
    }

    @Test
    void aSiteThatNothingNeedsIsNoticed() {
        Relay wrong = new Relay() {
            @Override
            void carry(SideWriter carrier, Expression flag, Expression second) {
                carrier.load("seen", flag, Place.RC1);
                carrier.barrier(Place.RC1);
                carrier.exchange("old", second, SideWriter.register("seen"), Mode.MB, Place.RC1);
            }
        };
        assertThat(new Mutants(Duration.ofSeconds(60)).uncovered(Variant.of(wrong, "RELAYED"), 1))
                .containsExactly("with 1 letter the check does not notice when RC1 is dropped");
    }
}
