package dev.fencepost.stress.ring.packed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.impl.ring.packed.PackedSite;
import dev.fencepost.stress.harness.HarnessExplorer;
import dev.fencepost.stress.harness.HarnessSubjects;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The packed ring's own code under every order of stores, as {@code SplitRingHarnessTest} has it for the split ring.
 */
class PackedRingHarnessTest {
    private static final boolean DEEP = Boolean.getBoolean("fencepost.deep");

    static Stream<String> scenarios() {
        return Stream.of("late", "late event-idx", "delayed event-idx", "always-on event-idx");
    }

    /** The last ones go round the ring more than once, which toggles the wrap counters. */
    @ParameterizedTest
    @CsvSource({
        "sc  late,                     1318",
        "tso late,                     4681",
        "pso late,                     9009",
        "sc  late event-idx,           1873",
        "tso late event-idx,           6285",
        "pso late event-idx,          11815",
        "pso delayed event-idx,        9742",
        "pso always-on event-idx,      7129",
        "tso late segments-2,          5779",
        "pso late size-1,              7701",
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

    /** The same sites as the protocol needs under x86-TSO. */
    @ParameterizedTest
    @MethodSource("scenarios")
    void x86NeedsTheFullFences(String scenario) {
        assertThat(needed("tso " + scenario)).isEqualTo(full(scenario));
    }

    /** What orders loads or loads before stores (PD3, PV1, PV5, PV6) is beyond a store buffer, here and on SPARC. */
    @ParameterizedTest
    @MethodSource("scenarios")
    void whereStoresOvertakeEachOtherTheStoreFencesAreNeededToo(String scenario) {
        Set<PackedSite> expected = full(scenario);
        expected.add(PackedSite.PD1);
        expected.add(PackedSite.PV2);
        if (scenario.contains("event-idx") && !scenario.contains("always-on")) {
            expected.add(PackedSite.PD5);
        }
        assertThat(needed("pso " + scenario)).isEqualTo(expected);
    }

    /** PD2 against PV4, PV3 against the one by which the driver falls asleep. */
    private static Set<PackedSite> full(String scenario) {
        PackedSite sleep = scenario.contains("always-on") ? PackedSite.PD4 : PackedSite.PD6;
        return EnumSet.of(PackedSite.PD2, PackedSite.PV3, PackedSite.PV4, sleep);
    }

    private static Set<PackedSite> needed(String scenario) {
        return HarnessSubjects.PACKED_RING.needed(PackedSite.class, scenario + " buffers-2");
    }

    @Test
    void whatIsFoundCanBeRead() {
        assertThat(explore("pso late buffers-1 drop-PD1").trace())
                .containsSubsequence(
                        "driver: desc[0].addr = 40",
                        "driver: desc[0].len = 4",
                        "driver: desc[0].flags = 130",
                        "driver's stores: visible: desc[0].flags = 130",
                        "device: read desc[0].flags: 130",
                        "device: read desc[0].len: 0")
                .endsWith("a descriptor has length 0 (0, rule S5)");
    }

    /** Of two descriptors the head's flags come last, and what they show is the list. */
    @Test
    void aPartialListIsFound() {
        assertThat(explore("pso late buffers-1 segments-2 drop-PD1").trace())
                .containsSubsequence(
                        "driver: desc[1].flags = 130",
                        "driver: desc[0].flags = 131",
                        "driver's stores: visible: desc[0].flags = 131",
                        "device: read desc[0].flags: 131");
        assertThat(explore("tso late buffers-1 segments-2 drop-PD1").violation())
                .isNull();
    }

    @Test
    void aLostWakeupIsNamed() {
        assertThat(explore("tso late buffers-1 drop-PV4").violation()).contains("a wakeup is lost (S6)");
    }

    /** The one site that no wakeup hangs on. */
    @Test
    void aPositionBehindItsFlagsIsNamed() {
        assertThat(explore("pso late event-idx buffers-1 drop-PD5").trace())
                .containsSubsequence(
                        "driver: driver.off_wrap = 32768",
                        "driver: driver.flags = 2",
                        "driver's stores: visible: driver.flags = 2")
                .endsWith("the driver asks by a position that is not visible yet (P5)");
    }

    /** Any size: three slots, too. */
    @ParameterizedTest
    @CsvSource({"2", "3"})
    void longerRunsAreCleanToo(int size) {
        String buffers = DEEP ? "5" : "3";
        HarnessExplorer.Found found = explore("pso late event-idx size-" + size + " buffers-" + buffers);
        assertThat(found.violation()).isNull();
        assertThat(found.ends()).isPositive();
    }

    private static HarnessExplorer.Found explore(String words) {
        return HarnessSubjects.PACKED_RING.explore(words);
    }
}
