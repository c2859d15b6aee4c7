package dev.fencepost.stress.grant.table;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.impl.grant.table.GrantSite;
import dev.fencepost.stress.harness.HarnessExplorer;
import dev.fencepost.stress.harness.HarnessSubjects;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Guest, mapper and a change of version in every order: no use after the end, nothing left, nobody stuck. */
class GrantTableHarnessTest {
    private static final boolean DEEP = Boolean.getBoolean("fencepost.deep");

    @ParameterizedTest
    @CsvSource({
        "sc,             166",
        "tso,            271",
        "sc v2,          243",
        "tso v2,         632",
        "pso v2,         632",
        "tso rounds-2,   988",
        "tso version,    3666",
        "tso v2 version, 3923",
    })
    void inEveryOrderItIsClean(String scenario, int states) {
        HarnessExplorer.Found found = explore(scenario);
        assertThat(found.violation()).isNull();
        assertThat(found.ends()).isPositive();
        assertThat(found.states()).isEqualTo(states);
    }

    /** Stores that overtake each other, with three actors: for the night. */
    @Test
    void inEveryOrderOfStoresItIsClean() {
        HarnessExplorer.Found found = explore(DEEP ? "pso version" : "pso");
        assertThat(found.violation()).isNull();
        assertThat(found.states()).isEqualTo(DEEP ? 10533 : 271);
    }

    /** Version 1 ends access by an atomic update and needs no fence for it; version 2 needs one on each side. */
    @Test
    void x86NeedsTheFullFencesOfVersion2() {
        assertThat(needed("tso")).isEmpty();
        assertThat(needed("tso v2")).containsExactlyInAnyOrder(GrantSite.GG2, GrantSite.GX2);
    }

    /** GX4 is missing here: locks that are full fences stand between the mapper's stores and the use bits. */
    @Test
    void whereStoresOvertakeEachOtherThePublicationIsNeededToo() {
        assertThat(needed("pso")).containsExactly(GrantSite.GG1);
        assertThat(needed("pso v2")).containsExactlyInAnyOrder(GrantSite.GG1, GrantSite.GG2, GrantSite.GX2);
    }

    /** Query, then end: the bug that Linux had. */
    @ParameterizedTest
    @CsvSource({"sc plain-end", "sc plain-end version"})
    void endingWithoutCompareAndSetIsNoticed(String scenario) {
        HarnessExplorer.Found found = explore(scenario);
        assertThat(found.violation()).contains("after access to it has ended (G2)");
        assertThat(found.trace()).contains("guest: ends access").anyMatch(line -> line.contains("replaced by"));
    }

    private static Set<GrantSite> needed(String scenario) {
        Set<GrantSite> needed = EnumSet.noneOf(GrantSite.class);
        for (GrantSite site : GrantSite.values()) {
            if (explore(scenario + " drop-" + site).violation() != null) {
                needed.add(site);
            }
        }
        return needed;
    }

    private static HarnessExplorer.Found explore(String scenario) {
        String words = scenario.replaceAll(" +", ",");
        return HarnessExplorer.explore(HarnessSubjects.GRANT_TABLE.of(words));
    }
}
