package dev.fencepost.properties.ring.moments;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.properties.ring.moments.Bedtime.Habit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever the other side does while a side goes to sleep, and between whichever two of its accesses: nobody sleeps on
 * (S6). All moments are tried, on one thread and so in program order; what fences are for is the model's to say.
 */
class BedtimeProperties {
    private static final boolean[] EITHER = {false, true};

    static Stream<Bedtime> sound() {
        return Stream.concat(
                ways(Habit.NEXT),
                Stream.of(Habit.DELAYED, Habit.POLLED)
                        .flatMap(BedtimeProperties::ways)
                        .filter(Bedtime::driverSleeps));
    }

    static Stream<Bedtime> mutants() {
        return Stream.concat(
                Stream.of(Habit.UNASKED, Habit.UNCHECKED).flatMap(BedtimeProperties::ways),
                ways(Habit.POLLED_EARLY).filter(Bedtime::driverSleeps));
    }

    private static Stream<Bedtime> ways(Habit habit) {
        List<Bedtime> ways = new ArrayList<>();
        for (int size : new int[] {1, 4}) {
            for (boolean packed : EITHER) {
                for (boolean eventIdx : EITHER) {
                    for (boolean driverSleeps : EITHER) {
                        ways.add(new Bedtime(packed, size, eventIdx, driverSleeps, habit));
                    }
                }
            }
        }
        return ways.stream();
    }

    /** The moments at which the side sleeps on, as a text each. */
    private static List<String> oversleeps(Bedtime way) {
        List<String> moments = new ArrayList<>();
        // The other side's work makes the sleeper's longer; whatever comes later comes when it sleeps.
        int last = 4 * way.accesses() + 1;
        for (int portion = 0; portion < way.size(); portion++) {
            for (int first = 0; first <= (portion == 0 ? 0 : last); first++) {
                for (int second = first; second <= last; second++) {
                    if (!way.wakes(first, portion, second)) {
                        moments.add(portion + " behind access " + first + ", the rest behind " + second);
                    }
                }
            }
        }
        return moments;
    }

    @ParameterizedTest
    @MethodSource("sound")
    void nobodySleepsOn(Bedtime way) {
        assertThat(oversleeps(way)).as("moments at which a wakeup is lost (S6)").isEmpty();
    }

    @ParameterizedTest
    @MethodSource("mutants")
    void mutantSleepsOn(Bedtime way) {
        assertThat(oversleeps(way)).isNotEmpty();
    }
}
