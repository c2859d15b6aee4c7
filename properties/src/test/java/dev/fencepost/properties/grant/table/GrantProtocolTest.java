package dev.fencepost.properties.grant.table;

import static dev.fencepost.properties.protocol.Sites.site;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.model.platform.BarrierPlan;
import dev.fencepost.model.platform.BarrierSite;
import dev.fencepost.model.platform.Platform;
import dev.fencepost.model.platform.Platforms;
import dev.fencepost.model.platform.Primitive;
import dev.fencepost.model.proposal.check.Mutants;
import dev.fencepost.model.proposal.check.PlanCheck;
import dev.fencepost.model.protocol.Variant;
import dev.fencepost.model.spec.Clause;
import dev.fencepost.model.verdict.Verdict;
import dev.fencepost.properties.house.Claims;
import dev.fencepost.properties.protocol.Sites;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which barriers grant tables need: all of them on machines that reorder loads and stores, two of them on x86. */
class GrantProtocolTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Mutants MUTANTS = new Mutants(LIMIT);
    private static final String V2 = "GRANT_V2";

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    @Claims({Clause.G2, Clause.G3, Clause.G4, Clause.G6})
    void mandatoryBarriersAreEnoughEverywhere(int version) {
        Variant variant = variant(version);
        for (Platform platform : rows(variant)) {
            for (int bound = 1; bound <= 2; bound++) {
                assertThat(check(variant, bound, BarrierPlan.mandatory(), platform))
                        .as(platform.id())
                        .isInstanceOf(Verdict.Holds.class);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "GG1, 1, lend, G4",
        "GG1, 2, lend, G4",
        "GG2, 2, end, G2",
        "GG3, 1, end, G2",
        "GG3, 2, end, G2",
        "GG4, 1, transfer, G4",
        "GX1, 1, lend, G4",
        "GX2, 2, end, G2",
        "GX3, 2, lend-again, G4",
        "GX4, 1, end, G2",
        "GX4, 2, end, G2",
        "GX5, 1, transfer, G4",
        "GX6, 1, maptrack, G6",
        "GX7, 1, maptrack, G6",
        "GX8, 1, handle, G3",
        "GX9, 1, handle, G3",
    })
    void withoutOneOfThemSomethingBreaks(String name, int version, String scenario, Clause clause) {
        Variant variant = variant(version);
        BarrierPlan mutant = BarrierPlan.mandatory().without(site(name));
        boolean storeBuffering = name.equals("GG2") || name.equals("GX2");
        assertThat(site(name).clause()).isEqualTo(clause);
        for (Platform platform : rows(variant)) {
            Verdict verdict = check(variant, 1, mutant, platform);
            if (platform.id().endsWith("x86") && !storeBuffering) {
                assertThat(verdict).as(platform.id()).isInstanceOf(Verdict.Holds.class);
            } else {
                assertThat(verdict).as(platform.id()).isInstanceOf(Verdict.Violated.class);
                Verdict.Violated violated = (Verdict.Violated) verdict;
                assertThat(violated.counterexample().scenario()).isEqualTo(scenario);
                assertThat(violated.counterexample().clause()).isEqualTo(clause);
            }
        }
    }

    /** The mutant of every site is noticed with one grant, so that one is enough to say Holds. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void noMutantSurvivesOneGrant(int version) {
        assertThat(MUTANTS.uncovered(variant(version), 1)).isEmpty();
    }

    /** A UP guest's smp_wmb is no instruction, and its hypervisor runs on another processor. */
    @ParameterizedTest
    @CsvSource({"SMP_WMB, Violated", "VIRT_WMB, Holds", "WMB, Holds"})
    void guestWithoutSmpNeedsMoreThanSmpBarriers(Primitive primitive, String verdict) {
        BarrierPlan plan = BarrierPlan.mandatoryExcept(Map.of(site("GG1"), primitive));
        Platform guest = Platforms.of("up-guest/arm64").orElseThrow();
        assertThat(check(variant(1), 1, plan, guest).word()).isEqualTo(verdict);
    }

    /** A release or an acquire at the access itself does as well, but not between a store and a load. */
    @ParameterizedTest
    @CsvSource({
        "GG1, 1, SMP_STORE_RELEASE, Holds",
        "GX1, 1, SMP_LOAD_ACQUIRE, Holds",
        "GX4, 1, SMP_STORE_RELEASE, Holds",
        "GX4, 2, SMP_STORE_RELEASE, Holds",
        "GX4, 2, WMB, Violated",
        "GX3, 2, SMP_LOAD_ACQUIRE, Holds",
        "GG2, 2, SMP_STORE_RELEASE, Violated",
        "GX2, 2, SMP_STORE_RELEASE, Violated",
        "GX2, 2, SMP_WMB, Violated",
    })
    void annotationsDoWhereNoStoreMustComeBeforeALoad(String name, int version, Primitive primitive, String verdict) {
        BarrierPlan plan = BarrierPlan.mandatoryExcept(Map.of(site(name), primitive));
        assertThat(check(variant(version), 1, plan, Platforms.of("smp-arm64").orElseThrow())
                        .word())
                .isEqualTo(verdict);
    }

    @Test
    void everySiteIsOneOfSomeVersion() {
        Set<BarrierSite> sites = new HashSet<>(variant(1).sites());
        sites.addAll(variant(2).sites());
        assertThat(sites)
                .containsExactlyInAnyOrderElementsOf(Sites.protocol("grant").sites());
    }

    private static Variant variant(int version) {
        return version == 1 ? Sites.variant("grant") : Sites.variant("grant", V2);
    }

    private static List<Platform> rows(Variant variant) {
        return Platforms.rows().stream()
                .filter(row -> variant.protocol().objection(row).isEmpty())
                .toList();
    }

    private static Verdict check(Variant variant, int bound, BarrierPlan plan, Platform platform) {
        return new PlanCheck(variant, bound, LIMIT, MUTANTS).check(plan, platform);
    }
}
