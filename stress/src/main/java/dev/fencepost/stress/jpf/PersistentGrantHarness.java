package dev.fencepost.stress.jpf;

import dev.fencepost.impl.grant.CacheLimits;
import dev.fencepost.impl.grant.CacheLock;
import dev.fencepost.impl.grant.PersistentGrants;

/**
 * The implementation's own cache of grants: a thread that serves requests, one that purges, and one that disconnects.
 * Wrong are: a page that is used unmapped, a grant that is mapped or unmapped twice, a state in which nobody can move
 * before the disconnect is through, and a mapping that is left then.
 */
public final class PersistentGrantHarness extends Harness {
    private static final int REFERENCES = 2;
    private static final int PURGER = 1;
    private final HarnessMapper mapper;
    private final Board board = new Board();

    /** Nothing is shared that has places. (Java PathFinder cannot tell a lambda from a class without a name.) */
    private static final class Names extends Words {
        Names() {
            super("service", "purger", "disconnect");
        }

        @Override
        String name(int offset) {
            throw new IllegalStateException("there is no memory");
        }
    }

    /** The cache's lock; where the order is reversed the purger takes the device's within. */
    private static final class InnerLock implements CacheLock {
        private final Steps steps;
        private final HarnessLock lock;
        private final HarnessLock device;

        InnerLock(Steps steps, HarnessLock lock, HarnessLock device) {
            this.steps = steps;
            this.lock = lock;
            this.device = device;
        }

        @Override
        public void lock() {
            lock.lock();
            if (device != null && steps.actor() == PURGER) {
                device.lock();
            }
        }

        @Override
        public void unlock() {
            if (device != null && steps.actor() == PURGER) {
                device.unlock();
            }
            lock.unlock();
        }
    }

    /** What the actors know of each other. */
    private static final class Board {
        /** Things that may let a disconnect succeed. */
        private int progress;

        private boolean disconnected;
    }

    /** A connected device; {@code journal} hears of every use of something shared, or is null. */
    public PersistentGrantHarness(PersistentGrantSetup setup, Journal journal) {
        Steps steps = new Steps(3);
        mapper = new HarnessMapper(steps, REFERENCES, journal);
        HarnessLock lock = new HarnessLock(steps, null, "the cache's lock", journal);
        HarnessLock device = new HarnessLock(steps, null, "the device's lock", journal);
        boolean reversed = setup.mistake() == PersistentGrantSetup.LOCK_REVERSAL;
        CacheLock cacheLock = new InnerLock(steps, lock, reversed ? device : null);
        CacheLimits limits = new CacheLimits(true, setup.limit(), 1, 1, REFERENCES);
        PersistentGrants cache = setup.table()
                ? PersistentGrants.table(mapper, cacheLock, limits, 1)
                : PersistentGrants.tree(mapper, cacheLock, limits, 1);
        cache.connect(0);
        lock.guard(cache, mapper, device);
        actors(
                steps,
                null,
                journal,
                new Names(),
                new Service(cache, mapper, board, setup, reversed ? device : null),
                new Purger(cache, board, setup),
                new Disconnect(cache, mapper, board, setup));
    }

    @Override
    String stuck() {
        if (!board.disconnected) {
            return "the disconnect never comes through: everybody waits (B5)";
        }
        return mapper.live() == 0 ? null : mapper.live() + " mappings are left after the disconnect (B5)";
    }

    /** Begins a request, does its I/O, finishes it; the requests name the grants in turn. */
    private static final class Service implements Program {
        private static final int BEGIN = 0;
        private static final int USE = 1;
        private static final int FINISH = 2;

        private final PersistentGrants cache;
        private final HarnessMapper mapper;
        private final Board board;
        private final PersistentGrantSetup setup;
        private final HarnessLock own;
        private final int[] names = new int[1];
        private final int[] found = new int[1];
        private final int[] known = {0, 1};
        private int at = BEGIN;
        private int served;
        private int mapping;
        private int seen = -1;

        Service(
                PersistentGrants cache,
                HarnessMapper mapper,
                Board board,
                PersistentGrantSetup setup,
                HarnessLock own) {
            this.cache = cache;
            this.mapper = mapper;
            this.board = board;
            this.setup = setup;
            this.own = own;
        }

