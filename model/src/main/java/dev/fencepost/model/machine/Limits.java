package dev.fencepost.model.machine;

import java.time.Duration;
import java.util.Objects;

/**
 * Where an exploration gives up. A limit that is hit makes the verdict Bounded.
 *
 * @param states distinct states to keep, at least 1 and at most {@link #MOST_STATES}
 * @param bytes memory for them, at least 1
 * @param time wall-clock time
 */
public record Limits(long states, long bytes, Duration time) {
    /** As many as an index into the store can count. */
    public static final long MOST_STATES = Integer.MAX_VALUE - 8;

    private static final Duration LONG = Duration.ofDays(365);

    /** Checks the ranges. */
    public Limits {
        Objects.requireNonNull(time, "time");
        if (states < 1 || states > MOST_STATES || bytes < 1) {
            throw new IllegalArgumentException("limits of " + states + " states and " + bytes + " bytes");
        }
    }

    /** Three quarters of the memory that this JVM may have, nothing else. */
    public static Limits ofThisJvm() {
        return new Limits(MOST_STATES, Runtime.getRuntime().maxMemory() / 4 * 3, LONG);
    }

    /** The same with another number of states. */
    public Limits withStates(long most) {
        return new Limits(most, bytes, time);
    }

    /** The same with other memory. */
    public Limits withBytes(long most) {
        return new Limits(states, most, time);
    }

    /** The same with other time. */
    public Limits withTime(Duration most) {
        return new Limits(states, bytes, most);
    }
}
