package dev.fencepost.stress.ring;

import dev.fencepost.impl.ring.packed.PackedFeatures;
import dev.fencepost.impl.ring.split.SplitFeatures;
import dev.fencepost.stress.bench.Bench;
import dev.fencepost.stress.bench.Fences;
import dev.fencepost.stress.bench.Pinning;
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
@Fork(value = 2, jvmArgsPrepend = Bench.AGRONA)
public class SleepBenchmark {
    /** What they exchange by, and how they say when they want to be woken. */
    public enum Wish {
        /** By EVENT_IDX, with the next buffer. */
        SPLIT {
            @Override
            Sleepers make(int size) {
                return new SleepyExchange(
                        BenchRing.split(size, Fences.SMP, SplitFeatures.none().withEventIdx()), false);
            }
        },
        /** By EVENT_IDX, the driver when three quarters are used. */
        SPLIT_DELAYED {
            @Override
            Sleepers make(int size) {
                return new SleepyExchange(
                        BenchRing.split(size, Fences.SMP, SplitFeatures.none().withEventIdx()), true);
            }
        },
        /** By the flags. */
        SPLIT_FLAGS {
            @Override
            Sleepers make(int size) {
                return new SleepyExchange(BenchRing.split(size, Fences.SMP, SplitFeatures.none()), false);
            }
        },
        /** A packed ring by EVENT_IDX, with the next buffer. */
        PACKED {
            @Override
            Sleepers make(int size) {
                return new SleepyExchange(
                        BenchRing.packed(size, Fences.SMP, PackedFeatures.none().withEventIdx()), false);
            }
        },
        /** A packed ring by the flags. */
        PACKED_FLAGS {
            @Override
            Sleepers make(int size) {
                return new SleepyExchange(BenchRing.packed(size, Fences.SMP, PackedFeatures.none()), false);
            }
        },
        /** JCTools SpscArrayQueue, with a flag for each side beside it. */
        JCTOOLS {
            @Override
            Sleepers make(int size) {
                return new SleepyQueues(QueueExchange.jctools(size), size);
            }
        },
        /** Agrona OneToOneRingBuffer, with such flags. */
        AGRONA {
            @Override
            Sleepers make(int size) {
                return new SleepyQueues(QueueExchange.agrona(size), size);
            }
        };

        abstract Sleepers make(int size);
    }

    /** Which. */
    @Param
    public Wish subject;

    /** Entries, all in flight. */
    @Param({"1", "16", "256"})
    public int size;

    private Sleepers exchange;

    /** Makes the ring and starts its device. */
    @Setup
    public void make() {
        Pinning.pin(0);
        exchange = subject.make(size);
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
