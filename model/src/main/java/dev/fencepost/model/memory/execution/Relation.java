package dev.fencepost.model.memory.execution;

import java.util.Arrays;

/**
 * A mutable binary relation over events: one row of bits for each event, of the size that its {@link Workspace} fixes.
 */
public final class Relation {
    public final int size;
    final int words;
    final long[] rows;

    Relation(int size, int words) {
        this.size = size;
        this.words = words;
        this.rows = new long[size * words];
    }

    /** Whether {@code from} is related to {@code to}. */
    public boolean contains(int from, int to) {
        return (rows[from * words + (to >> 6)] >>> to & 1) != 0;
    }

    /** Whether no two events are related. */
    public boolean isEmpty() {
        for (long word : rows) {
            if (word != 0) {
                return false;
            }
        }
        return true;
    }

    /** The smallest event not below {@code start} that {@code from} is related to, or -1. */
    public int next(int from, int start) {
        int word = start >> 6;
        if (word >= words) {
            return -1;
        }
        int base = from * words;
        long rest = rows[base + word] & -1L << start;
        while (rest == 0) {
            if (++word == words) {
                return -1;
            }
            rest = rows[base + word];
        }
        return (word << 6) + Long.numberOfTrailingZeros(rest);
    }

    void clear() {
        Arrays.fill(rows, 0);
    }

    public void copy(Relation other) {
        System.arraycopy(other.rows, 0, rows, 0, rows.length);
    }

    public void add(int from, int to) {
        rows[from * words + (to >> 6)] |= 1L << to;
    }

    /** Adds all of {@code other}. */
    Relation or(Relation other) {
        for (int i = 0; i < rows.length; i++) {
            rows[i] |= other.rows[i];
        }
        return this;
    }

    /** Adds {@code source}'s row of {@code from} to the row of {@code to}; answers whether that changed anything. */
    boolean orRow(int to, Relation source, int from) {
        long changed = 0;
        for (int word = 0; word < words; word++) {
            long before = rows[to * words + word];
            long after = before | source.rows[from * words + word];
            rows[to * words + word] = after;
            changed |= before ^ after;
        }
        return changed != 0;
    }

    /** Closes this relation under transitivity, in place (Warshall on rows of bits). */
    public Relation close() {
        for (int middle = 0; middle < size; middle++) {
            if (next(middle, 0) < 0) {
                continue; // leads nowhere
            }
            int word = middle >> 6;
            long bit = 1L << middle;
            for (int from = 0; from < size; from++) {
                if ((rows[from * words + word] & bit) != 0) {
                    orRow(from, this, middle);
                }
            }
        }
        return this;
    }

    /** Whether some event is related to itself; on a closed relation, whether there is a cycle. */
    public boolean isReflexiveSomewhere() {
        for (int event = 0; event < size; event++) {
            if (contains(event, event)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (int from = 0; from < size; from++) {
            for (int to = next(from, 0); to >= 0; to = next(from, to + 1)) {
                text.append(from).append("->").append(to).append(' ');
            }
        }
        return text.toString().trim();
    }
}
