package dev.fencepost.stress.grant.persistent;

import dev.fencepost.impl.grant.persistent.CacheLimits;
import dev.fencepost.impl.grant.persistent.CacheLock;
import dev.fencepost.impl.grant.persistent.PersistentGrants;
import dev.fencepost.stress.harness.Harness;
import dev.fencepost.stress.harness.HarnessGuard;
import dev.fencepost.stress.harness.HarnessLock;
import dev.fencepost.stress.harness.HarnessMapper;
import dev.fencepost.stress.harness.HarnessViolation;
import dev.fencepost.stress.harness.Journal;
import dev.fencepost.stress.harness.Program;
import dev.fencepost.stress.harness.Steps;
import dev.fencepost.stress.harness.Words;

/**
 * The implementation's own cache of grants: a thread that serves requests, one that purges, and one that disconnects;
 * or two devices that share the cache, with a thread each that serves. Wrong are: a page that is used unmapped, a grant
 * that is mapped or unmapped twice, a state in which nobody can move before the disconnect is through, and a mapping
 * that is left then.
 */
public final class PersistentGrantHarness extends Harness {
    private static final int REFERENCES = 2;
    private static final int PURGER = 1;
    private final HarnessMapper mapper;
    private final int devices;
    private final Board board = new Board();

    /** Nothing is shared that has places. (Java PathFinder cannot tell a lambda from a class without a name.) */
    private static final class Names extends Words {
        Names() {
            super("service", "purger", "disconnect", "other service");
        }

        @Override
        public String name(int offset) {
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

        /** Devices that are disconnected, the first one first. */
        private int disconnected;

        private final int[] names = {0, 1};
        private final int[] busy = new int[REFERENCES];
    }

    /** A connected device; {@code journal} hears of every use of something shared, or is null. */
    public PersistentGrantHarness(PersistentGrantSetup setup, Journal journal) {
        devices = setup.devices();
        Steps steps = new Steps(2 + devices);
        mapper = new HarnessMapper(steps, REFERENCES, journal);
        HarnessGuard lock = new HarnessGuard(steps, null, "the cache's lock", journal);
        HarnessLock device = new HarnessLock(steps, null, "the device's lock", journal);
        boolean reversed = setup.mistake() == PersistentGrantSetup.LOCK_REVERSAL;
        CacheLock cacheLock = new InnerLock(steps, lock, reversed ? device : null);
        CacheLimits limits = new CacheLimits(true, setup.limit(), devices, 1, REFERENCES);
        PersistentGrants cache = setup.table()
                ? PersistentGrants.table(mapper, cacheLock, limits, devices)
                : PersistentGrants.tree(mapper, cacheLock, limits, devices);
        for (int i = 0; i < devices; i++) {
            cache.connect(i);
        }
        lock.guard(cache, mapper, device);
        Service service = new Service(0, cache, mapper, board, setup, reversed ? device : null);
        Purger purger = new Purger(cache, board, setup);
        Disconnect disconnect = new Disconnect(cache, mapper, board, setup);
        if (devices == 1) {
            actors(steps, null, journal, new Names(), service, purger, disconnect);
        } else {
            Service other = new Service(1, cache, mapper, board, setup, null);
            actors(steps, null, journal, new Names(), service, purger, disconnect, other);
        }
    }

    @Override
    public String stuck() {
        if (board.disconnected < devices) {
            return "the disconnect never comes through: everybody waits (B5)";
        }
        return mapper.live() == 0 ? null : mapper.live() + " mappings are left after the disconnect (B5)";
    }

    /** Begins a request, does its I/O, finishes it; the requests name the grants in turn, but none that is in use. */
    private static final class Service implements Program {
        private static final int BEGIN = 0;
        private static final int USE = 1;
        private static final int FINISH = 2;

        private final int device;
        private final PersistentGrants cache;
        private final HarnessMapper mapper;
        private final Board board;
        private final PersistentGrantSetup setup;
        private final HarnessLock own;
        private final int[] names = new int[1];
        private final int[] found = new int[1];
        private int at = BEGIN;
        private int reference;
        private int served;
        private int mapping;
        private int seen = -1;

        Service(
                int device,
                PersistentGrants cache,
                HarnessMapper mapper,
                Board board,
                PersistentGrantSetup setup,
                HarnessLock own) {
            this.device = device;
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
            int first = served % REFERENCES;
            int chosen = board.busy[first] == 0 ? first : 1 - first;
            names[0] = board.names[chosen];
            board.busy[chosen] = 1;
            int result = cache.begin(device, names, 1, found);
            if (own != null) {
                own.unlock();
            }
            seen = -1;
            board.busy[chosen] = result == PersistentGrants.OK ? 1 : 0;
            if (result == PersistentGrants.OK) {
                at = USE;
                reference = chosen;
                mapping = cache.mapping(found[0]);
            } else if (result == PersistentGrants.AGAIN) {
                seen = board.progress;
            } else if (result == PersistentGrants.BAD_HANDLE) {
                board.names[chosen] = chosen;
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
            board.names[reference] = cache.nameOf(found[0]);
            cache.finish(device, found, 1);
            board.busy[reference] = 0;
            reference = 0;
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
            return board.disconnected == setup.devices() || seen == board.progress ? 0 : 1;
        }

        @Override
        public void run(int way) {
            if (setup.mistake() == PersistentGrantSetup.EAGER_DISCONNECT) {
                unmapAll();
                board.disconnected = setup.devices();
                return;
            }
            int now = board.progress;
            boolean done = cache.disconnect(board.disconnected);
            if (done && setup.mistake() == PersistentGrantSetup.FIRST_UNMAPS) {
                unmapAll();
            }
            board.disconnected += done ? 1 : 0;
            seen = done ? -1 : now;
        }

        private void unmapAll() {
            for (int reference = 0; reference < REFERENCES; reference++) {
                if (mapper.isLive(reference)) {
                    mapper.unmap(reference);
                }
            }
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
