package dev.fencepost.model.grant.persistent;

import static dev.fencepost.model.grant.persistent.Precaution.*;
import static dev.fencepost.model.grant.persistent.Words.*;

/** The frontend: a pool of pages that it grants, requests that name them, and what becomes of them afterwards. */
final class Front {
    private final Setup setup;
    private final Words w;

    Front(Setup setup, Words words) {
        this.setup = setup;
        this.w = words;
    }

    /** Takes pages from the pool, grants those that are not, and makes a request of them. */
    boolean submit(long[] s, int device, int segments) {
        int r = freeRequest(s);
        if (w.phase.get(s, device) != CONNECTED || r < 0 || inPool(s) < segments) {
            return false;
        }
        for (int i = 0; i < segments; i++) {
            int p = takeHead(s);
            if (!w.granted.isSet(s, p)) {
                grant(s, p);
            }
            name(s, r, i, p, w.hint.get(s, p));
        }
        sent(s, r, device, segments);
        return true;
    }

    private void grant(long[] s, int p) {
        if (setup.has(CLEARED_FIRST)) {
            w.secret.set(s, p, 0);
        }
        if (w.secret.isSet(s, p)) {
            w.fail(s, Fault.SECRET_GRANTED);
        }
        w.granted.set(s, p, 1);
        w.hint.set(s, p, 0);
    }

    private void name(long[] s, int r, int i, int p, int handle) {
        w.page.set(s, w.segment(r, i), p);
        w.handle.set(s, w.segment(r, i), setup.design() == Design.TABLE ? handle : 0);
    }

    private void sent(long[] s, int r, int device, int segments) {
        w.device.set(s, r, device);
        w.stage.set(s, r, SUBMITTED);
        w.count.set(s, r, segments);
        w.countInRing.set(s, r, segments);
    }

    /** A request of one segment for any page, granted or not, in flight or not; {@code handle} as it stands there. */
    boolean forge(long[] s, int device, int p, int handle) {
        int r = freeRequest(s);
        if (w.phase.get(s, device) != CONNECTED || r < 0 || w.hostile.isSet(s)) {
            return false;
        }
        w.hostile.set(s, 1);
        name(s, r, 0, p, handle);
        sent(s, r, device, 1);
        return true;
    }

    /** Changes the number of segments of a request that was handed over. */
    boolean lengthen(long[] s, int r) {
        boolean there = w.stage.get(s, r) == SUBMITTED || w.stage.get(s, r) == CHECKED;
        if (!there || w.hostile.isSet(s)) {
            return false;
        }
        w.hostile.set(s, 1);
        w.countInRing.set(s, r, w.segments + 1);
        return true;
    }

    /**
     * Takes the response: a grant that is still mapped persists and goes to the head of the pool, another one is
     * withdrawn and its page goes to the tail. Without {@link Precaution#ENDED_AT_ONCE} all are looked at first.
     */
    boolean complete(long[] s, int r) {
        if (!setup.has(ENDED_AT_ONCE) && w.stage.get(s, r) == RESPONDED) {
            for (int i = 0; i < w.count.get(s, r); i++) {
                w.how.set(s, w.segment(r, i), w.isMapped(s, w.page.get(s, w.segment(r, i))) ? KEPT : UNRESOLVED);
            }
            w.stage.set(s, r, QUERIED);
            return true;
        }
        if (w.stage.get(s, r) != RESPONDED && w.stage.get(s, r) != QUERIED) {
            return false;
        }
        for (int i = 0; i < Math.min(w.segments, w.count.get(s, r)); i++) {
            int segment = w.segment(r, i);
            int p = w.page.get(s, segment);
            if (w.position.get(s, p) != 0 || namedBefore(s, r, i, p)) {
                continue; // forged: the page is where it was
            }
            boolean mapped = w.stage.get(s, r) == QUERIED ? w.how.get(s, segment) == KEPT : w.isMapped(s, p);
            complete(s, p, mapped, w.handle.get(s, segment));
        }
        w.clear(s, r);
        return true;
    }

    /** Whether another segment that is still in flight, or came earlier in this request, has the page. */
    private boolean namedBefore(long[] s, int r, int index, int p) {
        for (int other = 0; other < w.requests; other++) {
            int most = other == r ? index : Math.min(w.segments, w.count.get(s, other));
            for (int i = 0; i < most && w.stage.get(s, other) != FREE; i++) {
                if (w.page.get(s, w.segment(other, i)) == p) {
                    return true;
                }
            }
        }
        return false;
    }

    /** {@code handle} is what the response says that the grant may be named by. */
    private void complete(long[] s, int p, boolean mapped, int handle) {
        if (mapped && !w.frontMode.isSet(s) && w.maps.isSet(s, p)) {
            w.fail(s, Fault.MAPPED_AT_RESPONSE);
        }
        if (mapped) {
            w.hint.set(s, p, handle);
            put(s, p, 1);
            return;
        }
        withdraw(s, p);
        put(s, p, inPool(s) + 1);
    }

    void withdraw(long[] s, int p) {
        if (w.granted.isSet(s, p) && w.isMapped(s, p)) {
            w.fail(s, Fault.WITHDRAWN_WHILE_MAPPED);
        }
        w.granted.set(s, p, 0);
        w.hint.set(s, p, 0);
    }

    // ---- The pool.

    private int freeRequest(long[] s) {
        for (int r = 0; r < w.requests; r++) {
            if (w.stage.get(s, r) == FREE) {
                return r;
            }
        }
        return -1;
    }

    int inPool(long[] s) {
        int count = 0;
        for (int p = 0; p < w.pages; p++) {
            count += w.position.get(s, p) == 0 ? 0 : 1;
        }
        return count;
    }

    private int takeHead(long[] s) {
        int head = -1;
        for (int p = 0; p < w.pages; p++) {
            int at = w.position.get(s, p);
            head = at == 1 ? p : head;
            w.position.set(s, p, Math.max(0, at - 1));
        }
        return head;
    }

    private void put(long[] s, int page, int at) {
        for (int p = 0; p < w.pages; p++) {
            int old = w.position.get(s, p);
            w.position.set(s, p, old >= at ? old + 1 : old);
        }
        w.position.set(s, page, at);
    }

    /** Everything back in the pool, in the order of the pages, and nothing granted. */
    void reset(long[] s) {
        for (int p = 0; p < w.pages; p++) {
            w.extra.set(s, p, 0);
            withdraw(s, p);
            w.position.set(s, p, p + 1);
        }
    }
}
