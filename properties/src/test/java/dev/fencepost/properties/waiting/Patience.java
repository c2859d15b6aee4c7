package dev.fencepost.properties.waiting;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * How long a test waits for somebody else before it says what did not come: a peer that is wrong is a failure, and
 * never a hang. The limit is there for what never comes, and far above what anything takes; no verdict depends on how
 * fast it comes.
 */
public final class Patience {
    private static final long PAUSE_NANOS = 20_000;

    private final long nanos;
    private final String limit;

    private Patience(long nanos, String limit) {
        this.nanos = nanos;
        this.limit = limit;
    }

    /** So many seconds. */
    public static Patience seconds(long seconds) {
        return new Patience(TimeUnit.SECONDS.toNanos(seconds), seconds + " s");
    }

    /** So many milliseconds. */
    public static Patience millis(long millis) {
        return new Patience(TimeUnit.MILLISECONDS.toNanos(millis), millis + " ms");
    }

    /**
     * Waits, looking again and again.
     *
     * @param what is waited for, for the message
     * @throws AssertionError if it does not come
     */
    public void until(String what, BooleanSupplier done) {
        until(() -> what, done);
    }

    /** The same where what is waited for is known only when it has not come. */
    public void until(Supplier<String> what, BooleanSupplier done) {
        long start = System.nanoTime();
        while (!done.getAsBoolean()) {
            if (isOver(start)) {
                throw inVain(what.get());
            }
            pause();
        }
    }

    /**
     * Waits for the end of a thread.
     *
     * @throws AssertionError if it does not end; it is interrupted then
     */
    public void untilEnded(Thread thread) {
        try {
            TimeUnit.NANOSECONDS.timedJoin(thread, nanos);
        } catch (InterruptedException e) {
            throw interrupted("the thread " + thread.getName(), e);
        }
        if (thread.isAlive()) {
            thread.interrupt();
            throw inVain("the end of the thread " + thread.getName());
        }
    }

    /**
     * Waits for the end of a process.
     *
     * @param what it is
     * @return its exit status
     * @throws AssertionError if it does not end; it is killed then
     */
    public int untilEnded(String what, Process process) {
        try {
            if (!process.waitFor(nanos, TimeUnit.NANOSECONDS)) {
                process.destroyForcibly();
                throw inVain("the end of " + what);
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            throw interrupted(what, e);
        }
    }

    /**
     * Patience with one thing after the other.
     *
     * @param what each of them is, for the message
     */
    public Progress with(String what) {
        return new Progress(this, what);
    }

    @Override
    public String toString() {
        return limit;
    }

    /** Whoever sleeps runs as soon as he wakes; whoever yields on a busy machine, behind all others. */
    static void pause() {
        LockSupport.parkNanos(PAUSE_NANOS);
    }

    boolean isOver(long since) {
        return System.nanoTime() - since > nanos;
    }

    AssertionError inVain(String what) {
        return new AssertionError("waited " + limit + " for " + what + ", in vain");
    }

    private static AssertionError interrupted(String what, InterruptedException cause) {
        Thread.currentThread().interrupt();
        return new AssertionError("interrupted while waiting for " + what, cause);
    }
}
