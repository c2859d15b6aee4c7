package dev.fencepost.properties.grant.persistent;

import dev.fencepost.impl.grant.persistent.CacheLimits;
import dev.fencepost.impl.grant.persistent.CacheLock;
import dev.fencepost.impl.grant.persistent.FrontGrants;
import dev.fencepost.impl.grant.persistent.GrantMapper;
import dev.fencepost.impl.grant.persistent.GrantPool;
import dev.fencepost.impl.grant.persistent.PersistentGrants;
import dev.fencepost.model.grant.persistent.Action;
import dev.fencepost.model.grant.persistent.Design;
import dev.fencepost.model.grant.persistent.Setup;
import dev.fencepost.model.grant.persistent.View;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Pool and cache of the implementation, driven by the steps of the model. The grant reference of page {@code i} is
 * {@code i}. Between the two stands a hypervisor that counts mappings.
 */
class PersistentGrantPeer {
    /** A request, with what it names and the entries that the backend found. */
    private static final class Request {
        private int[] pages = {};
        private int[] names = {};
        private int[] entries = {};
        private int[] answers = {};
        private Boolean failed;
        private int device;
        private boolean checked;
        private boolean begun;
    }

    final int[] maps;
    final boolean[] granted;
    final boolean[] secret;
    final List<String> faults = new ArrayList<>();
    private final Setup setup;
    private final List<Request> requests = new ArrayList<>();
    private final PersistentGrants cache;
    private final GrantPool pool;
    private int unflushed;
    private int connected;
    private boolean purging;
    private final boolean[] closing;
    boolean sawStaleHandle;

    PersistentGrantPeer(Setup setup) {
        this.setup = setup;
        maps = new int[setup.pages()];
        granted = new boolean[setup.pages()];
        closing = new boolean[setup.devices()];
        secret = new boolean[setup.pages()];
        Arrays.fill(secret, true);
        CacheLimits limits = new CacheLimits(
                setup.feature(), setup.limit(), setup.requests() * setup.segments(), setup.idle(), setup.pages());
        cache = setup.design() == Design.TREE
                ? PersistentGrants.tree(mapper(), CacheLock.none(), limits, setup.devices())
                : PersistentGrants.table(mapper(), CacheLock.none(), limits, setup.devices());
        pool = new GrantPool(grants(), setup.pages());
        for (int r = 0; r < setup.requests(); r++) {
            requests.add(new Request());
        }
    }

    /** How the backend maps. */
    GrantMapper mapper() {
        return new GrantMapper() {
            @Override
            public int map(int reference) {
                if (!granted[reference]) {
                    return PersistentGrants.BAD_REFERENCE;
                }
                maps[reference]++;
                return reference;
            }

            @Override
            public void unmap(int mapping) {
                if (maps[mapping] == 0) {
                    faults.add("page " + mapping + " is unmapped twice");
                }
                maps[mapping]--;
                unflushed++;
            }

            @Override
            public void flush() {
                unflushed = 0;
            }
        };
    }

    /** How the frontend grants. */
    FrontGrants grants() {
        return new FrontGrants() {
            @Override
            public int grant(int page) {
                if (secret[page]) {
                    faults.add("page " + page + " is granted before it is cleared");
                }
                granted[page] = true;
                return page;
            }

            @Override
            public boolean tryEnd(int reference) {
                granted[reference] = maps[reference] != 0;
                return !granted[reference];
            }

            @Override
            public void clear(int page) {
                secret[page] = false;
            }
        };
    }

    PersistentGrants cache() {
        return cache;
    }

    /** Does what the model did; false if it will not. */
    boolean apply(Action action) {
        int argument = action.what();
        int device = action.device();
        boolean done = true;
        switch (action.kind()) {
            case CONNECT -> {
                cache.connect(device);
                connected++;
            }
            case DISCONNECT -> closing[device] = true;
            case CHECK -> requests.get(argument).checked = true;
            case CLOSE -> done = close(device);
            case SUBMIT -> submit(device, argument);
            case RESOLVE -> done = resolve(requests.get(argument));
            case FINISH -> finish(requests.get(argument));
            case COMPLETE -> complete(requests.get(argument));
            case TICK -> cache.tick();
            case PICK -> purging = cache.pick() != 0;
            case UNMAP -> {
                cache.unmapPicked();
                purging = false;
            }
            case FORGE -> forge(device, argument, argument);
            case FORGE_HANDLE -> forge(device, argument, -1);
            default -> throw new IllegalArgumentException("no such step: " + action);
        }
        if (unflushed != 0) {
            faults.add("a mapping is left for other processors to use");
        }
        return done;
    }

