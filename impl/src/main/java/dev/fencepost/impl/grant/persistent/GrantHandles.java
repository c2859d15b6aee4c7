package dev.fencepost.impl.grant.persistent;

/**
 * The index as a table: the name in a request is a handle, whose low 18 bits are the number of the entry and whose next
 * 13 bits count how often the entry was used. The highest bit tells a handle from a grant reference.
 *
 * <p>A request that names no handle, such as the first one for a grant, is looked for by its reference: an array as
 * long as the other domain's grant table. The proposal of 2012 had requests of their own for mapping instead.
 *
 * <p>A handle that was given out long ago must not lead to a grant that took the entry since. So an entry whose
 * generations are used up is not used again until nobody is connected any more.
 */
final class GrantHandles extends GrantIndex {
    private static final int HANDLE = 1 << 31;
    private static final int ENTRY_BITS = 18;
    private static final int GENERATIONS = 1 << 13;

    private final int[] generation;
    /** Free entries, and how many. */
    private final int[] free;

    private final int[] taken;
    /** For each reference its entry and 1 more, or 0. */
    private final int[] entryOf;

    private final int[] references;
    private int freeCount;
    private int retiredCount;

    /**
     * An empty one.
     *
     * @param capacity entries, at most 2^18
     * @param range references are below this
     */
    GrantHandles(int capacity, int range) {
        if (capacity > 1 << ENTRY_BITS) {
            throw new IllegalArgumentException("a handle names " + (1 << ENTRY_BITS) + " entries, not " + capacity);
        }
        generation = new int[capacity];
        references = new int[capacity];
        free = new int[capacity];
        taken = new int[capacity];
        entryOf = new int[range];
        restart();
    }

    @Override
    final void restart() {
        freeCount = 0;
        retiredCount = 0;
        for (int i = free.length - 1; i >= 0; i--) {
            generation[i] = 0;
            free[freeCount++] = i;
        }
    }

    @Override
    int find(int name) {
        if (name >= 0) {
            return name < entryOf.length ? entryOf[name] - 1 : NONE;
        }
        int entry = name & (1 << ENTRY_BITS) - 1;
        boolean known = entry < taken.length && taken[entry] != 0;
        return known && generation[entry] == (name & ~HANDLE) >>> ENTRY_BITS ? entry : STALE;
    }

    @Override
    boolean hasRoom() {
        return freeCount != 0;
    }

    @Override
    int add(int reference) {
        freeCount--;
        int entry = free[freeCount];
        free[freeCount] = 0;
        taken[entry] = 1;
        references[entry] = reference;
        entryOf[reference] = entry + 1;
        return entry;
    }

    @Override
    void remove(int entry) {
        entryOf[references[entry]] = 0;
        references[entry] = 0;
        taken[entry] = 0;
        if (generation[entry] < GENERATIONS) {
            free[freeCount] = entry;
            freeCount++;
        } else {
            retiredCount++;
        }
    }

    @Override
    int retired() {
        return retiredCount;
    }

    @Override
    void retire(int entry) {
        generation[entry]++;
    }

    @Override
    int nameOf(int entry, int reference) {
        return HANDLE | generation[entry] << ENTRY_BITS | entry;
    }
}
