package dev.fencepost.properties.grant.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fencepost.impl.memory.Mode;
import dev.fencepost.impl.memory.SharedMemory;
import dev.fencepost.properties.recorded.Recorder;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A failing history of {@link GrantTableProperties} comes with a command that runs exactly this history again. */
class GrantReplayProperties {
    private static final String SAMPLE = "g3.0.0m1.0.2e3.0.0u1.0.1e3.0.0v0.2.0p3.20.1f1.0.5";

    /** Runs the history that a failure named, or else a sample. */
    @Test
    void replay() {
        GrantReplay.of(System.getProperty(GrantReplay.PROPERTY, SAMPLE)).run();
    }

    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void textSaysAllThereIsToAHistory(@ForAll("histories") List<GrantOperation> history) {
        if (!history.isEmpty()) {
            GrantReplay replay = new GrantReplay(history);
            assertThat(GrantReplay.of(replay.toString())).isEqualTo(replay);
            assertThat(replay.toString()).matches("[-a-z0-9.:]+");
        }
    }

    @Provide
    Arbitrary<List<GrantOperation>> histories() {
        return GrantHistories.histories(20);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "g1.2", "g1.2.3 m1.1.1", "y1.2.3", "G1.2.3", "g1.2.3m"})
    void otherTextIsRefused(String text) {
        assertThatThrownBy(() -> GrantReplay.of(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("history");
    }

    /** A mutant, so that there is something to run again: whoever reads domid sees another. */
    @Test
    void failureSaysWhatHappenedAndHowToRunItAgain() {
        GrantReplay replay = GrantReplay.of("g3.0.0m1.0.2");
        assertThatThrownBy(() -> replay.run(WrongDomain::new))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("step 1, MAP(1,0,2)")
                .hasMessageEndingWith("Run it again:\n  " + replay.command());
        replay.run();
    }

    private static final class WrongDomain extends Recorder {
        WrongDomain(SharedMemory memory) {
            super(memory);
        }

        @Override
        public void record(Event event) {}

        @Override
        public int load32(Mode mode, int offset) {
            return super.load32(mode, offset) ^ 1 << 17;
        }
    }
}
