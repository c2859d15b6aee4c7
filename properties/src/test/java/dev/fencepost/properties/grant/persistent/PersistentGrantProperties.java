package dev.fencepost.properties.grant.persistent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.impl.grant.persistent.CacheLimits;
import dev.fencepost.impl.grant.persistent.CacheLock;
import dev.fencepost.impl.grant.persistent.GrantMapper;
import dev.fencepost.impl.grant.persistent.PersistentGrants;
import dev.fencepost.model.grant.persistent.Action;
import dev.fencepost.model.grant.persistent.Action.Kind;
import dev.fencepost.model.grant.persistent.Design;
import dev.fencepost.model.grant.persistent.PersistentOption;
import dev.fencepost.model.grant.persistent.Setup;
import dev.fencepost.model.spec.Clause;
import dev.fencepost.properties.house.Claims;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** The implementation's pool and cache, step by step beside the model. */
@Claims({Clause.B1, Clause.B2, Clause.B3, Clause.B4, Clause.B5, Clause.B6})
class PersistentGrantProperties {
    private static final boolean DEEP = Boolean.getBoolean("fencepost.deep");
    private static final int STEPS = DEEP ? 2000 : 200;

    @Property(tries = 300)
    void implementationAndModelShowTheSame(
            @ForAll Design design,
            @ForAll @IntRange(min = 1, max = 8) int pages,
            @ForAll @IntRange(min = 1, max = 3) int segments,
            @ForAll @IntRange(min = 1, max = 3) int requests,
            @ForAll @IntRange(min = 0, max = 6) int limit,
            @ForAll boolean feature,
            @ForAll boolean hostile,
            @ForAll @IntRange(min = 1, max = 2) int devices,
            @ForAll long seed) {
        Setup setup = setup(design, pages, segments, requests, limit, feature, hostile)
                .shared(devices);
        PersistentGrantHistory history = new PersistentGrantHistory(setup, PersistentGrantPeer::new);
        Optional<String> wrong = history.run(seed, STEPS);
        assertThat(wrong).as(() -> report(setup, history.done())).isEmpty();
    }

    static Setup setup(
            Design design, int pages, int segments, int requests, int limit, boolean feature, boolean hostile) {
        Setup setup = Setup.of(pages, segments, requests, limit, design)
                .with(PersistentOption.RECONNECT)
                .withGenerations(Setup.MOST_GENERATIONS);
        setup = feature ? setup : setup.withoutFeature();
        return hostile ? setup.with(PersistentOption.HOSTILE_FRONT) : setup;
    }

    /** The shortest history found, and the test that runs exactly it again. */
    private static String report(Setup setup, List<Action> actions) {
        List<Action> shortest = PersistentGrantHistory.shrink(setup, PersistentGrantPeer::new, actions);
        return PersistentGrantReplay.report(setup, shortest);
    }

    /** A history that went wrong is what its command runs again. */
    @Property(tries = 20)
    void aReportLeadsBackToItsHistory(@ForAll Design design, @ForAll long seed) {
        Setup setup = setup(design, 4, 2, 2, 2, true, true).shared(2);
        PersistentGrantHistory history = new PersistentGrantHistory(setup, PersistentGrantPeer::new);
        history.run(seed, 60);
        String words = PersistentGrantReplay.words(setup, history.done());
        assertThat(PersistentGrantReplay.setup(words)).isEqualTo(setup);
        assertThat(PersistentGrantReplay.actions(words)).isEqualTo(history.done());
    }

