package dev.fencepost.properties.msix.intercept;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fencepost.properties.msix.PassthroughModel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Histories of the shadow as texts, and the one that a failure named. */
class MsixShadowReplayTest {
    private static final String SAMPLE = "today:c1.0w3.5.-w3.-.0e3h3.1w3.6.1d0d1pmrc0.1e0";

    /** Runs the history that a failure named, or else a sample. */
    @Test
    void replay() {
        MsixShadowReplay.of(System.getProperty(MsixShadowReplay.PROPERTY, SAMPLE))
                .run();
    }

    @ParameterizedTest
    @ValueSource(strings = {SAMPLE, "2010:", "2010:w0.9.1"})
    void textSaysAllThereIsToAHistory(String text) {
        assertThat(MsixShadowReplay.of(text)).hasToString(text);
        assertThat(MsixShadowReplay.of(text).history()).hasSize(text.equals(SAMPLE) ? 13 : text.length() / 8);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "today", "2011:", "today:e", "today:e4", "today:w0.-.-", "today:z", "today:e1 e1"})
    void anyOtherTextIsRefused(String text) {
        assertThatThrownBy(() -> MsixShadowReplay.of(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("history");
    }

    /** The mutant: a device model that loses what the guest writes; the report runs again, and fails again. */
    @Test
    void aFailureSaysHowToRunItAgain() {
        MsixShadowReplay replay = MsixShadowReplay.of("today:c1.0w3.5.-");
        assertThatThrownBy(() -> replay.run(MsixShadowReplayTest::broken))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("message 3")
                .hasMessageContaining("MsixShadowReplayTest#replay -Dfencepost.msix.shadow=" + replay);
        String again = replay.command().substring(replay.command().lastIndexOf('=') + 1);
        assertThatThrownBy(() -> MsixShadowReplay.of(again).run(MsixShadowReplayTest::broken))
                .hasMessageContaining("message 3");
    }

    private static MsixShadowHistory broken() {
        return new MsixShadowHistory(true, new PassthroughModel(MsixShadowHistory.VECTORS) {
            @Override
            public void write(int offset, int size, long value) {}
        });
    }
}
