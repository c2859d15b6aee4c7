package dev.fencepost.stress.jmh;

import dev.fencepost.impl.vring.SplitFeatures;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Two threads that block when idle, as a guest and a host that do not poll: what an exchange costs with the ring kept
 * full, and how many notifications the two suppressions leave of it. A ring of one entry is the ping-pong in which
 * every exchange needs a kick and an interrupt.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class SleepBenchmark {
    /** How the sides say when they want to be woken. */
    public enum Wish {
        /** By EVENT_IDX, with the next buffer. */
        SPLIT,
        /** By EVENT_IDX, the driver when three quarters are used. */
        SPLIT_DELAYED,
        /** By the flags. */
        SPLIT_FLAGS
    }

    /** Which. */
    @Param
    public Wish subject;

    /** Entries, all in flight. */
    @Param({"1", "16", "256"})
    public int size;

    private SleepyExchange exchange;

    /** Makes the ring and starts its device. */
    @Setup
    public void make() {
        Pinning.pin(0);
        SplitFeatures features = subject == Wish.SPLIT_FLAGS
                ? SplitFeatures.none()
                : SplitFeatures.none().withEventIdx();
        exchange = new SleepyExchange(size, features, subject == Wish.SPLIT_DELAYED);
    }

    /** Fills the ring and takes one back. */
    @Benchmark
    public void exchange() {
        exchange.exchange();
    }

    /** Stops the device. */
    @TearDown(Level.Trial)
    public void end() throws InterruptedException {
        System.out.println(exchange.end());
    }
}
