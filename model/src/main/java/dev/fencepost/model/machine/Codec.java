package dev.fencepost.model.machine;

/**
 * Packs states into a fixed number of words. Two states are the same to the explorer if their words are.
 *
 * @param <S> a state
 */
public interface Codec<S> {
    /** Words of a packed state, at least 1. */
    int words();

    /** Packs a state into {@code words}, of which every bit is set or cleared. */
    void encode(S state, long[] words);

    /** The state; a mutable one is the caller's until the next call. */
    S decode(long[] words);

    /** A state that later calls do not change: {@code state} itself unless it is mutable. */
    default S copy(S state) {
        return state;
    }
}
