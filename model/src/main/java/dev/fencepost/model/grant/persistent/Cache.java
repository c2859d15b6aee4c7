package dev.fencepost.model.grant.persistent;

import static dev.fencepost.model.grant.persistent.Precaution.*;
import static dev.fencepost.model.grant.persistent.Words.*;

/** The grants that a backend keeps mapped: which are in use, in which order they were used last, and their purge. */
final class Cache {
    private final Setup setup;
    private final Words w;

    Cache(Setup setup, Words words) {
        this.setup = setup;
        this.w = words;
    }

    /** Marks a grant that is kept as in use; false if it is already. */
    boolean get(long[] s, int p) {
        if (w.active.isSet(s, p) && setup.has(ACTIVE_REFUSED)) {
            return false;
        }
        use(s, p);
        return true;
    }

    private void use(long[] s, int p) {
        w.active.set(s, p, w.active.get(s, p) + 1);
        w.inUse.set(s, w.inUse.get(s) + 1);
        w.idleTicks.set(s, p, 0);
    }

    /** Keeps a grant that was mapped just now, in use. */
    void add(long[] s, int p) {
        w.slot.set(s, p, freeSlot(s));
        w.kept.set(s, p, PRESENT);
        newest(s, p);
        use(s, p);
    }

    /** A request gives a grant back. */
    void put(long[] s, int p) {
        if (w.active.isSet(s, p)) {
            w.active.set(s, p, w.active.get(s, p) - 1);
        }
        if (setup.has(IN_USE_COUNTED_DOWN)) {
            w.inUse.set(s, Math.max(0, w.inUse.get(s) - 1));
        }
        if (w.kept.get(s, p) != PRESENT) {
            return;
        }
        w.wasActive.set(s, p, 1);
        newest(s, p);
        if (!setup.has(USED_AGAIN)) {
            w.fail(s, Fault.UNMAPPED_EARLY);
            forget(s, p);
            w.unmap(s, p);
        }
    }

    /** Whether another grant may be kept. */
    boolean hasRoom(long[] s) {
        boolean room = w.size(s) < setup.limit() || !setup.has(LIMIT_KEPT);
        return room && freeSlot(s) >= 0;
    }

    /**
     * One whose generations are used up stays free until the connection ends: an old handle could pass for a new one.
     */
    private int freeSlot(long[] s) {
        for (int slot = 0; slot < w.slots; slot++) {
            if (inSlot(s, slot) < 0 && w.generation.get(s, slot) < w.generations) {
                return slot;
            }
        }
        return -1;
    }

    /** The grant that is in a slot, or -1. */
    int inSlot(long[] s, int slot) {
        for (int p = 0; p < w.pages; p++) {
            boolean kept = w.kept.get(s, p) == PRESENT || w.kept.get(s, p) == PURGED;
            if (kept && w.slot.get(s, p) == slot) {
                return p;
            }
        }
        return -1;
    }

    /** The handle of a grant that is kept, and 1 more. */
    int handleOf(long[] s, int p) {
        int slot = w.slot.get(s, p);
        return 1 + slot * w.generations + w.generation.get(s, slot);
    }

    private void newest(long[] s, int page) {
        int ranked = unrank(s, page);
        w.rank.set(s, page, ranked + 1);
    }

    /** Takes a page out of the order of use; returns how many are left in it. */
    private int unrank(long[] s, int page) {
        int old = w.rank.get(s, page);
        int ranked = 0;
        for (int p = 0; p < w.pages; p++) {
            int rank = w.rank.get(s, p);
            if (p != page && rank != 0) {
                ranked++;
                w.rank.set(s, p, old != 0 && rank > old ? rank - 1 : rank);
            }
        }
        w.rank.set(s, page, 0);
        return ranked;
    }

    // ---- Purge.

    /** Time passes for what nobody uses. */
    boolean tick(long[] s) {
        boolean any = false;
        for (int p = 0; p < w.pages; p++) {
            if (isIdle(s, p) && w.idleTicks.get(s, p) < setup.idle()) {
                w.idleTicks.set(s, p, w.idleTicks.get(s, p) + 1);
                any = true;
            }
        }
        return any;
    }

