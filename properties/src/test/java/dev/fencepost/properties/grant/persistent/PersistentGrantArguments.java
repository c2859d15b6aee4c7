package dev.fencepost.properties.grant.persistent;

import static dev.fencepost.properties.grant.table.GrantArguments.done;

import dev.fencepost.impl.grant.persistent.BlockRequest;
import dev.fencepost.impl.grant.persistent.CacheLimits;
import dev.fencepost.impl.grant.persistent.CacheLock;
import dev.fencepost.impl.grant.persistent.FrontGrants;
import dev.fencepost.impl.grant.persistent.GrantMapper;
import dev.fencepost.impl.grant.persistent.GrantPool;
import dev.fencepost.impl.grant.persistent.MappedGrants;
import dev.fencepost.impl.grant.persistent.PersistentGrants;
import dev.fencepost.impl.memory.ArrayMemory;
import dev.fencepost.impl.memory.Mode;
import dev.fencepost.properties.argument.Arguments;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** The numbers that pools, caches and requests take. */
public final class PersistentGrantArguments {
    private static final int MOST = Integer.MAX_VALUE;
    private static final CacheLimits LIMITS = new CacheLimits(true, 2, 2, 1, 8);

    private PersistentGrantArguments() {}

    /** A pool with a page in a request, and a cache that serves it, with room for three more. */
    public static final class Scene {
        public final GrantPool pool = new GrantPool(new PlainFront(), 3);
        final GrantMapper mapper = new PlainMapper();
        public final PersistentGrants tree = PersistentGrants.tree(mapper, CacheLock.none(), LIMITS, 2);
        public final PersistentGrants table = PersistentGrants.table(mapper, CacheLock.none(), LIMITS, 2);
        public final int[] found = new int[2];

        public Scene() {
            pool.take();
            for (PersistentGrants cache : new PersistentGrants[] {tree, table}) {
                cache.connect(0);
                cache.begin(0, new int[] {7}, 1, found);
            }
        }

        public String state() {
            return Arrays.toString(pool.order())
                    + pool.name(0)
                    + pool.reference(0)
                    + pool.isGranted(1)
                    + state(tree)
                    + state(table);
        }

        private static String state(PersistentGrants cache) {
            return " " + cache.kept() + cache.inUse() + Arrays.toString(cache.idle())
                    + cache.ledger().maps() + cache.ledger().unmaps();
        }

        int begin(PersistentGrants cache, long name) {
            return cache.begin(0, new int[] {(int) name}, 1, new int[1]);
        }
    }

    /** All of them. */
    public static Arguments<?> table() {
        Arguments<Scene> table = new Arguments<>(Scene::new, Scene::state);
        requests(table);
        pool(table);
        cache(table);
        mapped(table);
        return table;
    }

    private static void requests(Arguments<Scene> table) {
        ArrayMemory ring = new ArrayMemory(2 * BlockRequest.BYTES);
        ring.store16(Mode.PLAIN, 0, 2 << 8);
        BlockRequest request = new BlockRequest();
        request.fetch(ring, 0);
        table.refused("BlockRequest.fetch#1", 0, BlockRequest.BYTES, (s, n) -> new BlockRequest().fetch(ring, (int) n))
                .index("BlockRequest.bytes#0", 2, (s, n) -> request.bytes((int) n))
                .refused("CacheLimits.new#1", 0, 200_000, (s, n) -> new CacheLimits(true, (int) n, 1, 1, 1))
                .refused("CacheLimits.new#2", 1, 200_000, (s, n) -> new CacheLimits(true, 1, (int) n, 1, 1))
                .refused("CacheLimits.new#3", 1, MOST, (s, n) -> new CacheLimits(true, 1, 1, (int) n, 1))
                .refused("CacheLimits.new#4", 1, MOST, (s, n) -> new CacheLimits(true, 1, 1, 1, (int) n));
    }

