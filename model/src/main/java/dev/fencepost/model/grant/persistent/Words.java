package dev.fencepost.model.grant.persistent;

import dev.fencepost.model.machine.Layout;
import dev.fencepost.model.machine.Layout.Field;

/** The state. An element of an array belongs to a page, which is a grant reference too, to a request or to a slot. */
final class Words {
    // Phases of a connection.
    static final int CLOSED = 0;
    static final int CONNECTED = 1;
    static final int CLOSING = 2;

    // Stages of a request.
    static final int FREE = 0;
    static final int SUBMITTED = 1;
    static final int CHECKED = 2;
    static final int BEGUN = 3;
    static final int RESPONDED = 4;
    static final int QUERIED = 5;

    // How a segment is mapped.
    static final int UNRESOLVED = 0;
    static final int KEPT = 1;
    static final int ONE_SHOT = 2;
    static final int FAILED = 3;

    // What a cache knows of a grant.
    static final int ABSENT = 0;
    static final int PRESENT = 1;
    static final int PURGED = 2;
    /** Mapped for one request only. */
    static final int PASSING = 3;

    private static final int MOST_MAPS = 3;

    final int pages;
    final int segments;
    final int requests;
    final int slots;
    /** Times that a slot of the table can be used in one connection. */
    final int generations;

    final int devices;

    final Layout layout = new Layout();
    final Field fault = layout.field(15);

    // ---- The connection of each device.
    final Field phase;
    final Field connections;
    final Field parameter = layout.field(1);
    final Field toggles = layout.field(1);
    final Field frontMode = layout.field(1);
    final Field backMode = layout.field(1);
    final Field hostile = layout.field(1);

    // ---- The frontend: pool positions from 1 at the head, 0 for a page in flight.
    final Field granted;
    final Field secret;
    final Field position;
    /** The handle that the frontend knows, and 1 more. */
    final Field hint;

    // ---- Requests.
    /** Which device has it. */
    final Field device;

    final Field stage;
    final Field count;
    final Field countInRing;
    final Field result;
    final Field page;
    final Field how;
    /** The handle that stands in a segment, and 1 more; 0 where it is the grant reference. */
    final Field handle;

    // ---- The backend's cache. Ranks from 1, oldest first; slots from 0.
    final Field kept;
    final Field active;
    final Field wasActive;
    final Field idleTicks;
    final Field rank;
    final Field slot;
    final Field generation;
    final Field inUse;
    final Field overflow;
    final Field purging;

    // ---- The hypervisor: mappings of each page by the backend, and others.
    final Field maps;
    final Field extra;

    Words(Setup setup) {
        pages = setup.pages();
        segments = setup.segments();
        requests = setup.requests();
        slots = Math.max(1, Math.min(pages, setup.limit()) + (setup.has(Precaution.LIMIT_KEPT) ? 0 : 4));
        devices = setup.devices();
        generations = setup.generations();
        int all = requests * segments;
        int handles = slots * generations + 1;
        phase = layout.array(devices, CLOSING);
        connections = layout.array(devices, 3);
        device = layout.array(requests, Math.max(1, devices - 1));
        granted = layout.array(pages, 1);
        secret = layout.array(pages, 1);
        position = layout.array(pages, pages);
        hint = layout.array(pages, handles);
        stage = layout.array(requests, QUERIED);
        count = layout.array(requests, segments + 1);
        countInRing = layout.array(requests, segments + 1);
        result = layout.array(requests, 1);
        page = layout.array(all, Math.max(1, pages - 1));
        how = layout.array(all, FAILED);
        handle = layout.array(all, handles);
        kept = layout.array(pages, PASSING);
        active = layout.array(pages, MOST_MAPS);
        wasActive = layout.array(pages, 1);
        idleTicks = layout.array(pages, setup.idle());
        rank = layout.array(pages, pages);
        slot = layout.array(pages, slots);
        generation = layout.array(slots, generations);
        inUse = layout.field(63);
        overflow = layout.field(1);
        purging = layout.field(1);
        maps = layout.array(pages, MOST_MAPS);
        extra = layout.array(pages, 1);
    }

    int segment(int request, int index) {
        return request * segments + index;
    }

    /** Remembers the first thing that goes wrong. */
    void fail(long[] s, Fault what) {
        if (!fault.isSet(s)) {
            fault.set(s, what.code());
        }
    }

    /** How many grants persist, those that are being purged included. */
    int size(long[] s) {
        int size = 0;
        for (int p = 0; p < pages; p++) {
            size += kept.get(s, p) == PRESENT || kept.get(s, p) == PURGED ? 1 : 0;
        }
        return size;
    }

    /** Whether any device is in that phase. */
    boolean any(long[] s, int inPhase) {
        for (int d = 0; d < devices; d++) {
            if (phase.get(s, d) == inPhase) {
                return true;
            }
        }
        return false;
    }

    /** Whether all devices but that one are closed. */
    boolean othersClosed(long[] s, int but) {
        for (int d = 0; d < devices; d++) {
            if (d != but && phase.get(s, d) != CLOSED) {
                return false;
            }
        }
        return true;
    }

    /** Whether all devices are closed. */
    boolean allClosed(long[] s) {
        return othersClosed(s, -1);
    }

    /** Whether a device has a request between these stages. */
    boolean anyRequest(long[] s, int of, int least, int most) {
        for (int r = 0; r < requests; r++) {
            if (device.get(s, r) == of && stage.get(s, r) >= least && stage.get(s, r) <= most) {
                return true;
            }
        }
        return false;
    }

    /** Leaves nothing of a request behind, so that equal states look equal. */
    void clear(long[] s, int request) {
        stage.set(s, request, FREE);
        device.set(s, request, 0);
        count.set(s, request, 0);
        countInRing.set(s, request, 0);
        result.set(s, request, 0);
        for (int i = 0; i < segments; i++) {
            page.set(s, segment(request, i), 0);
            how.set(s, segment(request, i), UNRESOLVED);
            handle.set(s, segment(request, i), 0);
        }
    }

    // ---- The hypervisor.

    /** Maps a grant for the backend; false where there is no such grant. */
    boolean map(long[] s, int p) {
        if (!granted.isSet(s, p)) {
            return false;
        }
        maps.set(s, p, Math.min(MOST_MAPS, maps.get(s, p) + 1));
        return true;
    }

    void unmap(long[] s, int p) {
        if (!maps.isSet(s, p)) {
            fail(s, Fault.UNMAPPED_TWICE);
            return;
        }
        maps.set(s, p, maps.get(s, p) - 1);
    }

    boolean isMapped(long[] s, int p) {
        return maps.isSet(s, p) || extra.isSet(s, p);
    }
}
