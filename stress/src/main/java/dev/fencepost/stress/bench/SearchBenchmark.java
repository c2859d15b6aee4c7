package dev.fencepost.stress.bench;

import dev.fencepost.model.c.Source;
import dev.fencepost.model.memory.execution.ExecutionExplorer;
import dev.fencepost.model.platform.BarrierPlan;
import dev.fencepost.model.platform.BarrierSite;
import dev.fencepost.model.platform.Platform;
import dev.fencepost.model.platform.Platforms;
import dev.fencepost.model.protocol.Protocol;
import dev.fencepost.model.protocol.Scenario;
import dev.fencepost.model.protocol.text.ProtocolReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
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
 * The weak-memory explorer on the whole split ring: all its executions with every fence in place, and all 64 subsets of
 * the six sites at two buffers.
 *
 * <p>Measured on a shared 2-core x86-64 virtual machine with JDK 17, milliseconds, by {@code mvn -q -Pbench -pl stress
 * -am process-classes -Dbench="Search -wi 2 -i 3"}, when a used element was one word:
 *
 * <pre>
 *              1 buffer  4 buffers  12 buffers  64 subsets
 * executions          7         10          18
 * smp-lkmm          0.7        5.5          75         482
 * smp-arm64         0.3        2.6          48         200
 * smp-x86           0.2        2.4          45          38
 * </pre>
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class SearchBenchmark {
    private static final Protocol RING = read("whole-ring.c");

    /** A platform by its name. */
    @Param({"smp-lkmm", "smp-arm64", "smp-x86"})
    public String name;

    private Platform platform;

    /** Finds the platform. */
    @Setup
    public void find() {
        platform = Platforms.rows().stream()
                .filter(row -> row.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** One buffer. */
    @Benchmark
    public long buffers01() {
        return executions(BarrierPlan.mandatory(), 1);
    }

    /** Four buffers. */
    @Benchmark
    public long buffers04() {
        return executions(BarrierPlan.mandatory(), 4);
    }

    /** Twelve buffers. */
    @Benchmark
    public long buffers12() {
        return executions(BarrierPlan.mandatory(), 12);
    }

    /** Every subset of the six sites, with two buffers. */
    @Benchmark
    public long subsets() {
        long executions = 0;
        List<BarrierSite> sites = RING.sites();
        for (int subset = 0; subset < 1 << sites.size(); subset++) {
            BarrierPlan plan = BarrierPlan.mandatory();
            for (int i = 0; i < sites.size(); i++) {
                plan = (subset >> i & 1) == 0 ? plan.without(sites.get(i)) : plan;
            }
            executions += executions(plan, 2);
        }
        return executions;
    }

    private long executions(BarrierPlan plan, int buffers) {
        Scenario scenario = RING.scenarios(Set.of(), plan, platform, buffers).get(0);
        return new ExecutionExplorer(scenario.program(), platform.memoryModel())
                .explore(execution -> true)
                .executions();
    }

    private static Protocol read(String file) {
        try (InputStream in = SearchBenchmark.class.getResourceAsStream(file)) {
            return ProtocolReader.trusted(new Source(file, new String(in.readAllBytes(), StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(file, e);
        }
    }
}
