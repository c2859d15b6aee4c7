package dev.fencepost.model.memory.execution;

import java.util.Arrays;

/** A mutable set of events, one bit each, of the size that its {@link Workspace} fixes. */
public final class EventSet {
    final long[] bits;

    EventSet(int words) {
        bits = new long[words];
    }

    /** Whether {@code event} is in the set. */
    public boolean contains(int event) {
        return (bits[event >> 6] >>> event & 1) != 0;
    }

    /** Whether nothing is in the set. */
    public boolean isEmpty() {
        for (long word : bits) {
            if (word != 0) {
                return false;
            }
        }
        return true;
    }

    /** How many events are in the set. */
    public int size() {
        int size = 0;
        for (long word : bits) {
            size += Long.bitCount(word);
        }
        return size;
    }

    /** The smallest event not below {@code from}, or -1. */
    public int next(int from) {
        int word = from >> 6;
        if (word >= bits.length) {
            return -1;
        }
        long rest = bits[word] & -1L << from;
        while (rest == 0) {
            if (++word == bits.length) {
                return -1;
            }
            rest = bits[word];
        }
        return (word << 6) + Long.numberOfTrailingZeros(rest);
    }

    public void add(int event) {
        bits[event >> 6] |= 1L << event;
    }

    void clear() {
        Arrays.fill(bits, 0);
    }

    void copy(EventSet other) {
        System.arraycopy(other.bits, 0, bits, 0, bits.length);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("{");
        for (int event = next(0); event >= 0; event = next(event + 1)) {
            text.append(text.length() > 1 ? " " : "").append(event);
        }
        return text.append('}').toString();
    }
}
