package dev.fencepost.properties.ring.split;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.impl.ring.split.SplitFeatures;
import dev.fencepost.properties.ring.SleepyRing;
import dev.fencepost.properties.ring.SleepyRing.Habit;
import dev.fencepost.properties.ring.SleepyRing.Lingering;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Both sides sleep when idle and are woken by nothing but kicks and interrupts, most of which are suppressed: no
 * notification that somebody needs is lost (S6). On real threads, so a sample: that a side which does not ask, or does
 * not look again, is noticed is the business of {@link dev.fencepost.properties.ring.moments.BedtimeProperties}, which
 * needs no luck for it.
 */
class SplitSleepProperties {
    private static final boolean DEEP = Boolean.getBoolean("fencepost.deep");
    private static final long EXCHANGES = DEEP ? 5_000_000 : 100_000;

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
        SleepyRing ring = new SleepyRing(size, features(eventIdx), habit, Lingering.NOBODY);
        assertThat(ring.run(EXCHANGES))
                .as("state of a ring on which somebody sleeps on")
                .isNull();
        assertThat(ring.sleeps()).as("sleeps of the side that slept less").isPositive();
        assertThat(ring.interrupts()).as("interrupts").isLessThanOrEqualTo(EXCHANGES);
    }

    /** Whatever the other side does between finding nothing and asking to be woken, the last look finds. */
    @ParameterizedTest
    @CsvSource({
        "1, true, DRIVER", "1, false, DRIVER", "4, true, DRIVER", "4, false, DRIVER",
        "1, true, DEVICE", "1, false, DEVICE", "4, true, DEVICE", "4, false, DEVICE"
    })
    void nobodySleepsOnWhatCameLate(int size, boolean eventIdx, Lingering lingering) throws InterruptedException {
        SleepyRing ring = new SleepyRing(size, features(eventIdx), Habit.NEXT, lingering);
        assertThat(ring.run(LATE_EXCHANGES)).isNull();
    }

    private static SplitFeatures features(boolean eventIdx) {
        return eventIdx ? SplitFeatures.none().withEventIdx() : SplitFeatures.none();
    }
}
