package dev.fencepost.properties.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.model.spec.Clause;
import dev.fencepost.properties.house.Claims;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Everything at once, on all threads that the machine has: accesses to devices of every kind that come and go, kicks of
 * a queue that is handed over and back, an I/O thread that sleeps. At the end nothing is lost and nothing is left.
 */
@Claims({Clause.Q1, Clause.Q2, Clause.Q4, Clause.Q8, Clause.Q9})
class DispatchSoakProperties {
    /** Minutes at night, seconds by day. */
    private static final Duration LENGTH =
            Boolean.getBoolean("fencepost.deep") ? Duration.ofMinutes(3) : Duration.ofSeconds(3);

    /** Whoever fails with a lock in hand would leave the others waiting. */
    @Test
    @Timeout(value = 10, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void nothingIsLostAndNothingLeaks() throws InterruptedException {
        DispatchSoak soak = new DispatchSoak(Math.max(2, Runtime.getRuntime().availableProcessors()));
        soak.run(LENGTH, System.out::println);
        assertThat(soak.failure()).isNull();
        assertThat(soak.counted()).as("writes that the devices counted").isEqualTo(soak.accepted());
        assertThat(soak.handled()).as("requests handled").isEqualTo(soak.posted());
        assertThat(soak.freed()).as("devices freed").isEqualTo(soak.plugged());
        assertThat(soak.told()).as("unplugs that the guest was told of").isEqualTo(soak.plugged());
        assertThat(soak.left()).as("devices and views left").isZero();
        assertThat(soak.accepted()).isPositive();
        assertThat(soak.plugged()).isGreaterThan(1);
    }
}
