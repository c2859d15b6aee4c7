package dev.fencepost.properties.vring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.impl.vring.SplitFeatures;
import dev.fencepost.properties.vring.SleepyRing.Habit;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Both sides sleep when idle and are woken by nothing but kicks and interrupts, most of which are suppressed: no
 * notification that somebody needs is lost (S6). On real threads, so a sample; that it holds is for the model to say.
 */
class SplitSleepProperties {
    private static final boolean DEEP = Boolean.getBoolean("fencepost.deep");
    private static final long EXCHANGES = DEEP ? 5_000_000 : 100_000;

    /** For a machine that does many other things: a sleeper that is rung for is never this late. */
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(60);

    @ParameterizedTest
    @CsvSource({
        "1, true, NEXT",
        "1, false, NEXT",
        "4, true, NEXT",
        "4, false, NEXT",
        "64, true, NEXT",
        "64, false, NEXT",
        "4, true, DELAYED",
        "64, true, DELAYED",
        "64, false, DELAYED"
    })
    void nobodySleepsOn(int size, boolean eventIdx, Habit habit) throws InterruptedException {
        SleepyRing ring = new SleepyRing(size, features(eventIdx), habit, PATIENCE);
        assertThat(ring.run(EXCHANGES))
                .as("state of a ring on which somebody sleeps on")
                .isNull();
        assertThat(ring.sleeps()).as("sleeps of the side that slept less").isPositive();
        assertThat(ring.interrupts()).as("interrupts").isLessThanOrEqualTo(EXCHANGES);
    }

    /** The broken twin: it sleeps while the ring says that it wants no interrupts. */
    @ParameterizedTest
    @CsvSource({"1, true", "1, false", "4, true", "4, false"})
    void driverThatDoesNotAskSleepsOn(int size, boolean eventIdx) throws InterruptedException {
        SleepyRing ring = new SleepyRing(size, features(eventIdx), Habit.UNASKED, TimeUnit.MILLISECONDS.toNanos(50));
        assertThat(ring.run(EXCHANGES)).contains("the driver slept").contains("faults: driver null, device null");
    }

    private static SplitFeatures features(boolean eventIdx) {
        return eventIdx ? SplitFeatures.none().withEventIdx() : SplitFeatures.none();
    }
}
