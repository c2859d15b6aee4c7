package dev.fencepost.impl.vring;

import java.util.Arrays;

/** The words of a driver that was saved, in the order in which they were written. */
final class SavedState {
    private final long[] words;
    private int next;

    SavedState(int size, int layout, int count) {
        words = new long[2 + count];
        put(layout);
        put(size);
    }

    /** Words that a caller brings. */
    SavedState(long[] words, int size, int layout, int count) {
        this.words = Arrays.copyOf(words, words.length);
        require(words.length == 2 + count && word() == layout && word() == size);
    }

    void put(long word) {
        words[next++] = word;
    }

    void put(int[] all) {
        for (int word : all) {
            put(word);
        }
    }

    void put(long[] all) {
        for (long word : all) {
            put(word);
        }
    }

    private long word() {
        return words[next++];
    }

    /** A word of which nobody here knows what it means. */
    long any() {
        return word();
    }

    void getAny(long[] into) {
        for (int i = 0; i < into.length; i++) {
            into[i] = word();
        }
    }

    /** A number of bytes. */
    long bytes() {
        long word = word();
        require(word >= 0 && word <= Checks.MAX_BYTES);
        return word;
    }

    /** A word from {@code least} to {@code most}. */
    int word(int least, int most) {
        long word = word();
        require(word >= least && word <= most);
        return (int) word;
    }

    void get(int[] into, int least, int most) {
        for (int i = 0; i < into.length; i++) {
            into[i] = word(least, most);
        }
    }

    void get(long[] into) {
        for (int i = 0; i < into.length; i++) {
            into[i] = bytes();
        }
    }

    long[] words() {
        return words;
    }

    static void require(boolean sound) {
        if (!sound) {
            throw new IllegalArgumentException("not what a driver of such a queue has saved (S2)");
        }
    }
}
