package dev.fencepost.stress.ring;

import dev.fencepost.stress.bench.Bench;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** One thread plays both sides: what an exchange costs where no cache line moves. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 2, jvmArgsPrepend = Bench.AGRONA)
public class SingleThreadBenchmark {
    /** What. */
    @Param
    public Subject subject;

    /** Entries. */
    @Param("256")
    public int size;

    private Exchange exchange;

    /** Makes the subject. */
    @Setup
    public void make() {
        exchange = subject.make(size);
    }

    /** There, served, back. */
    @Benchmark
    public boolean exchange() {
        return exchange.send() & exchange.serve() & exchange.receive();
    }
}
