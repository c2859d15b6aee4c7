package dev.fencepost.model.machine.program;

import java.util.List;

/**
 * The store buffer of each thread of x86-TSO: first in, first out; a load of the same thread is given its youngest
 * store to that location; a full fence and a locked instruction wait until it is empty (Owens, Sarkar, Sewell 2009,
 * section 3.1). It is as large as the thread has stores, so that it is never full.
 *
 * <p>Each rule is a method of its own, so that a mutant can break one.
 */
public class StoreBuffer {
    /**
     * A store that its thread has made and nobody else sees.
     *
     * @param location its index in the program
     * @param value what it writes
     */
    public record Pending(int location, long value) {}

    /** The place in {@code waiting}, oldest first, of the store that a load of the same thread sees, or -1 for none. */
    public int forwarded(List<Pending> waiting, int location) {
        for (int i = waiting.size() - 1; i >= 0; i--) {
            if (waiting.get(i).location() == location) {
                return i;
            }
        }
        return -1;
    }

    /** The place in {@code waiting}, which is not empty, of the store that can become visible next. */
    public int leaving(List<Pending> waiting) {
        return 0;
    }

    /** Whether a fence that keeps stores before loads lets its thread go on. */
    public boolean passesFence(List<Pending> waiting) {
        return waiting.isEmpty();
    }

    /** Whether a locked instruction can be done. */
    public boolean passesLocked(List<Pending> waiting) {
        return waiting.isEmpty();
    }
}