    /**
     * As long as no handle is stale nobody can tell the designs from outside: same results, same mappings, same order
     * of use. A stale one is refused, where a tree maps the grant anew; then the two go different ways.
     */
    @Property(tries = 200)
    void theDesignsAreTheSameButForStaleHandles(
            @ForAll @IntRange(min = 1, max = 6) int pages,
            @ForAll @IntRange(min = 0, max = 6) int limit,
            @ForAll boolean feature,
            @ForAll long seed) {
        Setup tree = setup(Design.TREE, pages, 2, 2, limit, feature, false);
        Setup table = setup(Design.TABLE, pages, 2, 2, limit, feature, false);
        PersistentGrantHistory history = new PersistentGrantHistory(table, PersistentGrantPeer::new);
        history.run(seed, STEPS);
        PersistentGrantPeer one = new PersistentGrantPeer(tree);
        PersistentGrantPeer other = new PersistentGrantPeer(table);
        for (Action action : history.done()) {
            one.apply(action);
            other.apply(action);
            if (other.sawStaleHandle) {
                return;
            }
            assertThat(other.view()).isEqualTo(one.view());
        }
    }

    /** Two devices with a pool and a cache each: what one does, the other cannot tell, whatever the order. */
    @Property(tries = 100)
    void devicesWithCachesOfTheirOwnDoNotDisturbEachOther(
            @ForAll Design design,
            @ForAll @IntRange(min = 1, max = 5) int pages,
            @ForAll @IntRange(min = 0, max = 4) int limit,
            @ForAll boolean hostile,
            @ForAll long seed) {
        Setup setup = setup(design, pages, 2, 2, limit, true, hostile);
        List<PersistentGrantHistory> devices = List.of(
                new PersistentGrantHistory(setup, PersistentGrantPeer::new),
                new PersistentGrantHistory(setup, PersistentGrantPeer::new));
        Random random = new Random(seed);
        for (int i = 0; i < STEPS; i++) {
            PersistentGrantHistory device = devices.get(random.nextInt(2));
            assertThat(device.run(random.nextLong(), 1))
                    .as(() -> report(setup, device.done()))
                    .isEmpty();
        }
    }

    /**
     * One slot of the table, purged again and again, until its generations are used up: then nothing persists any more,
     * and after the next connection it does.
     */
    @Example
    void implementationAndModelWearOutTheSame() {
        Setup setup = setup(Design.TABLE, 2, 1, 1, 1, true, false);
        PersistentGrantHistory history = new PersistentGrantHistory(setup, PersistentGrantPeer::new);
        List<Action> use = actions(Kind.SUBMIT, Kind.CHECK, Kind.RESOLVE, Kind.FINISH, Kind.COMPLETE);
        List<Action> purge = actions(Kind.TICK, Kind.TICK, Kind.PICK, Kind.UNMAP);
        List<Action> reconnect = actions(Kind.DISCONNECT, Kind.CLOSE, Kind.CONNECT);
        assertThat(history.replay(actions(Kind.CONNECT))).isEmpty();
        PersistentGrants cache = history.peer().cache();
        while (cache.ledger().unmaps() < Setup.MOST_GENERATIONS) { // every second use is refused: stale
            assertThat(history.replay(use).or(() -> history.replay(purge))).isEmpty();
            assertThat(history.done()).hasSizeLessThan(30 * Setup.MOST_GENERATIONS);
        }
        for (int i = 0; i < 3; i++) {
            assertThat(history.replay(use)).isEmpty();
            assertThat(cache.kept()).as("worn out").isZero();
        }
        assertThat(cache.ledger().maps()).as("mapped for one request").isGreaterThan(Setup.MOST_GENERATIONS);
        assertThat(history.replay(reconnect).or(() -> history.replay(use))).isEmpty();
        assertThat(cache.kept()).as("a new connection").isEqualTo(1);
    }

    private static List<Action> actions(Kind... kinds) {
        return Arrays.stream(kinds)
                .map(kind -> Action.of(kind, kind == Kind.SUBMIT ? 1 : 0, 0))
                .toList();
    }

