package dev.fencepost.stress.msix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.impl.msix.MsixSite;
import dev.fencepost.stress.harness.HarnessExplorer;
import dev.fencepost.stress.harness.HarnessSubjects;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The implementation's own table under every interleaving and every order of stores: which fences does it need? */
class MsixHarnessTest {
    @ParameterizedTest
    @CsvSource({
        "sc events-1 guest, 137",
        "sc events-2 guest, 653",
        "tso events-1 guest, 223",
        "tso events-1 config, 274",
        "tso events-2 config, 924",
        "sc events-1 guest config, 9782",
        "tso events-1 guest config, 13873",
        "sc events-1 release guest config, 30039",
    })
    void withAllFencesItIsClean(String scenario, int states) {
        HarnessExplorer.Found found = explore(scenario);
        assertThat(found.violation()).isNull();
        assertThat(found.ends()).isPositive();
        assertThat(found.states()).isEqualTo(states);
    }

    /** Locked operations drain a store buffer, so that only plain stores of message and function mask need fences. */
    @Test
    void behindStoreBuffersTheFunctionMaskNeedsItsFences() {
        assertThat(needed("sc events-1 config")).isEmpty();
        assertThat(needed("tso events-1 config")).isEqualTo(EnumSet.of(MsixSite.U1, MsixSite.U3));
        assertThat(needed("pso events-1 config")).isEqualTo(EnumSet.of(MsixSite.U1, MsixSite.U2, MsixSite.U3));
        assertThat(needed("tso events-1 guest")).isEmpty();
    }

    private static Set<MsixSite> needed(String scenario) {
        Set<MsixSite> needed = EnumSet.noneOf(MsixSite.class);
        for (MsixSite site : MsixSite.values()) {
            if (explore(scenario + " drop-" + site).violation() != null) {
                needed.add(site);
            }
        }
        return needed;
    }

    @Test
    void aLostInterruptIsNamed() {
        assertThat(explore("tso events-1 config drop-U1").violation()).contains("an interrupt is lost (M3)");
        assertThat(explore("tso events-1 config drop-U3").violation()).contains("although its vector was masked");
    }

    @Test
    void anEventThatOutlivesTheUseOfItsVectorIsNamed() {
        assertThat(explore("sc events-1 release config").violation()).isNull();
        assertThat(explore("sc events-1 release leaks config").violation()).contains("is pending of a vector", "(M4)");
    }

    private static HarnessExplorer.Found explore(String words) {
        return HarnessExplorer.explore(HarnessSubjects.MSIX.of(words.trim().replaceAll(" +", ",")));
    }
}
