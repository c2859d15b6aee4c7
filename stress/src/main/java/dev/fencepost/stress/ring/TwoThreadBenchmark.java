package dev.fencepost.stress.ring;

import dev.fencepost.stress.bench.Bench;
import dev.fencepost.stress.bench.Pinning;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Group;
import org.openjdk.jmh.annotations.GroupThreads;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Control;

/**
 * Two polling threads, each pinned to a processor where that is possible. The score of {@code first} is the time of one
 * exchange; that of {@code second} counts polls that find nothing too and means little.
 */
@State(Scope.Group)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 3, jvmArgsPrepend = Bench.AGRONA)
public class TwoThreadBenchmark {
    /** What. */
    @Param
    public Subject subject;

    /** Entries. */
    @Param({"16", "64", "256", "1024", "4096"})
    public int size;

    private Exchange exchange;

    /** Makes the subject. */
    @Setup
    public void make() {
        exchange = subject.make(size);
    }

    /** What one thread knows: whether it is pinned, and how much it has sent that has not come back. */
    @State(Scope.Thread)
    public static class Side {
        private boolean done;
        private int outstanding;

        void to(int processor) {
            if (!done) {
                Pinning.pin(processor);
                done = true;
            }
        }
    }

    /** Keeps the subject full and takes one back. */
    @Benchmark
    @Group("exchange")
    @GroupThreads(1)
    public void first(Control control, Side side) {
        side.to(0);
        while (side.outstanding < size && exchange.send()) {
            side.outstanding++;
        }
        while (!exchange.receive()) {
            if (control.stopMeasurement) {
                return;
            }
            Thread.onSpinWait();
        }
        side.outstanding--;
    }

    /** Serves one if there is one. */
    @Benchmark
    @Group("exchange")
    @GroupThreads(1)
    public void second(Side side) {
        side.to(1);
        if (!exchange.serve()) {
            Thread.onSpinWait();
        }
    }
}
