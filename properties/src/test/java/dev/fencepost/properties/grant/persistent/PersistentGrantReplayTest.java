package dev.fencepost.properties.grant.persistent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Runs a history that is given as words, in the system property {@code fencepost.grant.history}. */
class PersistentGrantReplayTest {
    @Test
    void theHistoryOfTheCommandLine() {
        String words = System.getProperty("fencepost.grant.history", "");
        Optional<String> wrong = words.isEmpty()
                ? Optional.empty()
                : new PersistentGrantHistory(PersistentGrantReplay.setup(words), PersistentGrantPeer::new)
                        .replay(PersistentGrantReplay.actions(words));
        assertThat(wrong).isEmpty();
    }
}