    private boolean isIdle(long[] s, int p) {
        return w.kept.get(s, p) == PRESENT && !w.active.isSet(s, p);
    }

    /**
     * Chooses what goes: whatever was idle for too long; then, if something did not fit since the last time, the oldest
     * of those that were not used since then, and the oldest of all, until there is room.
     */
    boolean pick(long[] s) {
        if (w.purging.isSet(s)) {
            return false;
        }
        int picked = 0;
        for (int p = 0; p < w.pages && setup.has(IDLE_PURGED); p++) {
            if (mayGo(s, p) && w.idleTicks.get(s, p) == setup.idle()) {
                picked += pick(s, p);
            }
        }
        boolean changes = picked != 0 || w.overflow.isSet(s);
        for (int pass = 0; pass < 2 && w.overflow.isSet(s); pass++) {
            for (int p = oldest(s, pass == 0); p >= 0 && picked < setup.room(); p = oldest(s, pass == 0)) {
                picked += pick(s, p);
            }
        }
        for (int p = 0; p < w.pages; p++) {
            changes |= w.wasActive.isSet(s, p);
            w.wasActive.set(s, p, 0);
            if (isIdle(s, p) && w.idleTicks.get(s, p) == setup.idle()) {
                w.fail(s, Fault.IDLE_KEPT);
                changes = true;
            }
        }
        w.overflow.set(s, 0);
        w.purging.set(s, picked == 0 ? 0 : 1);
        return changes;
    }

    private boolean mayGo(long[] s, int p) {
        return w.kept.get(s, p) == PRESENT && (!w.active.isSet(s, p) || !setup.has(ACTIVE_NOT_PURGED));
    }

    private int oldest(long[] s, boolean unused) {
        int oldest = -1;
        for (int p = 0; p < w.pages; p++) {
            boolean fits = mayGo(s, p) && !(unused && w.wasActive.isSet(s, p));
            if (fits && (oldest < 0 || w.rank.get(s, p) < w.rank.get(s, oldest))) {
                oldest = p;
            }
        }
        return oldest;
    }

    private int pick(long[] s, int p) {
        w.kept.set(s, p, PURGED);
        unrank(s, p);
        int slot = w.slot.get(s, p);
        int next = w.generation.get(s, slot) + 1;
        boolean table = setup.design() == Design.TABLE;
        w.generation.set(s, slot, !table || next == w.generations && !setup.has(SLOT_RETIRED) ? 0 : next);
        return 1;
    }

    /** Unmaps what was chosen. */
    boolean unmapPurged(long[] s) {
        if (!w.purging.isSet(s)) {
            return false;
        }
        for (int p = 0; p < w.pages; p++) {
            if (w.kept.get(s, p) == PURGED) {
                forget(s, p);
                w.unmap(s, p);
            }
        }
        flush(s, true);
        w.purging.set(s, 0);
        return true;
    }

    private void forget(long[] s, int p) {
        unrank(s, p);
        w.kept.set(s, p, ABSENT);
        w.slot.set(s, p, 0);
        w.wasActive.set(s, p, 0);
        w.idleTicks.set(s, p, 0);
    }

    /** One flush ends a batch in which something was unmapped. */
    void flush(long[] s, boolean unmapped) {
        if (unmapped && !setup.has(FLUSHED)) {
            w.fail(s, Fault.NOT_FLUSHED);
        }
    }

    /** The connection ends. */
    void clear(long[] s) {
        for (int p = 0; p < w.pages; p++) {
            boolean purgersOwn = w.kept.get(s, p) == PURGED;
            if (w.maps.isSet(s, p) && setup.has(ALL_UNMAPPED)) {
                w.unmap(s, p);
            }
            if (!purgersOwn) {
                forget(s, p);
            }
        }
        for (int slot = 0; slot < w.slots; slot++) {
            w.generation.set(s, slot, 0);
        }
        w.overflow.set(s, 0);
    }
}