    /** Before a device connects, and after it has disconnected, it is served nothing, whoever else shares the cache. */
    @Example
    void aDeviceThatIsNotConnectedIsServedNothing() {
        CacheLimits limits = new CacheLimits(true, 1, 1, 1, 1);
        PersistentGrants cache = PersistentGrants.tree(new PlainMapper(), CacheLock.none(), limits, 2);
        int[] found = new int[1];
        cache.connect(0);
        assertThat(cache.begin(1, new int[] {0}, 1, found)).isEqualTo(PersistentGrants.CLOSED);
        cache.connect(1);
        assertThat(cache.begin(1, new int[] {0}, 1, found)).isEqualTo(PersistentGrants.OK);
        cache.finish(1, found, 1);
        assertThat(cache.disconnect(0)).isTrue();
        assertThat(cache.disconnect(0)).as("twice").isFalse();
        assertThat(cache.begin(1, new int[] {1}, 1, found))
                .as("a reference beyond the guest's grant table")
                .isEqualTo(PersistentGrants.BAD_REFERENCE);
        assertThat(cache.begin(0, new int[] {0}, 1, found)).isEqualTo(PersistentGrants.CLOSED);
        assertThat(cache.begin(1, new int[] {0}, 1, found)).isEqualTo(PersistentGrants.OK);
    }

    /** The indexes against a map of the JDK, far beyond what histories reach. */
    @Property(tries = 30)
    void theIndexFindsWhatIsKept(@ForAll Design design, @ForAll long seed) {
        Random random = new Random(seed);
        int references = 400;
        CacheLimits limits = new CacheLimits(true, 250, 4, 3, references);
        GrantMapper mapper = new PlainMapper();
        PersistentGrants cache = design == Design.TREE
                ? PersistentGrants.tree(mapper, CacheLock.none(), limits, 1)
                : PersistentGrants.table(mapper, CacheLock.none(), limits, 1);
        cache.connect(0);
        Map<Integer, Integer> names = new TreeMap<>();
        int[] found = new int[1];
        for (int i = 0; i < 3000; i++) {
            int reference = random.nextInt(references);
            boolean known = names.containsKey(reference);
            long maps = cache.ledger().maps();
            int[] name = {names.getOrDefault(reference, reference)};
            assertThat(cache.begin(0, name, 1, found)).isEqualTo(PersistentGrants.OK);
            assertThat(cache.mapping(found[0])).isEqualTo(reference);
            assertThat(cache.ledger().maps() - maps).isEqualTo(known ? 0 : 1);
            boolean keeps = known || names.size() < 250;
            int next = cache.nameOf(found[0]);
            cache.finish(0, found, 1);
            if (keeps) {
                names.put(reference, next);
            }
            if (random.nextInt(20) == 0) {
                purge(cache, names, random.nextBoolean());
            }
        }
        assertThat(cache.kept()).isEqualTo(names.size());
        assertThat(cache.disconnect(0)).isTrue();
        assertThat(cache.kept()).isZero();
        assertThat(cache.ledger().unmaps()).isEqualTo(cache.ledger().maps());
    }

    private static void purge(PersistentGrants cache, Map<Integer, Integer> names, boolean ticks) {
        for (int i = 0; i < 3 && ticks; i++) {
            cache.tick();
        }
        List<Integer> before = new ArrayList<>();
        for (int reference : cache.idle()) {
            before.add(reference);
        }
        cache.pick();
        cache.unmapPicked();
        for (int reference : cache.idle()) {
            before.remove((Integer) reference);
        }
        before.forEach(names::remove);
    }

    /** Maps everything. */
    private static final class PlainMapper extends GrantMapper {
        @Override
        public int map(int reference) {
            return reference;
        }

        @Override
        public void unmap(int mapping) {}

        @Override
        public void flush() {}
    }

    @Example
    void brokenVariantsAreCaught() {
        assertThat(PersistentGrantVariants.pagesNotCleared()).hasValue(2);
        assertThat(PersistentGrantVariants.notFlushed()).isPresent();
        assertThat(PersistentGrantVariants.unchanged()).isEmpty();
    }
}
