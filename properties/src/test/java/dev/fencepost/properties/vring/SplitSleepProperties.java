package dev.fencepost.properties.vring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.impl.vring.SplitFeatures;
import dev.fencepost.properties.vring.SleepyRing.Habit;
import dev.fencepost.properties.vring.SleepyRing.Lingering;
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

    private static final long TWIN_PATIENCE = TimeUnit.MILLISECONDS.toNanos(300);

    /** Both sides in turns, so that each exchange sleeps once. */
    private static final long LATE_EXCHANGES = DEEP ? 5_000 : 200;

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
        SleepyRing ring = new SleepyRing(size, features(eventIdx), habit, Habit.NEXT, Lingering.NOBODY, PATIENCE);
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
        SleepyRing ring =
                new SleepyRing(size, features(eventIdx), Habit.UNASKED, Habit.NEXT, Lingering.NOBODY, TWIN_PATIENCE);
        assertThat(ring.run(EXCHANGES)).contains("the driver slept").contains("faults: driver null, device null");
    }

    /** Whatever the other side does between finding nothing and asking to be woken, the last look finds. */
    @ParameterizedTest
    @CsvSource({
        "1, true, DRIVER", "1, false, DRIVER", "4, true, DRIVER", "4, false, DRIVER",
        "1, true, DEVICE", "1, false, DEVICE", "4, true, DEVICE", "4, false, DEVICE"
    })
    void nobodySleepsOnWhatCameLate(int size, boolean eventIdx, Lingering lingering) throws InterruptedException {
        SleepyRing ring = new SleepyRing(size, features(eventIdx), Habit.NEXT, Habit.NEXT, lingering, PATIENCE);
        assertThat(ring.run(LATE_EXCHANGES)).isNull();
    }

    /** The broken twin: no last look, so that the driver sleeps on used buffers. */
    @ParameterizedTest
    @CsvSource({"1, true", "1, false", "4, true", "4, false"})
    void driverWithoutALastLookSleepsOn(int size, boolean eventIdx) throws InterruptedException {
        SleepyRing ring =
                new SleepyRing(size, features(eventIdx), Habit.UNCHECKED, Habit.NEXT, Lingering.DRIVER, TWIN_PATIENCE);
        assertThat(ring.run(LATE_EXCHANGES)).startsWith("0 buffers for the device, " + size + " for the driver");
    }

    /** The broken twin: no last look, so that the device sleeps on available buffers. */
    @ParameterizedTest
    @CsvSource({"1, true", "1, false", "4, true", "4, false"})
    void deviceWithoutALastLookSleepsOn(int size, boolean eventIdx) throws InterruptedException {
        SleepyRing ring =
                new SleepyRing(size, features(eventIdx), Habit.NEXT, Habit.UNCHECKED, Lingering.DEVICE, TWIN_PATIENCE);
        assertThat(ring.run(LATE_EXCHANGES)).startsWith(size + " buffers for the device, 0 for the driver");
    }

    private static SplitFeatures features(boolean eventIdx) {
        return eventIdx ? SplitFeatures.none().withEventIdx() : SplitFeatures.none();
    }
}