        @Override
        public int ways(boolean drained) {
            boolean waits = at == BEGIN && seen == board.progress;
            return served < setup.requests() && !waits ? 1 : 0;
        }

        @Override
        public void run(int way) {
            boolean early = setup.mistake() == PersistentGrantSetup.EARLY_FINISH;
            if (at == BEGIN) {
                begin();
            } else if (at == USE) {
                use(early);
            } else {
                if (early) {
                    mapper.touch(mapping);
                } else {
                    finish();
                }
                at = BEGIN;
                served++;
            }
        }

        private void begin() {
            if (own != null) {
                own.lock();
            }
            int reference = served % REFERENCES;
            names[0] = known[reference];
            int result = cache.begin(0, names, 1, found);
            if (own != null) {
                own.unlock();
            }
            seen = -1;
            if (result == PersistentGrants.OK) {
                at = USE;
                mapping = cache.mapping(found[0]);
            } else if (result == PersistentGrants.AGAIN) {
                seen = board.progress;
            } else if (result == PersistentGrants.BAD_HANDLE) {
                known[reference] = reference;
            } else if (result == PersistentGrants.CLOSED) {
                served = setup.requests();
            } else {
                throw new HarnessViolation("a request is refused with " + result);
            }
        }

        private void use(boolean early) {
            if (early) {
                finish();
            } else {
                mapper.touch(mapping);
            }
            at = FINISH;
        }

        private void finish() {
            if (setup.mistake() == PersistentGrantSetup.LEAK && served == setup.requests() - 1) {
                return;
            }
            known[served % REFERENCES] = cache.nameOf(found[0]);
            cache.finish(0, found, 1);
            board.progress++;
        }

        @Override
        public String at() {
            return at == BEGIN ? "begins a request" : at == USE ? "does its I/O" : "finishes a request";
        }
    }

    /** Lets time pass, picks, unmaps. */
    private static final class Purger implements Program {
        private final PersistentGrants cache;
        private final Board board;
        private final PersistentGrantSetup setup;
        private int at;
        private int purged;

        Purger(PersistentGrants cache, Board board, PersistentGrantSetup setup) {
            this.cache = cache;
            this.board = board;
            this.setup = setup;
        }

        @Override
        public int ways(boolean drained) {
            return purged < setup.purges() ? 1 : 0;
        }

        @Override
        public void run(int way) {
            if (at == 0) {
                cache.tick();
                at = 1;
            } else if (at == 1) {
                cache.pick();
                at = 2;
            } else {
                cache.unmapPicked();
                board.progress++;
                at = 0;
                purged++;
            }
        }

        @Override
        public String at() {
            return at == 0 ? "time passes" : at == 1 ? "picks" : "unmaps what it picked";
        }
    }

    /** Tries until nothing is in flight. */
    private static final class Disconnect implements Program {
        private final PersistentGrants cache;
        private final HarnessMapper mapper;
        private final Board board;
        private final PersistentGrantSetup setup;
        private int seen = -1;

        Disconnect(PersistentGrants cache, HarnessMapper mapper, Board board, PersistentGrantSetup setup) {
            this.cache = cache;
            this.mapper = mapper;
            this.board = board;
            this.setup = setup;
        }

        @Override
        public int ways(boolean drained) {
            return board.disconnected || seen == board.progress ? 0 : 1;
        }

        @Override
        public void run(int way) {
            if (setup.mistake() == PersistentGrantSetup.EAGER_DISCONNECT) {
                for (int reference = 0; reference < REFERENCES; reference++) {
                    if (mapper.isLive(reference)) {
                        mapper.unmap(reference);
                    }
                }
                board.disconnected = true;
                return;
            }
            int now = board.progress;
            boolean done = cache.disconnect(0);
            board.disconnected = done;
            seen = done ? -1 : now;
        }

        @Override
        public String at() {
            return "tries to disconnect";
        }
    }

    /** Runs under Java PathFinder; the words are those of {@link PersistentGrantSetup#of}. */
    public static void main(String[] words) {
        PersistentGrantSetup setup = PersistentGrantSetup.of(words);
        run(journal -> new PersistentGrantHarness(setup, journal), setup.journal());
    }
}
