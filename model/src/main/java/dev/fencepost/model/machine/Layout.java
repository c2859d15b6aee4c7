package dev.fencepost.model.machine;

/**
 * Names the bits of a packed state. A machine declares its fields first and then reads and writes them in a
 * {@code long[]}, which is state and packed state at once:
 *
 * <pre>{@code
 * Layout layout = new Layout();
 * Field idx = layout.field(15);        // 0 to 15
 * Field ring = layout.array(4, 3);     // four times 0 to 3
 * long[] state = layout.state();
 * idx.set(state, idx.get(state) + 1);
 * }</pre>
 */
public final class Layout implements Codec<long[]> {
    private int word;
    private int bit;
    private long[] decoded;

    /** A field that holds 0 to {@code max}, which is at least 1. */
    public Field field(int max) {
        return array(1, max);
    }

    /** An array of {@code length} elements that hold 0 to {@code max} each. */
    public Field array(int length, int max) {
        if (max < 1 || length < 1) {
            throw new IllegalArgumentException("a field of " + length + " times 0 to " + max);
        }
        int bits = Integer.SIZE - Integer.numberOfLeadingZeros(max);
        int[] words = new int[length];
        int[] shifts = new int[length];
        for (int i = 0; i < length; i++) {
            if (bit + bits > Long.SIZE) { // an element never straddles two words
                word++;
                bit = 0;
            }
            words[i] = word;
            shifts[i] = bit;
            bit += bits;
        }
        decoded = null;
        return new Field(words, shifts, max, (1L << bits) - 1);
    }

    /** A state with every field 0. */
    public long[] state() {
        return new long[words()];
    }

    @Override
    public int words() {
        return word + 1;
    }

    @Override
    public void encode(long[] state, long[] words) {
        System.arraycopy(state, 0, words, 0, words.length);
    }

    @Override
    public long[] decode(long[] words) {
        if (decoded == null) {
            decoded = state();
        }
        System.arraycopy(words, 0, decoded, 0, words.length);
        return decoded;
    }

    @Override
    public long[] copy(long[] state) {
        return state.clone();
    }

    /** A named part of the state: one value, or an array of them. */
    public static final class Field {
        private final int[] words;
        private final int[] shifts;
        private final int max;
        private final long mask;
        private final int firstWord;
        private final int firstShift;

        private Field(int[] words, int[] shifts, int max, long mask) {
            this.words = words;
            this.shifts = shifts;
            this.max = max;
            this.mask = mask;
            this.firstWord = words[0];
            this.firstShift = shifts[0];
        }

        /** The value, or the first element. */
        public int get(long[] state) {
            return (int) (state[firstWord] >>> firstShift & mask);
        }

        /** Whether the value is not 0. */
        public boolean isSet(long[] state) {
            return get(state) != 0;
        }

        /**
         * Changes the value, or the first element.
         *
         * @throws IllegalArgumentException if it does not fit: a defect of the machine
         */
        public void set(long[] state, int value) {
            checkFits(value);
            state[firstWord] = state[firstWord] & ~(mask << firstShift) | (long) value << firstShift;
        }

        /** An element. */
        public int get(long[] state, int index) {
            return (int) (state[words[index]] >>> shifts[index] & mask);
        }

        /** Whether an element is not 0. */
        public boolean isSet(long[] state, int index) {
            return get(state, index) != 0;
        }

        /**
         * Changes an element.
         *
         * @throws IllegalArgumentException if it does not fit: a defect of the machine
         */
        public void set(long[] state, int index, int value) {
            checkFits(value);
            int shift = shifts[index];
            int word = words[index];
            state[word] = state[word] & ~(mask << shift) | (long) value << shift;
        }

        private void checkFits(int value) {
            if (value < 0 || value > max) {
                throw new IllegalArgumentException(value + " does not fit into a field of 0 to " + max);
            }
        }
    }
}
