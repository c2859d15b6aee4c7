package dev.fencepost.properties.machine;

import dev.fencepost.model.machine.Codec;

/** A state that is a number. */
final class NumberCodec implements Codec<Integer> {
    @Override
    public int words() {
        return 1;
    }

    @Override
    public void encode(Integer state, long[] words) {
        words[0] = state;
    }

    @Override
    public Integer decode(long[] words) {
        return (int) words[0];
    }
}
