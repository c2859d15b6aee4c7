package dev.fencepost.impl.grant.table;

/**
 * Numbers of a table that hypercalls share with each other and with no guest: its version and its pins. Guarded by the
 * locks of what they belong to. {@link Plain} is what a hypervisor has; Java PathFinder brings another.
 */
public abstract class GrantWords {
    /** For implementations. */
    protected GrantWords() {}

    /** Number {@code index}, from 0. */
    public abstract int get(int index);

    /** Changes it. */
    public abstract void set(int index, int value);

    /** In an array. */
    static final class Plain extends GrantWords {
        private final int[] words;

        Plain(int count) {
            words = new int[count];
        }

        @Override
        public int get(int index) {
            return words[index];
        }

        @Override
        public void set(int index, int value) {
            words[index] = value;
        }
    }
}
