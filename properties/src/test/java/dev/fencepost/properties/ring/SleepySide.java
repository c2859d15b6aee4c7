package dev.fencepost.properties.ring;

import java.util.concurrent.locks.LockSupport;

/** What a side sleeps on, as on an eventfd: a ring of the bell is kept until somebody has waited for it. */
final class SleepySide {
    private final long patience;
    private volatile boolean rung;
    private volatile Thread sleeper;
    private volatile boolean asleep;
    private long rings;
    private long sleeps;

    /** Waits at most {@code patience} nanoseconds. */
    SleepySide(long patience) {
        this.patience = patience;
    }

    /** By the other side. */
    void ring() {
        rings++;
        rung = true;
        LockSupport.unpark(sleeper);
    }

    /** Sleeps until the bell has been rung since it last woke somebody; false where that takes too long. */
    boolean sleep() {
        sleeps++;
        sleeper = Thread.currentThread();
        long end = System.nanoTime() + patience;
        asleep = true;
        while (!rung) {
            long left = end - System.nanoTime();
            if (left <= 0) {
                return false;
            }
            LockSupport.parkNanos(this, left);
        }
        asleep = false;
        rung = false;
        return true;
    }

    /** Whether somebody sleeps on it, and nobody has rung it since. */
    boolean isSleptOn() {
        return asleep && !rung;
    }

    /** How often it was rung; for the side that rings, or when both are done. */
    long rings() {
        return rings;
    }

    /** How often somebody slept on it; for the side that sleeps, or when both are done. */
    long sleeps() {
        return sleeps;
    }
}
