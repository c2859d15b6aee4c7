package dev.fencepost.stress.grant.table;

import dev.fencepost.impl.grant.persistent.CacheLimits;
import dev.fencepost.impl.grant.persistent.CacheLock;
import dev.fencepost.impl.grant.persistent.GrantMapper;
import dev.fencepost.impl.grant.persistent.PersistentGrants;
import dev.fencepost.stress.bench.BenchLabels;
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
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The question of 2012: what does it cost to find a kept grant, take a reference on it and give it back, as the number
 * of grants grows; in a tree or by handles, with a cache for each device or one that devices share. Grants are looked
 * for in an order that no cache of the processor foresees.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
@BenchLabels(size = "grants", per = "grant", against = "TREE DEVICE", yardstick = "tree", chart = true)
public class GrantLookupBenchmark {
    /** How a grant is found. */
    public enum Design {
        /** In a red-black tree by reference. */
        TREE,
        /** In a table by handle. */
        TABLE
    }

    /** Whose the cache is. */
    public enum Owner {
        /** Each thread has one, without a lock. */
        DEVICE,
        /** All threads share one, with a lock. */
        SHARED
    }

    private static final int MOST_THREADS = 2;

    /** Kept grants. */
    @Param({"32", "352", "1024", "10000", "100000"})
    public int size;

    /** How. */
    @Param
    public Design design;

    /** Whose. */
    @Param
    public Owner owner;

    private PersistentGrants[] caches;
    private int[][] names;

    /** Keeps all grants. */
    @Setup
    public void make() {
        int count = owner == Owner.SHARED ? 1 : MOST_THREADS;
        caches = new PersistentGrants[count];
        names = new int[count][size];
        CacheLock lock = owner == Owner.SHARED ? CacheLock.shared() : CacheLock.none();
        CacheLimits limits = new CacheLimits(true, size, 1, 1, size);
        for (int i = 0; i < count; i++) {
            caches[i] = design == Design.TREE
                    ? PersistentGrants.tree(new NoMapper(), lock, limits, MOST_THREADS)
                    : PersistentGrants.table(new NoMapper(), lock, limits, MOST_THREADS);
            fill(caches[i], names[i]);
        }
    }

    private static void fill(PersistentGrants cache, int[] names) {
        int[] found = new int[1];
        int[] name = new int[1];
        for (int device = 0; device < MOST_THREADS; device++) {
            cache.connect(device);
        }
        for (int i = 0; i < names.length; i++) {
            name[0] = i;
            cache.begin(0, name, 1, found);
            names[i] = cache.nameOf(found[0]);
            cache.finish(0, found, 1);
        }
    }

    /** What one thread knows. */
    @State(Scope.Thread)
    public static class Device {
        private static int next;

        private final int[] name = new int[1];
        private final int[] found = new int[1];
        private int number;
        private int seed;

        /** Gives the thread its number. */
        @Setup
        public void number() {
            synchronized (Device.class) {
                number = next++ % MOST_THREADS;
            }
            seed = number + 1;
        }
    }

    /** One thread. */
    @Benchmark
    @Threads(1)
    public int threads1(Device device) {
        return use(device);
    }

    /** Two threads; halves of the grants, so that none is wanted twice. */
    @Benchmark
    @Threads(2)
    public int threads2(Device device) {
        return use(device);
    }

    private int use(Device device) {
        int which = owner == Owner.SHARED ? 0 : device.number;
        device.seed = device.seed * 1_664_525 + 1_013_904_223;
        int half = (device.seed >>> 8) % (size / 2);
        device.name[0] = names[which][2 * half + device.number];
        int result = caches[which].begin(device.number, device.name, 1, device.found);
        if (result != PersistentGrants.OK) {
            throw new IllegalStateException("refused: " + result);
        }
        caches[which].finish(device.number, device.found, 1);
        return device.found[0];
    }

    /** Maps everything to itself: only the first time. */
    private static final class NoMapper extends GrantMapper {
        @Override
        public int map(int reference) {
            return reference;
        }

        @Override
        public void unmap(int mapping) {}

        @Override
        public void flush() {}
    }
}
