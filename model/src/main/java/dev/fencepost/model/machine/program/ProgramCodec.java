package dev.fencepost.model.machine.program;

import dev.fencepost.model.machine.Codec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Packs a state as the numbers of its parts, two a word: what a thread can be in, and what memory can hold, come back
 * in state after state, so that each is kept once.
 */
final class ProgramCodec implements Codec<ProgramState> {
    private final int threads;
    private final Parts<ProgramState.ThreadState> states = new Parts<>();
    private final Parts<List<Long>> memories = new Parts<>();

    ProgramCodec(int threads) {
        this.threads = threads;
    }

    /** Whatever has been seen, by number. */
    private static final class Parts<T> {
        private final Map<T, Integer> numbers = new HashMap<>();
        private final List<T> parts = new ArrayList<>();

        int number(T part) {
            Integer known = numbers.putIfAbsent(part, parts.size());
            if (known != null) {
                return known;
            }
            parts.add(part);
            return parts.size() - 1;
        }

        T part(int number) {
            return parts.get(number);
        }
    }

    @Override
    public int words() {
        return threads / 2 + 1;
    }

    @Override
    public void encode(ProgramState state, long[] words) {
        for (int i = 0; i < words.length; i++) {
            words[i] = half(state, 2 * i) | half(state, 2 * i + 1) << Integer.SIZE;
        }
    }

    private long half(ProgramState state, int at) {
        if (at > threads) {
            return 0;
        }
        return at == 0
                ? memories.number(state.memory())
                : states.number(state.threads().get(at - 1));
    }

    @Override
    public ProgramState decode(long[] words) {
        List<ProgramState.ThreadState> all = new ArrayList<>();
        for (int at = 1; at <= threads; at++) {
            all.add(states.part((int) (words[at / 2] >>> Integer.SIZE * (at % 2))));
        }
        return new ProgramState(all, memories.part((int) words[0]));
    }
}