    private static void pool(Arguments<Scene> table) {
        table.refused("GrantPool.new#1", 1, MOST, (s, n) -> new GrantPool(new PlainFront(), (int) n))
                .index("GrantPool.name#0", 3, (s, n) -> s.pool.name((int) n))
                .index("GrantPool.reference#0", 3, (s, n) -> s.pool.reference((int) n))
                .index("GrantPool.isGranted#0", 3, (s, n) -> s.pool.isGranted((int) n))
                .index("GrantPool.complete#0", 3, (s, n) -> s.pool.complete((int) n, 0))
                .any("GrantPool.complete#1");
    }

    private static void cache(Arguments<Scene> table) {
        GrantMapper mapper = new PlainMapper();
        table.refused(
                        "PersistentGrants.tree#3",
                        1,
                        MOST,
                        (s, n) -> PersistentGrants.tree(mapper, CacheLock.none(), LIMITS, (int) n))
                .refused(
                        "PersistentGrants.table#3",
                        1,
                        MOST,
                        (s, n) -> PersistentGrants.table(mapper, CacheLock.none(), LIMITS, (int) n))
                .index("PersistentGrants.connect#0", 2, (s, n) -> done(() -> s.tree.connect((int) n)))
                .index("PersistentGrants.begin#0", 2, (s, n) -> s.tree.begin((int) n, new int[1], 1, new int[1]))
                .refused("PersistentGrants.begin#2", 0, 1, (s, n) -> s.tree.begin(0, new int[1], (int) n, new int[2]))
                .refused("PersistentGrants.begin#2", 0, 1, (s, n) -> s.tree.begin(0, new int[2], (int) n, new int[1]))
                .index("PersistentGrants.finish#0", 2, (s, n) -> done(() -> s.tree.finish((int) n, s.found, 1)))
                .refused("PersistentGrants.finish#2", 0, 2, (s, n) -> done(() -> s.tree.finish(0, s.found, (int) n)))
                .index("an entry", 4, (s, n) -> done(() -> s.tree.finish(0, new int[] {(int) n}, 1)))
                .index("PersistentGrants.nameOf#0", 4, (s, n) -> s.tree.nameOf((int) n))
                .index("PersistentGrants.mapping#0", 4, (s, n) -> s.tree.mapping((int) n))
                .index("PersistentGrants.disconnect#0", 2, (s, n) -> s.tree.disconnect((int) n))
                .answeredBy("a name, tree", 0, 7, PersistentGrantArguments::refusal, (s, n) -> s.begin(s.tree, n))
                .answeredBy(
                        "a name, table", 0, 7, PersistentGrantArguments::refusalOfTable, (s, n) -> s.begin(s.table, n));
    }

    /** What has the highest bit set is a handle, and none that was given out. */
    private static Object refusal(long name) {
        return name < 0 ? PersistentGrants.BAD_HANDLE : PersistentGrants.BAD_REFERENCE;
    }

    /** The first handle is that of the entry in use: whoever guesses it is refused like everybody. */
    private static Object refusalOfTable(long name) {
        return name == Integer.MIN_VALUE ? PersistentGrants.IN_USE : refusal(name);
    }

    private static void mapped(Arguments<Scene> table) {
        Path file = file();
        MappedGrants pages = new MappedGrants(file, 2);
        table.refused("MappedGrants.new#1", 1, MOST, (s, n) -> new MappedGrants(file, (int) n))
                .answered(
                        "MappedGrants.map#0", 0, 1, false, PersistentGrants.BAD_REFERENCE, (s, n) -> pages.map((int) n))
                .index("MappedGrants.page#0", 2, (s, n) -> pages.page((int) n))
                .index("MappedGrants.unmap#0", 2, (s, n) -> done(() -> pages.unmap((int) n)));
    }

    private static Path file() {
        try {
            Path file = Files.createTempFile("fencepost", "pages");
            file.toFile().deleteOnExit();
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Grants everything. */
    static final class PlainFront extends FrontGrants {
        @Override
        public int grant(int page) {
            return 10 + page;
        }

        @Override
        public boolean tryEnd(int reference) {
            return true;
        }

        @Override
        public void clear(int page) {}
    }

    /** Maps everything. */
    static final class PlainMapper extends GrantMapper {
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
