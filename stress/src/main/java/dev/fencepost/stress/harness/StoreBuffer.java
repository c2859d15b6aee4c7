package dev.fencepost.stress.harness;

/**
 * The stores of one side that the other does not see yet, oldest first. Slots behind the last one are 0, so that equal
 * contents are equal states.
 */
final class StoreBuffer {
    private final boolean partial;
    private final int[] offsets;
    private final int[] widths;
    private final long[] values;

    /** Whether a barrier stands between a store and the one before it. */
    private final int[] fenced;

    private int count;

    /** Whether a barrier stands behind the last store. */
    private boolean fence;

    /**
     * An empty one.
     *
     * @param depth how many stores it holds, at least 1
     * @param partial whether stores to different places leave in any order, as in SPARC's PSO; else in program order,
     *     as in TSO
     */
    StoreBuffer(int depth, boolean partial) {
        this.partial = partial;
        offsets = new int[depth];
        widths = new int[depth];
        values = new long[depth];
        fenced = new int[depth];
    }

    boolean isEmpty() {
        return count == 0;
    }

    boolean isFull() {
        return count == offsets.length;
    }

    int count() {
        return count;
    }

    /** Later stores stay behind earlier ones. */
    void fence() {
        fence = partial && count != 0;
    }

    void push(int offset, int width, long value) {
        offsets[count] = offset;
        widths[count] = width;
        values[count] = value;
        fenced[count] = fence ? 1 : 0;
        fence = false;
        count++;
    }

    /** The youngest store to a place, or -1. */
    int find(int offset, int width) {
        for (int i = count - 1; i >= 0; i--) {
            if (offsets[i] < offset + width && offset < offsets[i] + widths[i]) {
                if (offsets[i] != offset || widths[i] != width) {
                    throw new IllegalStateException("accesses of different widths meet at offset " + offset);
                }
                return i;
            }
        }
        return -1;
    }

    /** Whether store {@code i} may be the next to become visible. */
    boolean mayLeave(int i) {
        if (i == 0) {
            return true;
        }
        if (!partial) {
            return false;
        }
        for (int earlier = 0; earlier < i; earlier++) {
            if (offsets[earlier] == offsets[i] || fenced[earlier + 1] != 0) {
                return false;
            }
        }
        return true;
    }

    int offset(int i) {
        return offsets[i];
    }

    int width(int i) {
        return widths[i];
    }

    long value(int i) {
        return values[i];
    }

    /** Takes store {@code i} out. */
    void remove(int i) {
        count--;
        for (int j = i; j < count; j++) {
            offsets[j] = offsets[j + 1];
            widths[j] = widths[j + 1];
            values[j] = values[j + 1];
            fenced[j] = fenced[j + 1];
        }
        offsets[count] = 0;
        widths[count] = 0;
        values[count] = 0;
        fenced[count] = 0;
        // In front of everything a barrier has nothing left to hold back.
        fenced[0] = 0;
        fence = fence && count != 0;
    }
}
