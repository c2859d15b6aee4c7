package dev.fencepost.stress.ring;

import dev.fencepost.impl.ring.split.SplitFeatures;
import dev.fencepost.stress.bench.Fences;
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

/**
 * The two questions of the 2011 proposal: what smp barriers save against mandatory ones, and what it costs to choose
 * between them at run time. One thread, every buffer with both notification decisions, so that D1, D2, D3, V1, V2, V3
 * and V6 are passed once each.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class FenceCostBenchmark {
    /** Which fences. */
    @Param
    public Fences fences;

    private Exchange exchange;

    /** Makes the ring. */
    @Setup
    public void make() {
        exchange = new RingExchange(
                BenchRing.split(256, fences, SplitFeatures.none().withEventIdx()), true);
    }

    /** There, served, back. */
    @Benchmark
    public boolean exchange() {
        return exchange.send() & exchange.serve() & exchange.receive();
    }
}
