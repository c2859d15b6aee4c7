package dev.fencepost.stress.grant.persistent;

import dev.fencepost.impl.grant.persistent.CacheLimits;
import dev.fencepost.impl.grant.persistent.CacheLock;
import dev.fencepost.impl.grant.persistent.MappedGrants;
import dev.fencepost.impl.grant.persistent.PersistentGrants;
import dev.fencepost.stress.bench.BenchLabels;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
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
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A request of eleven segments with pages that are mapped and unmapped for it, and with pages that stay mapped. Each
 * page is written, so that its translation is in the TLB. With two threads each has a device of its own, and each
 * unmapping interrupts the other's processor: the TLB shootdown is this machine's own. What a hypervisor adds to that
 * is not in it.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
@BenchLabels(size = "", per = "request", against = "ONE_SHOT", yardstick = "one-shot")
public class GrantMappingBenchmark {
    private static final int SEGMENTS = 11;
    private static final Path MEMORY = Path.of("/dev/shm");

    /** How long a mapping lasts. */
    public enum Mapping {
        /** For one request. */
        ONE_SHOT,
        /** Across requests. */
        PERSISTENT
    }

    /** Which. */
    @Param
    public Mapping mapping;

    private final int[] names = new int[SEGMENTS];
    private final int[] found = new int[SEGMENTS];
    private Path file;
    private MappedGrants pages;
    private PersistentGrants cache;
    private int round;

    /** Makes pages, in memory where the system has a folder for that. */
    @Setup
    public void make() throws IOException {
        file = Files.isDirectory(MEMORY)
                ? Files.createTempFile(MEMORY, "fencepost-", ".pages")
                : Files.createTempFile("fencepost-", ".pages");
        pages = new MappedGrants(file, SEGMENTS);
        boolean persistent = mapping == Mapping.PERSISTENT;
        CacheLimits limits = new CacheLimits(persistent, SEGMENTS, SEGMENTS, 1, SEGMENTS);
        cache = PersistentGrants.tree(pages, CacheLock.none(), limits, 1);
        cache.connect(0);
        for (int i = 0; i < SEGMENTS; i++) {
            names[i] = i;
        }
    }

    /** One thread: nobody to interrupt. */
    @Benchmark
    @Threads(1)
    public int threads1() {
        return serve();
    }

    /** Two threads. */
    @Benchmark
    @Threads(2)
    public int threads2() {
        return serve();
    }

    private int serve() {
        round++;
        cache.begin(0, names, SEGMENTS, found);
        for (int i = 0; i < SEGMENTS; i++) {
            ByteBuffer page = pages.page(cache.mapping(found[i]));
            page.putInt(0, round);
        }
        cache.finish(0, found, SEGMENTS);
        return round;
    }

    /** Unmaps and removes the pages. */
    @TearDown(Level.Trial)
    public void end() throws IOException {
        cache.disconnect(0);
        pages.close();
        Files.delete(file);
    }
}
