package dev.fencepost.properties.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.model.memory.Expression;
import dev.fencepost.model.memory.Mode;
import dev.fencepost.model.platform.BarrierPlan;
import dev.fencepost.model.platform.BarrierSite;
import dev.fencepost.model.platform.Placement;
import dev.fencepost.model.platform.Platform;
import dev.fencepost.model.proposal.Protocols;
import dev.fencepost.model.proposal.Twins;
import dev.fencepost.model.protocol.Claim;
import dev.fencepost.model.protocol.Protocol;
import dev.fencepost.model.protocol.Scenario;
import dev.fencepost.model.protocol.Variant;
import dev.fencepost.model.spec.Clause;
import dev.fencepost.model.spec.Rule;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every protocol keeps the rules that everything around it takes for granted. */
class ProtocolRulesTest {
    private static final Twins TWINS = new Twins(Duration.ofSeconds(60));

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
            assertThat(TWINS.uncovered(variant, 2))
                    .as(protocol.name() + variant.features())
                    .isEmpty();
        }
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
        assertThat(new Twins(Duration.ofSeconds(60)).uncovered(Variant.of(wrong, "RELAYED"), 1))
                .containsExactly("with 1 letter the check does not notice when RC1 is dropped");
    }
}
