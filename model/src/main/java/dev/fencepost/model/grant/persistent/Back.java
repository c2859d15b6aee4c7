package dev.fencepost.model.grant.persistent;

import static dev.fencepost.model.grant.persistent.Precaution.*;
import static dev.fencepost.model.grant.persistent.Words.*;

/** The backend's service of requests: checks one, maps what it names, gives that back and responds. */
final class Back {
    private final Setup setup;
    private final Words w;
    private final Cache cache;

    Back(Setup setup, Words words, Cache cache) {
        this.setup = setup;
        this.w = words;
        this.cache = cache;
    }

    /** Fetches a request and checks it; one that is too long is answered with an error. */
    boolean check(long[] s, int r) {
        if (w.stage.get(s, r) != SUBMITTED) {
            return false;
        }
        int count = w.countInRing.get(s, r);
        if (count > w.segments) {
            w.count.set(s, r, 0);
            respond(s, r, true);
            return true;
        }
        w.count.set(s, r, count);
        w.stage.set(s, r, CHECKED);
        return true;
    }

    /** Looks up or maps every segment; at the first that cannot be had, everything is given back. */
    boolean resolve(long[] s, int r) {
        if (w.stage.get(s, r) != CHECKED || waits(s, r)) {
            return false;
        }
        if (!setup.has(FETCHED_ONCE) && w.countInRing.get(s, r) > w.segments) {
            w.fail(s, Fault.BEYOND_REQUEST);
        }
        boolean failed = false;
        for (int i = 0; i < w.count.get(s, r); i++) {
            int segment = w.segment(r, i);
            int how = resolveSegment(s, segment);
            w.how.set(s, segment, how);
            failed = how == FAILED || failed && setup.has(ERROR_KEPT);
            if (failed && setup.has(ERROR_KEPT)) {
                break;
            }
        }
        if (failed) {
            if (setup.has(PUT_ON_FAILURE)) {
                putAll(s, r);
            }
            respond(s, r, true);
        } else {
            w.stage.set(s, r, BEGUN);
        }
        return true;
    }

    private boolean waits(long[] s, int r) {
        boolean waits = false;
        for (int i = 0; i < w.count.get(s, r); i++) {
            waits |= w.kept.get(s, w.page.get(s, w.segment(r, i))) == PURGED;
        }
        return waits && setup.has(PURGED_AWAITED);
    }

    private int resolveSegment(long[] s, int segment) {
        int p = w.page.get(s, segment);
        int handle = w.handle.get(s, segment);
        if (handle != 0 && !isGoodHandle(s, p, handle - 1)) {
            return FAILED;
        }
        int kept = w.kept.get(s, p);
        if (kept == PRESENT && setup.has(LOOK_UP_FIRST)) {
            return cache.get(s, p) ? KEPT : FAILED;
        }
        if (kept == PASSING && setup.has(ACTIVE_REFUSED)) {
            return FAILED;
        }
        if (!w.map(s, p)) {
            return FAILED;
        }
        if (w.backMode.isSet(s) && cache.hasRoom(s)) {
            cache.add(s, p);
            return KEPT;
        }
        if (w.backMode.isSet(s)) {
            w.overflow.set(s, 1);
        }
        w.kept.set(s, p, PASSING);
        return ONE_SHOT;
    }

    private boolean isGoodHandle(long[] s, int p, int handle) {
        int slot = handle / w.generations;
        if (slot >= w.slots) {
            if (!setup.has(BOUNDS_CHECKED)) {
                w.fail(s, Fault.BEYOND_TABLE);
            }
            return false;
        }
        if (handle % w.generations != w.generation.get(s, slot) && setup.has(GENERATION_CHECKED)) {
            return false;
        }
        int found = cache.inSlot(s, slot);
        if (found >= 0 && found != p) {
            w.fail(s, Fault.WRONG_PAGE);
        }
        return found == p;
    }

    /** The I/O is done: what was used is given back, then the response is there. */
    boolean finish(long[] s, int r) {
        if (w.stage.get(s, r) != BEGUN) {
            return false;
        }
        for (int i = 0; i < w.count.get(s, r); i++) {
            int segment = w.segment(r, i);
            if (w.how.get(s, segment) == FAILED) {
                w.fail(s, Fault.ERROR_LOST);
            } else if (!w.maps.isSet(s, w.page.get(s, segment))) {
                w.fail(s, Fault.USED_UNMAPPED);
            }
        }
        for (int i = 0; i < w.count.get(s, r); i++) {
            int segment = w.segment(r, i);
            boolean named = w.how.get(s, segment) == KEPT && setup.design() == Design.TABLE;
            w.handle.set(s, segment, named ? cache.handleOf(s, w.page.get(s, segment)) : 0);
        }
        if (setup.has(UNMAPPED_BEFORE_RESPONSE)) {
            putAll(s, r);
        }
        respond(s, r, false);
        return true;
    }

    /** Only without a precaution: gives back what was used when the response is there already. */
    boolean finishLate(long[] s, int r) {
        if (w.stage.get(s, r) != RESPONDED || setup.has(UNMAPPED_BEFORE_RESPONSE)) {
            return false;
        }
        boolean any = false;
        for (int i = 0; i < w.count.get(s, r); i++) {
            int how = w.how.get(s, w.segment(r, i));
            any |= how == KEPT || how == ONE_SHOT;
        }
        putAll(s, r);
        return any;
    }

    private void putAll(long[] s, int r) {
        boolean unmapped = false;
        for (int i = 0; i < w.count.get(s, r); i++) {
            int segment = w.segment(r, i);
            int p = w.page.get(s, segment);
            if (w.how.get(s, segment) == KEPT) {
                cache.put(s, p);
            } else if (w.how.get(s, segment) == ONE_SHOT) {
                w.kept.set(s, p, ABSENT);
                if (setup.has(ONE_SHOT_UNMAPPED)) {
                    w.unmap(s, p);
                    unmapped = true;
                }
            }
            w.how.set(s, segment, UNRESOLVED);
        }
        cache.flush(s, unmapped);
    }

    private void respond(long[] s, int r, boolean failed) {
        w.stage.set(s, r, RESPONDED);
        w.result.set(s, r, failed ? 1 : 0);
        w.countInRing.set(s, r, 0);
        for (int i = 0; i < w.segments && failed; i++) {
            w.handle.set(s, w.segment(r, i), 0);
        }
    }
}
