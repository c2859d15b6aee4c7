package dev.fencepost.impl.grant.table;

import static dev.fencepost.impl.grant.table.GrantFlags.PERMIT_ACCESS;
import static dev.fencepost.impl.grant.table.GrantFlags.READING;
import static dev.fencepost.impl.grant.table.GrantFlags.TRANSITIVE;
import static dev.fencepost.impl.grant.table.GrantFlags.TYPE_MASK;
import static dev.fencepost.impl.grant.table.GrantFlags.WRITING;

import dev.fencepost.impl.memory.Mode;
import dev.fencepost.impl.memory.SharedMemory;

/** What is done to a domain's own table while it is held for writing: another version, and swapping entries. */
final class GrantVersions {
    private static final int IN_USE = READING | WRITING;

    private final GrantTable table;
    private final SharedMemory memory;
    private final GrantLayout layout;
    private final GrantLocks locks;

    GrantVersions(GrantTable table, GrantLocks locks) {
        this.table = table;
        this.memory = table.memory;
        this.layout = table.layout;
        this.locks = locks;
    }

    // ---- Version.

    int setVersion(int version) {
        if (version != 1 && version != 2) {
            return Gntst.EINVAL;
        }
        locks.writeTable(table.domain);
        int status = table.version() == version ? Gntst.OKAY : change(version);
        locks.unwriteTable(table.domain);
        return status;
    }

    private int change(int version) {
        for (int ref = GrantLayout.RESERVED; ref < layout.entries(table.version()); ref++) {
            if (table.pins(ref) != 0) {
                return Gntst.EBUSY;
            }
        }
        if (version == 1 && table.v2Ops() != 0) {
            return Gntst.EAGAIN_VERSION;
        }
        long[] reserved = new long[GrantLayout.RESERVED];
        int[] use = new int[GrantLayout.RESERVED];
        for (int ref = 0; ref < GrantLayout.RESERVED; ref++) {
            if (version == 2) {
                reserved[ref] = memory.load64(Mode.OPAQUE, layout.header(1, ref));
            } else if (!readVersion2(ref, reserved, use)) {
                return Gntst.ERANGE;
            }
        }
        if (version == 1 && table.statusRefs() > 0) {
            return Gntst.EBUSY;
        }
        for (int at = layout.start(); at < layout.status(0); at += 8) {
            memory.store64(Mode.OPAQUE, at, 0);
        }
        for (int at = layout.status(0); at < layout.end(); at += 2) {
            memory.store16(Mode.OPAQUE, at, 0);
        }
        for (int ref = 0; ref < GrantLayout.RESERVED; ref++) {
            if (version == 1) {
                memory.store64(Mode.OPAQUE, layout.header(1, ref), reserved[ref] | use[ref]);
            } else {
                toVersion2(ref, reserved[ref]);
            }
        }
        table.setVersion(version);
        return Gntst.OKAY;
    }

    /**
     * Reads a reserved entry as version 1 has it: only those that lend a frame are kept. The use bits survive in any
     * case: with its flags cleared an entry may still be mapped. False if version 1 has no such entry.
     */
    private boolean readVersion2(int ref, long[] reserved, int[] use) {
        int header = memory.load32(Mode.OPAQUE, layout.header(2, ref));
        long frame = memory.load64(Mode.OPAQUE, layout.frame(2, ref));
        int type = header & TYPE_MASK;
        reserved[ref] = type == PERMIT_ACCESS ? frame << 32 | header & 0xffff_ffffL : 0;
        use[ref] = memory.load16(Mode.OPAQUE, layout.status(ref)) & IN_USE;
        return type != TRANSITIVE && (type != PERMIT_ACCESS || frame >>> 32 == 0);
    }

    private void toVersion2(int ref, long entry) {
        int flags = (int) entry & 0xffff;
        boolean offer = (flags & TYPE_MASK) == GrantFlags.ACCEPT_TRANSFER;
        memory.store16(Mode.OPAQUE, layout.status(ref), offer ? 0 : flags & IN_USE);
        memory.store64(Mode.OPAQUE, layout.frame(2, ref), entry >>> 32);
        memory.store32(Mode.OPAQUE, layout.header(2, ref), (int) entry & ~IN_USE);
    }

    // ---- Swapping.

    int swap(int first, int second) {
        locks.writeTable(table.domain);
        int status = Gntst.BAD_GNTREF;
        if (table.has(first) && table.has(second)) {
            status = first == second ? Gntst.OKAY : swapLocked(first, second);
        }
        locks.unwriteTable(table.domain);
        return status;
    }

    private int swapLocked(int first, int second) {
        locks.lockEntry(table.domain, first);
        int status = Gntst.EAGAIN;
        if (!isBusy(first)) {
            locks.lockEntry(table.domain, second);
            if (!isBusy(second)) {
                exchange(first, second);
                status = Gntst.OKAY;
            }
            locks.unlockEntry(table.domain, second);
        }
        locks.unlockEntry(table.domain, first);
        return status;
    }

    private boolean isBusy(int ref) {
        return table.pins(ref) != 0 || table.claims[ref] != 0;
    }

    private void exchange(int first, int second) {
        int version = table.version();
        for (int part = 0; part < version; part++) {
            exchange64(layout.header(version, first) + 8 * part, layout.header(version, second) + 8 * part);
        }
        if (version == 2) {
            int saved = memory.load16(Mode.OPAQUE, layout.status(first));
            memory.store16(Mode.OPAQUE, layout.status(first), memory.load16(Mode.OPAQUE, layout.status(second)));
            memory.store16(Mode.OPAQUE, layout.status(second), saved);
        }
    }

    private void exchange64(int first, int second) {
        long saved = memory.load64(Mode.OPAQUE, first);
        memory.store64(Mode.OPAQUE, first, memory.load64(Mode.OPAQUE, second));
        memory.store64(Mode.OPAQUE, second, saved);
    }

    // ---- The frames that hold the status words.

    /** Takes a reference to the status frames, so that they stay while they are being mapped; false without any. */
    boolean findStatus() {
        locks.readTable(table.domain);
        boolean there = table.version() == 2;
        if (there) {
            table.addStatusRef(1);
        }
        locks.unreadTable(table.domain);
        return there;
    }
}
