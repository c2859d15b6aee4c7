package dev.fencepost.workbench.explore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.workbench.Run;
import org.junit.jupiter.api.Test;

class ExploreGrantTableTest {
    private static Run explore(String words) {
        return Run.of(("explore grant-table " + words).split(" "));
    }

    @Test
    void aSceneIsExploredToItsEnd() {
        Run run = explore("--scene device");
        assertThat(run.status()).isZero();
        assertThat(run.out())
                .startsWith("grant-table: Holds\n")
                .contains("3,173 states, 5,799 steps, depth 22")
                .contains("checked: G1, G2, G3, G4, G5, G6, G7, G8, G9")
                .endsWith("  Again: ./fencepost explore grant-table --scene device --table-version 1\n");
    }

    @Test
    void callsChangeHowFarItGoes() {
        assertThat(explore("--scene device --calls 1 --table-version 2").out())
                .contains("116 states, 192 steps, depth 11")
                .endsWith("--scene device --table-version 2 --calls 1\n");
    }

    @Test
    void aLimitIsNotHolds() {
        Run run = explore("--scene map --max-states 500");
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.out()).startsWith("grant-table: Bounded\n");
    }

    @Test
    void whatMakesNoSenseIsRefused() {
        assertThat(explore("--scene mapp").status()).isEqualTo(2);
        assertThat(explore("--scene mapp").err()).contains("unknown scene 'mapp'; did you mean 'map'?");
        assertThat(explore("--scene transitive").err()).contains("needs --table-version 2");
        assertThat(explore("--table-version 3").err()).contains("version 1 or 2, not 3");
        assertThat(explore("--calls 16").err()).contains("0 (no bound) to 15, not 16");
    }
}
