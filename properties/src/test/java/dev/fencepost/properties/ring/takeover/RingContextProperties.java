package dev.fencepost.properties.ring.takeover;

import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a caller keeps with a buffer comes back with it (S4). Mutants: {@code RingMutants}. */
class RingContextProperties {
    static List<TakeoverRing> rings() {
        return TakeoverRing.all();
    }

    @ParameterizedTest
    @MethodSource("rings")
    void contextsComeBackWithTheirOwnBuffers(TakeoverRing ring) {
        assertThatCode(() -> RingContextCheck.check(ring)).doesNotThrowAnyException();
    }
}
