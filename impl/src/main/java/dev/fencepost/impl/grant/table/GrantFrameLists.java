package dev.fencepost.impl.grant.table;

import dev.fencepost.impl.memory.Mode;

/** Tells a domain which frames its own table lies in, so that it can map them. */
final class GrantFrameLists {
    private final GrantTable table;
    private final GrantLocks locks;

    GrantFrameLists(GrantTable table, GrantLocks locks) {
        this.table = table;
        this.locks = locks;
    }

    /** The frames with entries. */
    void shared(ListFrames op) {
        locks.readTable(table.domain);
        list(op, table.layout.start(), table.layout.status(0));
        locks.unreadTable(table.domain);
    }

    /** The frames with status words, of which there are none with version 1. */
    void status(ListFrames op) {
        locks.readTable(table.domain);
        int from = table.layout.status(0);
        list(op, from, table.version() == 2 ? table.layout.end() : from);
        locks.unreadTable(table.domain);
    }

    /** Those that hold the bytes from {@code from} to before {@code to}, if the list has room for as many as asked. */
    private static void list(ListFrames op, int from, int to) {
        int first = from / GrantHypervisor.PAGE;
        int there = from == to ? 0 : (to - 1) / GrantHypervisor.PAGE + 1 - first;
        if (op.count < 0 || op.count > there || op.count > op.room) {
            op.status = Gntst.GENERAL_ERROR;
            return;
        }
        boolean reachable =
                op.count == 0 || op.offset >= 0 && op.offset + (long) Long.BYTES * op.count <= op.list.size();
        if (!reachable) {
            op.status = Gntst.BAD_VIRT_ADDR;
            return;
        }
        for (int i = 0; i < op.count; i++) {
            op.list.store64(Mode.PLAIN, op.offset + Long.BYTES * i, (long) first + i);
        }
        op.status = Gntst.OKAY;
    }
}