    /** Whether the implementation can be asked for something although the model has to wait. */
    boolean canRefuse(Action action) {
        return switch (action.kind()) {
            case CLOSE -> closing[action.device()] && mustWait(action.device());
            case PICK -> purging;
            case RESOLVE -> isNamedByReference(requests.get(action.what()));
            default -> false;
        };
    }

    /** A handle of what is being purged is stale at once; by its reference the same grant is waited for. */
    private static boolean isNamedByReference(Request request) {
        return request.checked && Arrays.stream(request.names).allMatch(name -> name >= 0);
    }

    /** What was submitted and not begun is the backend's own business; the cache does not know of it. */
    private boolean mustWait(int device) {
        boolean inFlight = requests.stream().anyMatch(request -> request.device == device && request.begun);
        return inFlight || purging && connected == 1;
    }

    /** Asks for it. */
    boolean refuses(Action action) {
        return switch (action.kind()) {
            case CLOSE -> !cache.disconnect(action.device());
            case PICK -> cache.pick() == 0;
            default -> !resolve(requests.get(action.what()));
        };
    }

    private boolean close(int device) {
        boolean done = cache.disconnect(device);
        connected -= done ? 1 : 0;
        closing[device] = !done;
        if (done) {
            for (Request request : requests) {
                if (request.device == device || connected == 0) {
                    complete(request);
                }
            }
            if (connected == 0 && pool.reset() != 0) {
                faults.add("a grant cannot be withdrawn after the last disconnect");
            }
        }
        return done;
    }

    private Request free(int device) {
        Request free = requests.stream()
                .filter(request -> request.pages.length == 0)
                .findFirst()
                .orElseThrow();
        free.device = device;
        return free;
    }

    private void submit(int device, int segments) {
        Request request = free(device);
        request.pages = new int[segments];
        request.names = new int[segments];
        for (int i = 0; i < segments; i++) {
            request.pages[i] = pool.take();
            request.names[i] = pool.name(request.pages[i]);
        }
    }

    private void forge(int device, int page, int name) {
        Request request = free(device);
        request.pages = new int[] {page};
        request.names = new int[] {name};
    }

    private boolean resolve(Request request) {
        request.entries = new int[request.names.length];
        int result = cache.begin(request.device, request.names, request.names.length, request.entries);
        if (result == PersistentGrants.AGAIN) {
            return false;
        }
        request.checked = false;
        request.begun = result == PersistentGrants.OK;
        sawStaleHandle |= result == PersistentGrants.BAD_HANDLE;
        request.failed = result == PersistentGrants.OK ? null : Boolean.TRUE;
        request.answers = request.pages;
        return true;
    }

    private void finish(Request request) {
        for (int entry : request.entries) {
            if (maps[cache.mapping(entry)] == 0) {
                faults.add("page " + cache.mapping(entry) + " is used unmapped");
            }
        }
        request.answers = Arrays.stream(request.entries).map(cache::nameOf).toArray();
        cache.finish(request.device, request.entries, request.entries.length);
        request.failed = Boolean.FALSE;
        request.begun = false;
    }

    /** A page that is in the pool, or in another request, was only named. */
    private void complete(Request request) {
        int[] pages = request.pages;
        int[] answers = request.answers;
        request.pages = new int[0];
        request.failed = null;
        request.checked = false;
        for (int i = 0; i < pages.length; i++) {
            int page = pages[i];
            boolean elsewhere = Arrays.stream(pool.order()).anyMatch(free -> free == page)
                    || requests.stream()
                            .anyMatch(other -> Arrays.stream(other.pages).anyMatch(one -> one == page));
            if (!elsewhere) {
                pool.complete(page, answers[i]);
            }
        }
    }

    /** The same that the model shows of itself. */
    View view() {
        List<Integer> mapped = new ArrayList<>();
        List<Boolean> isGranted = new ArrayList<>();
        for (int page = 0; page < setup.pages(); page++) {
            mapped.add(maps[page]);
            isGranted.add(granted[page]);
        }
        return new View(
                Arrays.stream(pool.order()).boxed().toList(),
                isGranted,
                mapped,
                Arrays.stream(cache.idle()).boxed().toList(),
                List.of(),
                cache.inUse(),
                new ArrayList<>(requests.stream().map(request -> request.failed).toList()));
    }
}
