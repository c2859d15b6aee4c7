package dev.fencepost.workbench.explore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.workbench.Run;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Precautions left out by name: the same words for every model that has them. */
class ExploreWithoutTest {
    private static Run explore(String words) {
        return Run.of(("explore " + words).split(" "));
    }

    /** The first is what cloud-hypervisor's PR 795 mended: an interrupt that comes while masked was dropped. */
    @ParameterizedTest
    @CsvSource({
        "msix --vectors 1 --without pending-latched,         M2",
        "msix --vectors 1 --without function-mask-heeded,    M2",
        "msix --vectors 1 --without unmask-sends,            M2",
        "msix --vectors 1 --without function-unmask-sends,   M2",
        "msix --vectors 1 --without sent-once,               M3",
        "msix --vectors 1 --without release-clears,          M4",
        "persistent-grants --without active-not-purged,      B2",
        "persistent-grants --without drained-first,          B2",
        "persistent-grants --without cleared-first,          B6",
        "persistent-grants --design table --with hostile-front --without bounds-checked, B1",
        "dispatch --without guard --vcpu dma:0:0,            Q5",
        "split-ring --without driver-looks-again,            S6",
        "split-ring --event-idx --without flags-unused,      S7",
        "packed-ring --without wrap-flipped,                 P2",
        "packed-ring --in-order --without older-used-with-it, S9",
    })
    void whatBreaksIsShown(String words, String clause) {
        Run run = explore(words);
        assertThat(run.status()).as(run.out() + run.err()).isEqualTo(1);
        assertThat(run.out()).contains(": Violated\n").contains("  " + clause + ": ");
    }

    @Test
    void withEveryPrecautionNothingBreaks() {
        assertThat(explore("msix").out()).startsWith("msix: Holds\n");
        assertThat(explore("persistent-grants").out())
                .startsWith("persistent grants, tree: Holds\n")
                .contains("3,576 states")
                .endsWith("  Again: ./fencepost explore persistent-grants --design tree --pages 2 --segments 1"
                        + " --requests 2 --limit 1 --devices 1\n");
    }

    @ParameterizedTest
    @CsvSource({
        "msix,              pending-latched",
        "persistent-grants, active-refused",
        "dispatch,          grace-period",
        "split-ring,        driver-looks-again",
        "packed-ring,       wrap-flipped",
    })
    void anUnknownNameListsAll(String model, String one) {
        Run run = explore(model + " --without nonsense");
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).contains("--without nonsense: expected one of ").contains(one);
    }

    /** Left out where it is not there, it would look as if it were not needed. */
    @ParameterizedTest
    @CsvSource({
        "split-ring --without flags-unused,                with VIRTIO_F_EVENT_IDX",
        "split-ring --event-idx --without kicks-enabled,   without VIRTIO_F_EVENT_IDX",
        "packed-ring --without table-read-to-its-end,      with VIRTIO_F_INDIRECT_DESC",
        "split-ring --sc --without driver-looks-again,     not in the model with --tso or --sc",
    })
    void whatMakesNoDifferenceIsRefused(String words, String why) {
        Run run = explore(words);
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).contains(why);
    }

    @Test
    void theRingsListTheirsInTheirHelp() {
        assertThat(explore("split-ring --help").out())
                .contains("used-behind-available")
                .contains("driver-looks-again");
        assertThat(explore("packed-ring --help").out())
                .contains("available-of-the-lap")
                .contains("wrap-flipped");
    }

    @Test
    void aPrecautionOfTheCapabilityIsNoneOfTheHypervisor() {
        assertThat(explore("msix --intercept shadow-today --without sent-once").status())
                .isEqualTo(2);
    }
}
