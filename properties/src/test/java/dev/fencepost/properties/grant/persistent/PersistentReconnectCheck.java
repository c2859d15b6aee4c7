package dev.fencepost.properties.grant.persistent;

import dev.fencepost.impl.grant.persistent.CacheLimits;
import dev.fencepost.impl.grant.persistent.CacheLock;
import dev.fencepost.impl.grant.persistent.FrontGrants;
import dev.fencepost.impl.grant.persistent.GrantMapper;
import dev.fencepost.impl.grant.persistent.GrantPool;
import dev.fencepost.impl.grant.persistent.PersistentGrants;
import dev.fencepost.model.spec.Clause;

/**
 * A frontend's pool and two backends, one after the other: the first one unmaps everything, or leaves some pages
 * mapped. Whatever it was, the second one is told nothing that only the first one could know, and no page stands twice.
 */
public final class PersistentReconnectCheck implements Runnable {
    private static final int PAGES = 3;
    private static final CacheLimits LIMITS = new CacheLimits(true, PAGES, PAGES, 1, 100);

    /** For whoever loads it anew. */
    public PersistentReconnectCheck() {}

    /** The grants of a frontend; those whose bit is set stay mapped by a backend that has gone. */
    private static final class Front extends FrontGrants {
        private final int stuck;
        private final int[] maps;
        private boolean gone;

        Front(int stuck, int... maps) {
            this.stuck = stuck;
            this.maps = maps;
        }

        @Override
        public int grant(int page) {
            return page;
        }

        @Override
        public boolean tryEnd(int reference) {
            return maps[reference] == 0 && !(gone && (stuck & 1 << reference) != 0);
        }

        @Override
        public void clear(int page) {}
    }

    @Override
    public void run() {
        for (int stuck = 0; stuck < 1 << PAGES; stuck++) {
            for (int used = 0; used <= PAGES; used++) {
                reconnect(stuck, used, true);
                reconnect(stuck, used, false);
            }
        }
    }

    private static void reconnect(int stuck, int used, boolean table) {
        int[] maps = new int[PAGES];
        Front front = new Front(stuck, maps);
        GrantPool pool = new GrantPool(front, PAGES);
        PersistentGrants first = cache(table, maps);
        first.connect(0);
        int handle = use(pool, first, used);
        disconnect(first, maps);
        front.gone = true;
        int left = pool.reset();
        require(left == expected(stuck, used), Clause.B5, left + " pages are said to be left");
        requirePagesOnce(pool);
        for (int page = 0; page < PAGES; page++) {
            int name = pool.name(page);
            require(name == -1 || name == pool.reference(page), Clause.B5, "page " + page + " is named " + name);
        }
        secondBackend(pool, table, maps, handle);
    }

    private static int expected(int stuck, int used) {
        return Integer.bitCount(stuck & (1 << used) - 1);
    }

    private static PersistentGrants cache(boolean table, int... maps) {
        GrantMapper mapper = new GrantMapper() {
            @Override
            public int map(int reference) {
                maps[reference]++;
                return reference;
            }

            @Override
            public void unmap(int mapping) {
                maps[mapping]--;
            }

            @Override
            public void flush() {}
        };
        return table
                ? PersistentGrants.table(mapper, CacheLock.none(), LIMITS, 1)
                : PersistentGrants.tree(mapper, CacheLock.none(), LIMITS, 1);
    }

    /** A request with so many pages; returns the last name that the backend gave. */
    private static int use(GrantPool pool, PersistentGrants cache, int pages) {
        int[] taken = new int[pages];
        int[] names = new int[pages];
        int[] found = new int[pages];
        for (int i = 0; i < pages; i++) {
            taken[i] = pool.take();
            names[i] = pool.name(taken[i]);
        }
        require(cache.begin(0, names, pages, found) == PersistentGrants.OK, Clause.B1, "a request is refused");
        int last = -1;
        int[] known = new int[pages];
        for (int i = 0; i < pages; i++) {
            known[i] = cache.nameOf(found[i]);
            last = known[i];
        }
        cache.finish(0, found, pages);
        for (int i = 0; i < pages; i++) {
            pool.complete(taken[i], known[i]);
        }
        return last;
    }

    private static void disconnect(PersistentGrants cache, int... maps) {
        require(cache.disconnect(0), Clause.B5, "nothing is in flight, and the backend does not disconnect");
        for (int map : maps) {
            require(map == 0, Clause.B5, "a page is mapped " + map + " times after the disconnect");
        }
    }

    private static void requirePagesOnce(GrantPool pool) {
        int seen = 0;
        for (int page : pool.order()) {
            require((seen & 1 << page) == 0, Clause.B1, "page " + page + " stands in the pool twice");
            seen |= 1 << page;
        }
        require(seen == (1 << PAGES) - 1, Clause.B1, "a page is lost");
    }

    /** It serves the pool from the beginning; and a handle that leads nowhere, or to what is there anew, is refused. */
    private static void secondBackend(GrantPool pool, boolean table, int[] maps, int handle) {
        PersistentGrants second = cache(table, maps);
        second.connect(0);
        use(pool, second, PAGES);
        second.tick();
        second.pick();
        second.unmapPicked();
        int[] found = new int[1];
        require(second.begin(0, new int[] {1}, 1, found) == PersistentGrants.OK, Clause.B1, "a request is refused");
        int now = second.nameOf(found[0]);
        second.finish(0, found, 1);
        if (table && handle < 0 && handle != now) {
            int answer = second.begin(0, new int[] {handle}, 1, found);
            require(answer == PersistentGrants.BAD_HANDLE, Clause.B1, "a handle of before is answered by " + answer);
        }
        disconnect(second, maps);
    }

    private static void require(boolean holds, Clause clause, String otherwise) {
        if (!holds) {
            throw new AssertionError(otherwise + " (" + clause + ")");
        }
    }
}
