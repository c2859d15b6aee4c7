package dev.fencepost.properties.grant.persistent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fencepost.impl.grant.persistent.CacheLimits;
import dev.fencepost.impl.grant.persistent.CacheLock;
import dev.fencepost.impl.grant.persistent.GrantLedger;
import dev.fencepost.impl.grant.persistent.MappedGrants;
import dev.fencepost.impl.grant.persistent.PersistentGrants;
import dev.fencepost.model.grant.persistent.Count;
import dev.fencepost.model.spec.Clause;
import dev.fencepost.properties.house.Claims;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What requests cost, with real pages that are mapped and unmapped. */
@Claims(Clause.B8)
class PersistentGrantLedgerTest {
    private static final int SEGMENTS = 11;
    private static final int REQUESTS = 50;

    @TempDir
    private Path folder;

    private int runs;

    private GrantLedger run(boolean persistent, int limit, boolean table) {
        try (MappedGrants pages = new MappedGrants(folder.resolve("pages" + runs++), SEGMENTS)) {
            CacheLimits limits = new CacheLimits(persistent, limit, SEGMENTS, 1, SEGMENTS);
            PersistentGrants cache = table
                    ? PersistentGrants.table(pages, CacheLock.none(), limits, 1)
                    : PersistentGrants.tree(pages, CacheLock.none(), limits, 1);
            cache.connect(0);
            int[] names = new int[SEGMENTS];
            for (int i = 0; i < SEGMENTS; i++) {
                names[i] = i;
            }
            int[] found = new int[SEGMENTS];
            for (int request = 0; request < REQUESTS; request++) {
                assertThat(cache.begin(0, names, SEGMENTS, found)).isEqualTo(PersistentGrants.OK);
                for (int i = 0; i < SEGMENTS; i++) {
                    int last = pages.page(cache.mapping(found[i])).getInt(0);
                    assertThat(last).as("every mapping is of the same page").isEqualTo(request * (i + 1));
                    pages.page(cache.mapping(found[i])).putInt(0, last + i + 1);
                    names[i] = cache.nameOf(found[i]);
                }
                cache.finish(0, found, SEGMENTS);
            }
            return cache.ledger();
        }
    }

    /** In steady state nothing is unmapped and nothing flushed; the first request maps. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void persistentTrafficMapsOnce(boolean table) {
        GrantLedger ledger = run(true, SEGMENTS, table);
        assertThat(ledger.requests()).isEqualTo(REQUESTS);
        assertThat(ledger.segments()).isEqualTo(REQUESTS * SEGMENTS);
        assertThat(ledger.maps()).isEqualTo(SEGMENTS);
        assertThat(ledger.hypercalls()).isEqualTo(1);
        assertThat(ledger.unmaps()).isZero();
        assertThat(ledger.flushes()).isZero();
    }

    /** The same with a limit of 0, or without the feature: every request maps, unmaps and flushes. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void oneShotTrafficFlushesOnceABatch(boolean feature) {
        GrantLedger ledger = run(feature, 0, false);
        assertThat(ledger.maps()).isEqualTo(REQUESTS * SEGMENTS);
        assertThat(ledger.unmaps()).isEqualTo(REQUESTS * SEGMENTS);
        assertThat(ledger.flushes()).isEqualTo(REQUESTS);
        assertThat(ledger.hypercalls()).isEqualTo(2 * REQUESTS);
    }

    /** What {@code model grants} says was measured on the model is what the implementation pays. */
    @Test
    void theModelCountsTheSame() {
        GrantLedger oneShot = run(false, 0, false);
        Count counted = Count.oneShot();
        assertThat(counted.segments()).isEqualTo(SEGMENTS);
        assertThat(counted.maps() * REQUESTS).isEqualTo((int) oneShot.maps());
        assertThat(counted.unmaps() * REQUESTS).isEqualTo((int) oneShot.unmaps());
        assertThat(counted.flushes() * REQUESTS).isEqualTo((int) oneShot.flushes());
        GrantLedger persistent = run(true, SEGMENTS, false);
        counted = Count.persistent();
        assertThat(persistent.maps()).as("the first request only").isEqualTo(SEGMENTS + counted.maps() * REQUESTS);
        assertThat(persistent.unmaps()).isEqualTo(counted.unmaps() * REQUESTS);
        assertThat(persistent.flushes()).isEqualTo(counted.flushes() * REQUESTS);
    }

    @Test
    void aMappingIsGivenUpOnce() {
        try (MappedGrants pages = new MappedGrants(folder.resolve("twice"), 1)) {
            int mapping = pages.map(0);
            pages.unmap(mapping);
            assertThatThrownBy(() -> pages.unmap(mapping)).hasMessageContaining("given up twice");
            assertThat(pages.map(1)).isEqualTo(PersistentGrants.BAD_REFERENCE);
        }
    }

    @Test
    void limitsOutOfRangeAreNamed() {
        assertThatThrownBy(() -> new CacheLimits(true, -1, 1, 1, 1)).hasMessageContaining("limit -1");
    }
}
