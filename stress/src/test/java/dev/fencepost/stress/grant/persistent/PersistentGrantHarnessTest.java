package dev.fencepost.stress.grant.persistent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.stress.harness.HarnessExplorer;
import dev.fencepost.stress.harness.HarnessSubjects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The implementation's own cache of grants: use against purge against disconnect. */
class PersistentGrantHarnessTest {
    @ParameterizedTest
    @CsvSource({
        "'tree,requests-2,limit-1',           760",
        "'table,requests-2,limit-1',          759",
        "'tree,requests-3,limit-2,purges-2',  4848",
        "'table,requests-3,limit-2,purges-2', 5350",
        "'tree,devices-2,requests-1,limit-1',  3285",
        "'table,devices-2,requests-1,limit-1', 3386",
    })
    void nothingIsLostUsedUnmappedOrLeft(String words, int states) {
        HarnessExplorer.Found found = HarnessExplorer.explore(HarnessSubjects.PERSISTENT_GRANTS.of(words));
        assertThat(found.violation()).as(() -> String.join("\n", found.trace())).isNull();
        assertThat(found.ends()).isPositive();
        assertThat(found.states()).isEqualTo(states);
    }

    @ParameterizedTest
    @CsvSource({
        "'tree,early-finish',                 is used when it is not mapped (B2)",
        "'table,early-finish',                is used when it is not mapped (B2)",
        "'tree,leak',                         the disconnect never comes through",
        "'table,leak',                        the disconnect never comes through",
        "'tree,eager-disconnect',             is used when it is not mapped (B2)",
        "'tree,lock-reversal',                everybody waits",
        "'tree,devices-2,first-unmaps',       is used when it is not mapped (B2)",
    })
    void aMistakeIsFound(String words, String what) {
        assertThat(HarnessExplorer.explore(HarnessSubjects.PERSISTENT_GRANTS.of(words))
                        .violation())
                .contains(what);
    }

    @Test
    void whatIsFoundCanBeRead() {
        assertThat(HarnessExplorer.explore(HarnessSubjects.PERSISTENT_GRANTS.of("tree,early-finish"))
                        .trace())
                .containsSubsequence("service: begins a request", "  actor 0 maps grant 0", "  actor 2 unmaps grant 0")
                .endsWith("grant 0 is used when it is not mapped (B2)");
    }
}
