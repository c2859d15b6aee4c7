package dev.fencepost.properties.ring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.fencepost.impl.memory.SharedMemory;
import dev.fencepost.properties.ring.packed.PackedSetup;
import dev.fencepost.properties.ring.split.SplitSetup;
import java.util.List;
import java.util.function.UnaryOperator;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A failing history of {@code SplitRingProperties} or {@code PackedRingProperties} comes with a command that runs
 * exactly this history again.
 */
class RingReplayProperties {
    private static final String SAMPLE = "1etp-65535:a2.1s0.0pktu0.3ia1.0ttv0.7qgedlxyr" + "a0.0ktu0.16ig";
    private static final int LENGTH = 60;

    /** Runs the history that a failure named, or else a sample. */
    @Test
    void replay() {
        RingReplay.of(System.getProperty(RingReplay.PROPERTY, SAMPLE)).run();
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void textSaysAllThereIsToAHistory(
            @ForAll("setups") SplitSetup setup, @ForAll("histories") List<RingOperation> history) {
        RingReplay replay = new RingReplay(setup, history);
        assertThat(RingReplay.of(replay.toString())).isEqualTo(replay);
        assertThat(replay.toString()).matches("[-a-z0-9.:]+");
    }

    @Property(edgeCases = EdgeCasesMode.NONE, tries = 100)
    void textSaysAllThereIsToAHistoryOfAPackedRing(
            @ForAll("packed") PackedSetup setup, @ForAll("histories") List<RingOperation> history) {
        RingReplay replay = new RingReplay(setup, history);
        assertThat(RingReplay.of(replay.toString())).isEqualTo(replay);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2e-0",
                "2pe-0:",
                "2e-0:z",
                "2e-0:a",
                "2e-0:g1.2",
                "2e-0:a1",
                "2e-0:gg a1.2",
                "2e-0:gA1.2",
                "2e0:",
                "packed:",
                "packed3ep-0:",
                "packed3pe:"
            })
    void otherTextIsRefused(String text) {
        assertThatThrownBy(() -> RingReplay.of(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("history");
    }

    /** A mutant, so that there is something to run again: avail_event is off by one for whoever reads it. */
    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void commandOfAFailureFailsAlike(
            @ForAll("setups") SplitSetup setup, @ForAll("histories") List<RingOperation> history) {
        RingReplay replay = new RingReplay(setup, history);
        UnaryOperator<SharedMemory> broken = offByOne(setup);
        Throwable failure = catchThrowable(() -> replay.run(broken));
        if (failure != null) {
            String message = failure.getMessage();
            assertThat(message).endsWith("-D" + RingReplay.PROPERTY + "=" + replay);
            String text = message.substring(message.lastIndexOf('=') + 1);
            assertThatThrownBy(() -> RingReplay.of(text).run(broken)).hasMessage(message);
        }
    }

    /** The same on a history that is sure to fail. */
    @Test
    void failureSaysWhatHappenedAndHowToRunItAgain() {
        RingReplay replay = RingReplay.of("1e-0:a0.0k");
        assertThatThrownBy(() -> replay.run(offByOne((SplitSetup) replay.setup())))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("notifies (S6, S7), step 1, KICK, on a ring of 2 EVENT_IDX from index 0")
                .hasMessageEndingWith("Run it again:\n  " + replay.command());
        replay.run();
    }

    private static UnaryOperator<SharedMemory> offByOne(SplitSetup setup) {
        int offset = setup.layout().availEvent();
        return memory -> new OffByOne(memory, offset);
    }

    @Provide
    Arbitrary<SplitSetup> setups() {
        return RingHistories.split();
    }

    @Provide
    Arbitrary<PackedSetup> packed() {
        return RingHistories.packed();
    }

    @Provide
    Arbitrary<List<RingOperation>> histories() {
        return RingHistories.histories(LENGTH);
    }
}
