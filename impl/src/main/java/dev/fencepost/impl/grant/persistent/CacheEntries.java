package dev.fencepost.impl.grant.persistent;

/** The entries of a cache: what is known of each, and a list of those that are not in use, the oldest first. */
final class CacheEntries {
    private static final int FREE = 0;
    private static final int KEPT = 1;
    private static final int PASSING = 2;
    private static final int PURGED = 3;

    private final int ends;
    private final int[] state;
    /** The device whose request uses the entry and 1 more, or 0. */
    private final int[] active;

    private final int[] wasActive;
    private final int[] idle;
    private final int[] reference;
    private final int[] mapping;
    /** The list, whose two ends are entry {@link #ends}; an entry that is in use is not in it. */
    private final int[] older;

    private final int[] newer;
    private final int[] picked;
    private int pickedCount;
    private int keptCount;
    private int inUse;
    private boolean overflow;

    CacheEntries(int capacity) {
        ends = capacity;
        state = new int[capacity];
        active = new int[capacity];
        wasActive = new int[capacity];
        idle = new int[capacity];
        reference = new int[capacity];
        mapping = new int[capacity];
        older = new int[capacity + 1];
        newer = new int[capacity + 1];
        picked = new int[capacity];
        older[ends] = ends;
        newer[ends] = ends;
    }

    boolean isTaken(int entry) {
        return state[entry] != FREE;
    }

    boolean isPassing(int entry) {
        return state[entry] == PASSING;
    }

    boolean isPurged(int entry) {
        return state[entry] == PURGED;
    }

    int mapping(int entry) {
        return mapping[entry];
    }

    int reference(int entry) {
        return reference[entry];
    }

    int kept() {
        return keptCount;
    }

    int inUse() {
        return inUse;
    }

    /** An entry for a new mapping, in use by a request of {@code device}. */
    void add(int entry, int device, int ofReference, int ofMapping, boolean keeps, boolean wished) {
        state[entry] = keeps ? KEPT : PASSING;
        reference[entry] = ofReference;
        mapping[entry] = ofMapping;
        active[entry] = 1 + device;
        if (keeps) {
            keptCount++;
            inUse++;
        } else {
            overflow |= wished;
        }
    }

    /** Marks a kept entry as in use; false if it is already (B1). */
    boolean use(int entry, int device) {
        if (state[entry] != KEPT || active[entry] != 0) {
            return false;
        }
        unlink(entry);
        active[entry] = 1 + device;
        idle[entry] = 0;
        inUse++;
        return true;
    }

    boolean isUsed(int entry) {
        return active[entry] != 0;
    }

    /** Whether requests of a device use these entries, each of which is named once. */
    boolean areUsedBy(int device, int[] some, int count) {
        int fine = 0;
        while (fine < count && active[some[fine]] == 1 + device) {
            active[some[fine]] = -1; // named; once more would be twice
            fine++;
        }
        for (int i = 0; i < fine; i++) {
            active[some[i]] = 1 + device;
        }
        return fine == count;
    }

    /** A kept entry is no longer in use. */
    void put(int entry) {
        active[entry] = 0;
        wasActive[entry] = 1;
        inUse--;
        older[entry] = older[ends];
        newer[entry] = ends;
        newer[older[ends]] = entry;
        older[ends] = entry;
    }

    private void unlink(int entry) {
        newer[older[entry]] = newer[entry];
        older[newer[entry]] = older[entry];
        older[entry] = 0;
        newer[entry] = 0;
    }

    /** Leaves nothing behind. */
    void remove(int entry) {
        if (state[entry] == KEPT && active[entry] == 0) {
            unlink(entry);
        }
        keptCount -= state[entry] == PASSING ? 0 : 1;
        state[entry] = FREE;
        active[entry] = 0;
        wasActive[entry] = 0;
        idle[entry] = 0;
        reference[entry] = 0;
        mapping[entry] = 0;
    }

    void forgetOverflow() {
        overflow = false;
    }

    // ---- Purge.

    void tick(int most) {
        for (int entry = newer[ends]; entry != ends; entry = newer[entry]) {
            idle[entry] = Math.min(most, idle[entry] + 1);
        }
    }

    /** Takes what is to go out of the list; returns how many. */
    int pick(int most, int room) {
        pickIf(most, Integer.MAX_VALUE, true);
        if (overflow) {
            pickIf(0, room, false);
            pickIf(0, room, true);
        }
        overflow = false;
        for (int entry = 0; entry < ends; entry++) {
            wasActive[entry] = 0;
        }
        return pickedCount;
    }

    private void pickIf(int ticks, int until, boolean alsoUsed) {
        int entry = newer[ends];
        while (entry != ends && pickedCount < until) {
            int next = newer[entry];
            if (idle[entry] >= ticks && (alsoUsed || wasActive[entry] == 0)) {
                unlink(entry);
                state[entry] = PURGED;
                picked[pickedCount] = entry;
                pickedCount++;
            }
            entry = next;
        }
    }

    int pickedCount() {
        return pickedCount;
    }

    int picked(int i) {
        return picked[i];
    }

    void clearPicked() {
        for (int i = 0; i < pickedCount; i++) {
            picked[i] = 0;
        }
        pickedCount = 0;
    }

    int[] idleReferences() {
        int count = 0;
        for (int entry = newer[ends]; entry != ends; entry = newer[entry]) {
            count++;
        }
        int[] references = new int[count];
        int at = 0;
        for (int entry = newer[ends]; entry != ends; entry = newer[entry]) {
            references[at++] = reference[entry];
        }
        return references;
    }
}
