package dev.fencepost.stress.ring.split;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.impl.ring.split.SplitSite;
import dev.fencepost.stress.harness.HarnessExplorer;
import dev.fencepost.stress.harness.HarnessSubjects;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The implementation's own code under every order of stores: which fences does it need? */
class SplitRingHarnessTest {
    private static final boolean DEEP = Boolean.getBoolean("fencepost.deep");

    static Stream<String> scenarios() {
        return Stream.of("late", "late event-idx", "delayed", "delayed event-idx", "always-on event-idx");
    }

    @ParameterizedTest
    @CsvSource({
        "sc  late,                2469",
        "tso late,                6649",
        "pso late,                8607",
        "sc  late event-idx,      2757",
        "tso late event-idx,      6496",
        "pso late event-idx,      7583",
        "pso delayed,             8035",
        "pso delayed event-idx,   5258",
        "pso always-on event-idx, 4075",
    })
    void withAllFencesItIsClean(String scenario, int states) {
        HarnessExplorer.Found found = explore(scenario + " buffers-2");
        assertThat(found.violation()).isNull();
        assertThat(found.ends()).isPositive();
        assertThat(found.states()).isEqualTo(states);
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void withoutStoreBuffersNoFenceIsNeeded(String scenario) {
        assertThat(needed("sc " + scenario)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void x86NeedsTheFullFences(String scenario) {
        assertThat(needed("tso " + scenario)).isEqualTo(full(scenario));
    }

    /** What orders loads or loads before stores (D3, V1, V5, V6) is beyond a store buffer, here and on SPARC. */
    @ParameterizedTest
    @MethodSource("scenarios")
    void whereStoresOvertakeEachOtherTheStoreFencesAreNeededToo(String scenario) {
        Set<SplitSite> expected = full(scenario);
        expected.add(SplitSite.D1);
        expected.add(SplitSite.V2);
        assertThat(needed("pso " + scenario)).isEqualTo(expected);
    }

    /** D2 against V4, V3 against the one by which the driver falls asleep. */
    private static Set<SplitSite> full(String scenario) {
        Set<SplitSite> sites = EnumSet.of(SplitSite.D2, SplitSite.V3, SplitSite.V4);
        sites.add(
                scenario.contains("delayed")
                        ? SplitSite.D6
                        : scenario.contains("always-on") ? SplitSite.D4 : SplitSite.D5);
        return sites;
    }

    private static Set<SplitSite> needed(String scenario) {
        return HarnessSubjects.SPLIT_RING.needed(SplitSite.class, scenario + " buffers-2");
    }

    @Test
    void whatIsFoundCanBeRead() {
        assertThat(explore("pso late buffers-1 drop-D1").trace())
                .containsSubsequence(
                        "driver: desc[0].len,flags,next = 8589934596",
                        "driver: avail.idx = 1",
                        "driver's stores: visible: avail.idx = 1",
                        "device: read avail.idx: 1",
                        "device: read desc[0].len,flags,next: 0")
                .endsWith("a descriptor has length 0 (0, rule S5)");
    }

    @Test
    void aLostWakeupIsNamed() {
        assertThat(explore("tso late buffers-1 drop-V4").violation()).contains("a wakeup is lost (S6)");
    }

    @Test
    void chainsAreMovedToo() {
        HarnessExplorer.Found found = explore("tso late segments-2 buffers-2");
        assertThat(found.violation()).isNull();
        assertThat(found.states()).isEqualTo(6220);
    }

    @ParameterizedTest
    @CsvSource({"2", "4"})
    void longerRunsAreCleanToo(int size) {
        String buffers = DEEP ? "4" : "3";
        HarnessExplorer.Found found = explore("pso late event-idx size-" + size + " buffers-" + buffers);
        assertThat(found.violation()).isNull();
        assertThat(found.ends()).isPositive();
    }

    private static HarnessExplorer.Found explore(String words) {
        return HarnessSubjects.SPLIT_RING.explore(words);
    }
}
