package dev.fencepost.properties.ring.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * An end that has kept its peer's index and looks again takes an index that has moved on by no more than there can be,
 * and refuses every other one, on both sides of the wrap at 2^16 and with something kept (S1). Held against counts that
 * do not wrap.
 */
class KeptIndexProperties {
    private static final boolean DEEP = Boolean.getBoolean("fencepost.deep");
    private static final int[] FIRST = {0, 1, 0x7ffe, 0x7fff, 0x8000, 0xfffd, 0xfffe, 0xffff};

    @Test
    void driverTakesWhatMayBeUsedAndNothingElse() {
        requireLaw(KeptIndex::driver, states(false));
    }

    @Test
    void deviceTakesWhatMayBeAvailableAndNothingElse() {
        requireLaw(KeptIndex::device, states(true));
    }

    /**
     * A queue that is as large as half of all indices: where the difference is no signed number of 16 bits any more.
     */
    @Test
    void largestQueueHasRoomForHalfOfAllIndices() {
        int size = 1 << 15;
        for (int first : new int[] {0, 0x8000, 0xffff}) {
            requireLaw(KeptIndex::device, List.of(new KeptIndex(size, first, 0, 0, size)));
            requireLaw(KeptIndex::device, List.of(new KeptIndex(size, first, 3, 5, size + 3)));
            requireLaw(KeptIndex::driver, List.of(new KeptIndex(size, first, 0, 1, size)));
        }
    }

    /** Of a driver all that it may have published; of a device, that its peer is at most a queue size ahead. */
    private static List<KeptIndex> states(boolean device) {
        List<KeptIndex> states = new ArrayList<>();
        for (int size : new int[] {1, 2, 4}) {
            for (int first : FIRST) {
                for (int kept = 0; kept <= size; kept++) {
                    for (int limit = device ? size : kept; limit <= size; limit++) {
                        states.add(new KeptIndex(size, first, 0, kept, limit));
                    }
                }
            }
        }
        return states;
    }

    private static void requireLaw(KeptIndex.Look look, List<KeptIndex> states) {
        for (KeptIndex state : states) {
            for (int index : indices(state)) {
                assertThat(look.at(state, index))
                        .as("buffers that wait (S1), index " + index + " after " + state)
                        .isEqualTo(state.expected(index));
            }
        }
    }

    /** Those around every bound, and these with one bit changed. */
    private static Collection<Integer> indices(KeptIndex state) {
        if (DEEP && state.size() <= 4) {
            return IntStream.rangeClosed(0, 0xffff).boxed().toList();
        }
        TreeSet<Integer> indices = new TreeSet<>();
        for (int count : new int[] {state.followed(), state.kept(), state.limit(), state.followed() + state.size()}) {
            for (int index = count - 1; index <= count + 1; index++) {
                indices.add(state.first() + index & 0xffff);
            }
        }
        int last = state.first() + state.limit() & 0xffff;
        for (int bit = 0; bit < 16; bit++) {
            indices.add(last ^ 1 << bit);
        }
        return indices;
    }

    static Map<String, KeptIndex.Look> mutants() {
        Map<String, KeptIndex.Look> mutants = new TreeMap<>();
        mutants.put("differences are not reduced to 16 bits", (state, index) -> {
            int moved = index - (state.first() + state.kept() & 0xffff);
            return decide(state, moved, moved > state.limit() - state.kept());
        });
        mutants.put("differences are signed", (state, index) -> {
            int moved = (short) (index - state.first() - state.kept());
            return decide(state, moved, moved > state.limit() - state.kept());
        });
        mutants.put("indices have 15 bits", (state, index) -> {
            int moved = index - state.first() - state.kept() & 0x7fff;
            return decide(state, moved, moved > state.limit() - state.kept());
        });
        mutants.put("the index may go back to what was followed", (state, index) -> {
            int waiting = index - state.first() - state.followed() & 0xffff;
            return waiting > state.limit() - state.followed() ? KeptIndex.Look.REFUSED : waiting;
        });
        mutants.put("the peer has room for what is kept once more", (state, index) -> {
            int moved = index - state.first() - state.kept() & 0xffff;
            return decide(state, moved, moved > state.limit() - state.followed());
        });
        return mutants;
    }

    private static int decide(KeptIndex state, int moved, boolean refused) {
        return refused ? KeptIndex.Look.REFUSED : state.kept() + moved - state.followed();
    }

    static List<String> names() {
        return List.copyOf(mutants().keySet());
    }

    @ParameterizedTest
    @MethodSource("names")
    void mutantIsNoticed(String name) {
        for (boolean device : new boolean[] {false, true}) {
            assertThatThrownBy(() -> requireLaw(mutants().get(name), states(device)))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("(S1)");
        }
    }
}
