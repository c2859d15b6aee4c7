package dev.fencepost.impl.grant.table;

import dev.fencepost.impl.memory.Mode;
import dev.fencepost.impl.memory.SharedMemory;
import dev.fencepost.impl.memory.Update;

/** Giving frames away, for one domain. */
final class GrantTransfers {
    private static final int TRIES = 5;
    private static final int NONE = 0;

    private final GrantTable[] tables;
    private final GrantLocks locks;
    private final Frames frames;
    private final GrantPins pins;
    private final int self;

    GrantTransfers(GrantTable[] tables, GrantLocks locks, Frames frames, int self) {
        this.tables = tables;
        this.locks = locks;
        this.frames = frames;
        this.pins = new GrantPins(locks, frames);
        this.self = self;
    }

    /** Gives {@code frame} to {@code domain}; every error but BAD_PAGE costs it, as in Xen. */
    int transfer(long frame, int domain, int ref) {
        if (!frames.steal(frame, self)) {
            return Gntst.BAD_PAGE;
        }
        if (domain < 0 || domain >= tables.length) {
            return Gntst.BAD_DOMAIN;
        }
        GrantTable table = tables[domain];
        int version = commit(table, ref);
        if (version == NONE) {
            return Gntst.GENERAL_ERROR;
        }
        frames.assign((int) frame, domain);
        pins.lock(table, ref);
        int status = table.version() == version ? complete(table, ref, frame) : Gntst.GENERAL_ERROR;
        pins.unlock(table, ref);
        return status;
    }

    /** Commits the entry, which its guest leaves alone from then on; the version of its table, or {@link #NONE}. */
    private int commit(GrantTable table, int ref) {
        locks.readTable(table.domain);
        int version = table.has(ref) && swap(table, ref) ? table.version() : NONE;
        locks.unreadTable(table.domain);
        return version;
    }

    private boolean swap(GrantTable table, int ref) {
        SharedMemory memory = table.memory;
        int offered = GrantFlags.ACCEPT_TRANSFER | self << 16;
        int seen = table.readHeader(ref);
        for (int i = 0; i < TRIES; i++) {
            if (seen != offered) {
                return false;
            }
            int found = memory.compareAndExchange32(
                    Mode.ACQUIRE, table.header(ref), seen, seen | GrantFlags.TRANSFER_COMMITTED);
            if (found == seen) {
                return true;
            }
            seen = found;
        }
        return false;
    }

    private int complete(GrantTable table, int ref, long frame) {
        int at = table.layout.frame(table.version(), ref);
        if (table.version() == 1) {
            table.memory.store32(Mode.OPAQUE, at, (int) frame);
        } else {
            table.memory.store64(Mode.OPAQUE, at, frame);
        }
        table.memory.storeFence(GrantSite.GX5);
        table.memory.getAndUpdate32(Mode.RELEASE, Update.OR, table.header(ref), GrantFlags.TRANSFER_COMPLETED);
        return Gntst.OKAY;
    }
}
