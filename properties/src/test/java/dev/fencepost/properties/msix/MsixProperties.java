package dev.fencepost.properties.msix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fencepost.impl.memory.ArrayMemory;
import dev.fencepost.impl.memory.Mode;
import dev.fencepost.impl.msix.MsixLayout;
import dev.fencepost.impl.msix.MsixTable;
import dev.fencepost.model.msix.table.BadRead;
import dev.fencepost.model.msix.table.Setup;
import dev.fencepost.model.spec.Clause;
import dev.fencepost.properties.house.Claims;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Long histories of software and device: the implementation shows what the model shows. */
@Claims({Clause.M1, Clause.M2, Clause.M3, Clause.M4, Clause.M5, Clause.M6, Clause.M9})
class MsixProperties {
    private static final int LENGTH = 200;
    private static final int NEIGHBOUR = 0x5a5a_a5a5;
    private static final String SAMPLE = "3-zero:d0.1u0.0u1.0c0.1w8.77m0.0e0.0m0.1e0.0p0.0q8.8t4.0b0.1x0.0";

    @Property(edgeCases = EdgeCasesMode.NONE)
    void implementationDoesWhatTheModelDoes(
            @ForAll("setups") Setup setup, @ForAll("histories") List<MsixOperation> history) {
        new MsixReplay(setup, history).run();
    }

    @Provide
    Arbitrary<Setup> setups() {
        return MsixHistories.setups();
    }

    @Provide
    Arbitrary<List<MsixOperation>> histories() {
        return MsixHistories.histories(LENGTH);
    }

    /** The largest table there is; its last vector lies in the last bit of the PBA. */
    @Test
    void theLargestTableHas2048Vectors() {
        Setup setup = new Setup(2048, BadRead.ALL_ONES);
        List<MsixOperation> history = new ArrayList<>();
        for (int place : new int[] {0, 1, 63, 64, 1023, 2047}) {
            history.addAll(MsixReplay.of("1-ones:d0.1c0.1u" + place + ".0m" + place + ".1e" + place + ".0w" + 16 * place
                            + ".9m" + place + ".0e" + place + ".0n" + place / 8 + ".0")
                    .history());
        }
        new MsixReplay(setup, history).run();
    }

    /** It lies where it is told to, among what others have there. */
    @Test
    void aTableTouchesNothingBesideItself() {
        int start = 64;
        MsixLayout layout = new MsixLayout(3, start);
        ArrayMemory memory = new ArrayMemory(layout.end() + start);
        for (int at = 0; at < memory.size(); at += 4) {
            memory.store32(Mode.PLAIN, at, NEIGHBOUR);
        }
        Setup setup = new Setup(3, BadRead.ALL_ONES);
        SplittableRandom random = new SplittableRandom(7);
        new MsixHistory(setup, new TableDevice(setup, memory, layout)).run(MsixHistories.random(random, 5 * LENGTH));
        for (int at = 0; at < memory.size(); at += 4) {
            if (at < start || at >= layout.end()) {
                assertThat(memory.load32(Mode.PLAIN, at)).as("at %d", at).isEqualTo(NEIGHBOUR);
            }
        }
    }

    @Test
    void aTableThatCannotBeIsRefused() {
        assertThatThrownBy(() -> new MsixLayout(2049, 0)).hasMessageContaining("expected 1 to 2048");
        assertThatThrownBy(() -> new MsixLayout(1, 8)).hasMessageContaining("expected a multiple of 16");
        assertThatThrownBy(() -> new MsixTable(new ArrayMemory(16), new MsixLayout(1, 0), (v, a, d) -> {}, 0))
                .hasMessageContaining("in a memory of 16 bytes");
    }

    /** Runs the history that a failure named, or else a sample. */
    @Test
    void replay() {
        MsixReplay.of(System.getProperty(MsixReplay.PROPERTY, SAMPLE)).run();
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void textSaysAllThereIsToAHistory(@ForAll("setups") Setup setup, @ForAll("histories") List<MsixOperation> history) {
        MsixReplay replay = new MsixReplay(setup, history);
        assertThat(MsixReplay.of(replay.toString())).isEqualTo(replay);
        assertThat(replay.toString()).matches("[-a-z0-9.:]+");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "3-zero", "3-none:", "3-zero:e", "3-zero:e1", "3-zero:z1.1", "3-zero:e1.1 e1.1"})
    void anyOtherTextIsRefused(String text) {
        assertThatThrownBy(() -> MsixReplay.of(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("history");
    }

    /** The mutant: a device whose pending bits are one off; random histories notice it and say how to go on. */
    @Test
    void aWrongDeviceIsNoticedAndTheReportSaysHowToRunItAgain() {
        Setup setup = new Setup(3, BadRead.ALL_ONES);
        SplittableRandom random = new SplittableRandom(5);
        int noticed = 0;
        for (int i = 0; i < 20; i++) {
            MsixReplay replay = new MsixReplay(setup, MsixHistories.random(random, LENGTH));
            try {
                replay.run(MsixMutantDevices.ONE_OFF::on);
            } catch (AssertionError expected) {
                noticed++;
                assertThat(expected.getMessage()).contains("Run it again", "-Dfencepost.msix=" + replay);
            }
        }
        assertThat(noticed).isPositive();
    }
}
