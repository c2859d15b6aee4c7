package dev.fencepost.workbench;

import static org.assertj.core.api.Assertions.assertThat;

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
    })
    void anUnknownNameListsAll(String model, String one) {
        Run run = explore(model + " --without nonsense");
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).contains("--without nonsense: expected one of ").contains(one);
    }

    @Test
    void aPrecautionOfTheCapabilityIsNoneOfTheHypervisor() {
        assertThat(explore("msix --intercept shadow-today --without sent-once").status())
                .isEqualTo(2);
    }
}
