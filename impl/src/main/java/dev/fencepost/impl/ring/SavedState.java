package dev.fencepost.impl.ring;

import java.util.Arrays;

/** The words of a driver that was saved, in the order in which they were written. */
public final class SavedState {
    private final long[] words;
    private int next;

    public SavedState(int size, int layout, int count) {
        words = new long[2 + count];
        put(layout);
        put(size);
    }

    /** Words that a caller brings. */
    public SavedState(long[] words, int size, int layout, int count) {
        this.words = Arrays.copyOf(words, words.length);
        require(words.length == 2 + count && word() == layout && word() == size);
    }

    public void put(long word) {
        words[next++] = word;
    }

    public void put(int[] all) {
        for (int word : all) {
            put(word);
        }
    }

    public void put(long[] all) {
        for (long word : all) {
            put(word);
        }
    }

    private long word() {
        return words[next++];
    }

    /** A word of which nobody here knows what it means. */
    public long any() {
        return word();
    }

    public void getAny(long[] into) {
        for (int i = 0; i < into.length; i++) {
            into[i] = word();
        }
    }

    /** A number of bytes. */
    public long bytes() {
        long word = word();
        require(word >= 0 && word <= Checks.MAX_BYTES);
        return word;
    }

    /** A word from {@code least} to {@code most}. */
    public int word(int least, int most) {
        long word = word();
        require(word >= least && word <= most);
        return (int) word;
    }

    public void get(int[] into, int least, int most) {
        for (int i = 0; i < into.length; i++) {
            into[i] = word(least, most);
        }
    }

    public void get(long[] into) {
        for (int i = 0; i < into.length; i++) {
            into[i] = bytes();
        }
    }

    public long[] words() {
        return words;
    }

    public static void require(boolean sound) {
        if (!sound) {
            throw new IllegalArgumentException("not what a driver of such a queue has saved (S2)");
        }
    }
}
