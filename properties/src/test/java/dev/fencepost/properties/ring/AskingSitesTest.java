package dev.fencepost.properties.ring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.model.platform.BarrierPlan;
import dev.fencepost.model.platform.BarrierSite;
import dev.fencepost.model.platform.Platforms;
import dev.fencepost.model.proposal.check.Mutants;
import dev.fencepost.model.proposal.check.PlanCheck;
import dev.fencepost.model.proposal.check.Protocols;
import dev.fencepost.model.protocol.Protocol;
import dev.fencepost.model.protocol.Variant;
import dev.fencepost.model.spec.Clause;
import dev.fencepost.model.spec.Rule;
import dev.fencepost.model.verdict.Counterexample;
import dev.fencepost.model.verdict.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sites that are about asking to be notified: which of them a lost wakeup comes from, and who needs none of them. */
class AskingSitesTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Mutants MUTANTS = new Mutants(LIMIT);

    private static Verdict check(Variant variant, BarrierPlan plan, String platform) {
        return new PlanCheck(variant, 2, LIMIT, MUTANTS)
                .check(plan, Platforms.of(platform).orElseThrow(), PlanCheck.Extent.ALL);
    }

    private static Set<Rule> broken(Variant variant, BarrierPlan plan, String platform) {
        return ((Verdict.Violated) check(variant, plan, platform))
                .counterexamples().stream().map(Counterexample::clause).collect(Collectors.toSet());
    }

    /** What {@code explain} says of them. */
    @ParameterizedTest
    @CsvSource({"PD5, smp-lkmm", "PV5, smp-lkmm", "PD5, smp-arm64", "PV5, smp-arm64"})
    void aPositionThatIsTooOldIsWrongAndLosesNoWakeup(String site, String platform) {
        Protocol packed = Protocols.of("packed").orElseThrow();
        BarrierPlan mutant = BarrierPlan.mandatory().without(packed.site(site).orElseThrow());
        assertThat(broken(Variant.of(packed, "EVENT_IDX"), mutant, platform)).containsExactly(Clause.P5);
        assertThat(packed.site(site).orElseThrow().remark()).contains("not against a lost wakeup");
        BarrierPlan other = BarrierPlan.mandatory().without(packed.site("PD6").orElseThrow());
        assertThat(broken(Variant.of(packed, "EVENT_IDX"), other, platform)).containsExactly(Clause.S6);
    }

    /** EDK2's VirtioLib, U-Boot and DPDK's poll mode need no full barrier, and on x86 nothing at all. */
    @ParameterizedTest
    @CsvSource({"split, false", "split, true", "packed, false", "packed, true"})
    void aDriverThatAlwaysKicksAndPollsNeedsNoStoreBeforeALoad(String name, boolean eventIdx) {
        Protocol protocol = Protocols.of(name).orElseThrow();
        Variant variant = eventIdx
                ? Variant.of(protocol, "ALWAYS_KICK", "POLLING", "EVENT_IDX")
                : Variant.of(protocol, "ALWAYS_KICK", "POLLING");
        BarrierPlan nothing = BarrierPlan.mandatory();
        for (BarrierSite site : variant.sites()) {
            nothing = nothing.without(site);
            assertThat(broken(variant, BarrierPlan.mandatory().without(site), "smp-arm64"))
                    .as(site.name())
                    .doesNotContain(Clause.S6);
        }
        assertThat(check(variant, nothing, "smp-x86").word()).isEqualTo("Holds");
    }

    @Test
    void sitesWithoutAMeaningSaySo() {
        Protocol split = Protocols.of("split").orElseThrow();
        assertThat(split.absence(split.site("D5").orElseThrow(), Set.of("POLLING"))
                        .orElse(""))
                .isEqualTo("is a site only without the feature POLLING");
        for (String name : List.of("split", "packed")) {
            Variant kicking = Variant.of(Protocols.of(name).orElseThrow(), "ALWAYS_KICK");
            assertThat(kicking.sites()).extracting(BarrierSite::name).doesNotContain("D2", "V4", "PD2", "PV4");
        }
    }
}
