package dev.fencepost.stress.grant.table;

import dev.fencepost.impl.grant.table.GrantFlags;
import dev.fencepost.impl.grant.table.GrantLayout;
import dev.fencepost.impl.grant.table.GrantSite;
import dev.fencepost.impl.grant.table.GuestGrants;
import dev.fencepost.impl.memory.Mode;
import dev.fencepost.impl.memory.SharedMemory;

/** A grant table with one entry in use: what the guest, and a hypervisor reduced to its accesses, do with it. */
final class Grants {
    /** What a hypervisor that found no valid entry saw. */
    static final int NOTHING = -1;

    /** The frame that is lent. */
    static final int FRAME = 7;

    /** Bytes that a table of 16 entries takes, rounded up. */
    static final int BYTES = 256;

    private static final int MAPPER = 1;
    private static final GrantLayout LAYOUT = new GrantLayout(0, 16);
    private static final int VALID = GrantFlags.PERMIT_ACCESS | MAPPER << 16;

    private final SharedMemory guestMemory;
    private final SharedMemory hypervisorMemory;
    private final GuestGrants guest;
    private final int version;

    /** Guest and hypervisor see the memory through {@code memory}. */
    Grants(SharedMemory memory, int version) {
        this(memory, memory, version);
    }

    /** Each through its own. */
    Grants(SharedMemory guestMemory, SharedMemory hypervisorMemory, int version) {
        this.guestMemory = guestMemory;
        this.hypervisorMemory = hypervisorMemory;
        this.version = version;
        guest = new GuestGrants(guestMemory, LAYOUT, version);
    }

    /** Nothing lent. */
    Grants reset() {
        guestMemory.store32(Mode.PLAIN, LAYOUT.header(version, 0), 0);
        guestMemory.store32(Mode.PLAIN, LAYOUT.frame(version, 0), 0);
        guestMemory.store16(Mode.PLAIN, LAYOUT.status(0), 0);
        return this;
    }

    /** Lent, and not in use. */
    Grants lent() {
        reset();
        lend();
        return this;
    }

    /** Guest: lends the frame. */
    void lend() {
        guest.grant(0, MAPPER, FRAME, false);
    }

    /** Guest: ends access; 1 if the entry was not in use. */
    int end() {
        return guest.end(0) ? 1 : 0;
    }

    /** Guest, wrongly: asks whether the entry is in use, and then ends access by a store. */
    int queryThenEnd() {
        if (guest.query(0)) {
            return 0;
        }
        guestMemory.store16(Mode.OPAQUE, LAYOUT.header(1, 0), GrantFlags.INVALID);
        return 1;
    }

    /** Hypervisor, version 1: 1 if the entry is valid and is marked as in use. */
    int mark() {
        int at = LAYOUT.header(1, 0);
        int marked = VALID | GrantFlags.READING;
        boolean valid = hypervisorMemory.load32(Mode.OPAQUE, at) == VALID;
        return valid && hypervisorMemory.compareAndExchange32(Mode.ACQUIRE, at, VALID, marked) == VALID ? 1 : 0;
    }

    /** Hypervisor, version 1: the frame of a valid entry. */
    int pin() {
        if (hypervisorMemory.load32(Mode.OPAQUE, LAYOUT.header(1, 0)) != VALID) {
            return NOTHING;
        }
        hypervisorMemory.loadFence(GrantSite.GX1);
        return hypervisorMemory.load32(Mode.OPAQUE, LAYOUT.frame(1, 0));
    }

    /** Hypervisor, version 2: raises the use bits and looks again; 1 if the entry is still valid. */
    int raise() {
        hypervisorMemory.store16(Mode.OPAQUE, LAYOUT.status(0), GrantFlags.READING);
        hypervisorMemory.fullFence(GrantSite.GX2);
        return hypervisorMemory.load32(Mode.OPAQUE, LAYOUT.header(2, 0)) == VALID ? 1 : 0;
    }
}
