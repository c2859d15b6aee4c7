package dev.fencepost.properties.ring.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every bit counts that a peer can write: no end takes a number for another one of which it has looked at the low bits
 * only, be it an id of 32 bits, an address of 64, a length or an index (S8: what is used is what was looked at). And
 * the bits that mean nothing change nothing.
 */
class PeerWidthProperties {
    static Stream<PeerScene> scenes() {
        return Stream.concat(SplitScenes.all().stream(), PackedScenes.all().stream());
    }

    @ParameterizedTest
    @MethodSource("scenes")
    void eachBitCountsOrMeansNothing(PeerScene scene) {
        scene.fields().forEach(field -> requireLaw(scene, field, 0));
    }

    /** N + 65536, 65536, all ones, and whatever else differs in two bits. */
    @ParameterizedTest
    @MethodSource("scenes")
    void numbersThatDifferInMoreBitsAreNotTakenForEachOther(PeerScene scene) {
        for (PeerField field : scene.fields()) {
            String sound = scene.outcome(field, 0);
            for (int high = 1; high < field.bits(); high++) {
                for (int low = 0; low < high; low++) {
                    long changed = 1L << high | 1L << low;
                    if (field.counts(changed)) {
                        // Two bits of flags may be another name of the same; numbers have no other names.
                        assertOther(scene, field, changed, sound, field.ignored() == 0);
                    }
                }
            }
            long value = -1L >>> 64 - field.bits();
            assertOther(scene, field, value & ~field.ignored(), sound, field.ignored() == 0);
        }
    }

    private static void assertOther(PeerScene scene, PeerField field, long changed, String sound, boolean differs) {
        String outcome = scene.outcome(field, changed);
        if (differs) {
            assertThat(outcome)
                    .as(field.name() + " changed by " + Long.toHexString(changed))
                    .isNotEqualTo(sound);
        }
    }

    /** The mutants: an end that does not look at one of the bits. */
    @ParameterizedTest
    @MethodSource("scenes")
    void endThatOverlooksABitIsNoticed(PeerScene scene) {
        for (PeerField field : scene.fields()) {
            for (long bit : bits(field)) {
                if (field.counts(bit)) {
                    assertThatThrownBy(() -> requireLaw(scene, field, bit))
                            .as(field.name() + " without bit " + Long.toHexString(bit))
                            .isInstanceOf(AssertionError.class)
                            .hasMessageContaining("bit " + Long.toHexString(bit) + " counts");
                }
            }
        }
    }

    private static void requireLaw(PeerScene scene, PeerField field, long overlooked) {
        String sound = scene.outcome(field, 0, overlooked);
        for (long bit : bits(field)) {
            String outcome = scene.outcome(field, bit, overlooked);
            if (field.counts(bit)) {
                assertThat(outcome)
                        .as(field.name() + ": bit " + Long.toHexString(bit) + " counts")
                        .isNotEqualTo(sound);
            } else {
                assertThat(outcome)
                        .as(field.name() + ": bit " + Long.toHexString(bit) + " means nothing")
                        .isEqualTo(sound);
            }
        }
    }

    private static List<Long> bits(PeerField field) {
        return Stream.iterate(0, bit -> bit + 1)
                .limit(field.bits())
                .map(bit -> 1L << bit)
                .toList();
    }
}
