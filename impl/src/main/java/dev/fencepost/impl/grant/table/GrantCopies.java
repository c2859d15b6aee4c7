package dev.fencepost.impl.grant.table;

import dev.fencepost.impl.memory.Mode;
import dev.fencepost.impl.memory.SharedMemory;
import dev.fencepost.impl.memory.Update;

/** Copying bytes between frames, for one domain. */
final class GrantCopies {
    private static final int WORD = 8;

    private final GrantTable[] tables;
    private final Frames frames;
    private final GrantPins pins;
    private final SharedMemory machine;
    private final int self;

    GrantCopies(GrantTable[] tables, GrantLocks locks, Frames frames, SharedMemory machine, int self) {
        this.tables = tables;
        this.frames = frames;
        this.pins = new GrantPins(locks, frames);
        this.machine = machine;
        this.self = self;
    }

    void copy(GrantPins.Wish inner, CopyGrant op) {
        op.status = op.length == 0 ? Gntst.OKAY : access(op.source);
        if (op.length == 0) {
            return;
        }
        op.status = op.status == Gntst.OKAY ? access(op.destination) : op.status;
        if (op.status != Gntst.OKAY) {
            return;
        }
        op.source.held = false;
        op.destination.held = false;
        op.status = claim(op.source, inner, false);
        if (op.status == Gntst.OKAY) {
            op.status = claim(op.destination, inner, true);
        }
        if (op.status == Gntst.OKAY) {
            op.status = move(op);
        }
        release(op.source, inner);
        release(op.destination, inner);
    }

    private int access(CopyGrant.Side side) {
        if (!side.byRef && side.domain != self) {
            return Gntst.PERMISSION_DENIED;
        }
        return side.domain >= 0 && side.domain < tables.length ? Gntst.OKAY : Gntst.BAD_DOMAIN;
    }

    // ---- Claiming a side.

    private int claim(CopyGrant.Side side, GrantPins.Wish inner, boolean write) {
        side.writable = false;
        side.pinned = side.byRef;
        if (side.byRef) {
            int status = pin(side, inner, write);
            if (status != Gntst.OKAY) {
                return status;
            }
        } else if (frames.get(side.number, self)) {
            side.frame = side.number;
            side.start = 0;
            side.bytes = GrantHypervisor.PAGE;
        } else {
            return Gntst.BAD_PAGE;
        }
        side.held = true;
        if (write && !frames.getWritable(side.frame)) {
            return Gntst.GENERAL_ERROR;
        }
        side.writable = write;
        return Gntst.OKAY;
    }

    private int pin(CopyGrant.Side side, GrantPins.Wish inner, boolean write) {
        int status;
        do {
            want(side.wish, tables[side.domain], side.number, self, write, true);
            status = pins.pin(side.wish);
            if (status == GrantPins.FOLLOW) {
                status = follow(side.wish, inner);
            }
        } while (status == GrantPins.FOLLOW); // others pinned or unpinned the entry while it was not locked
        side.frame = side.wish.frame;
        side.start = side.wish.start;
        side.bytes = side.wish.length;
        return status;
    }

    private static void want(
            GrantPins.Wish wish, GrantTable table, int ref, int user, boolean write, boolean mayFollow) {
        wish.table = table;
        wish.ref = ref;
        wish.user = user;
        wish.write = write;
        wish.mapping = false;
        wish.mayFollow = mayFollow;
        wish.more = write ? GrantTable.HOST_WRITE : GrantTable.HOST_READ;
    }

    // ---- Transitive entries: one level, with this entry unlocked meanwhile.

    /** Pins what a transitive entry leads to, then the entry itself; {@link GrantPins#FOLLOW} to begin anew. */
    private int follow(GrantPins.Wish outer, GrantPins.Wish inner) {
        GrantTable table = outer.table;
        int domain = table.memory.load16(Mode.OPAQUE, table.layout.range(outer.ref));
        int ref = table.memory.load32(Mode.OPAQUE, table.layout.frame(2, outer.ref));
        if (domain == table.domain || domain >= tables.length) {
            pins.lower(table, outer.ref, outer.write);
            pins.unlock(table, outer.ref);
            return Gntst.GENERAL_ERROR;
        }
        int old = table.pins(outer.ref);
        table.addV2Op(1);
        claimUse(outer, 1);
        pins.unlock(table, outer.ref);
        want(inner, tables[domain], ref, table.domain, outer.write, false);
        int status = pins.pin(inner);
        if (status == Gntst.OKAY) {
            pins.lock(table, outer.ref);
            boolean raced = table.version() != 2 || table.pins(outer.ref) != old;
            if (!raced && (old == 0 || isLatched(outer, inner))) {
                finish(outer, inner, old);
                return Gntst.OKAY;
            }
            pins.unlock(table, outer.ref);
            unpin(inner.table, inner.ref, inner.write);
            frames.put(inner.frame);
            status = raced ? GrantPins.FOLLOW : Gntst.GENERAL_ERROR;
        }
        pins.lock(table, outer.ref);
        claimUse(outer, -1);
        table.addV2Op(-1);
        pins.lower(table, outer.ref, outer.write);
        pins.unlock(table, outer.ref);
        return status;
    }

    /** Keeps the use bits while the entry is not locked: another hypercall that fails must not clear them. */
    private static void claimUse(GrantPins.Wish outer, int more) {
        outer.table.claims[outer.ref] += outer.write ? more * 0x1_0001 : more;
    }

    /**
     * Whether an entry that others have pinned leads to what they have pinned (G4). If not, the guest has edited it: to
     * begin anew would be to go on for as long as it likes.
     */
    private boolean isLatched(GrantPins.Wish outer, GrantPins.Wish inner) {
        GrantTable t = outer.table;
        int ref = outer.ref;
        boolean same = t.domids[ref] == self
                && t.frames[ref] == inner.frame
                && t.starts[ref] == inner.start
                && t.lengths[ref] == inner.length;
        return same && t.sources[ref] == inner.table.domain && t.sourceRefs[ref] == inner.ref && t.copyOnly[ref];
    }

    /** What is latched is what the entry leads to; nobody can map it, for it counts as a part. */
    private void finish(GrantPins.Wish outer, GrantPins.Wish inner, int old) {
        GrantTable table = outer.table;
        claimUse(outer, -1);
        if (old == 0) {
            GrantPins.set(table, outer.ref, self, inner.frame, inner.start, inner.length);
            table.copyOnly[outer.ref] = true;
            table.sources[outer.ref] = inner.table.domain;
            table.sourceRefs[outer.ref] = inner.ref;
        } else {
            table.addV2Op(-1);
        }
        table.addPins(outer.ref, outer.more);
        outer.frame = inner.frame;
        outer.start = inner.start;
        outer.length = inner.length;
        outer.referenced = true;
        pins.unlock(table, outer.ref);
    }

    // ---- Moving.

    private int move(CopyGrant op) {
        CopyGrant.Side from = op.source;
        CopyGrant.Side to = op.destination;
        long length = op.length & 0xffff_ffffL;
        if (from.offset < 0 || to.offset < 0 || !fits(from, length, GrantHypervisor.PAGE)) {
            return Gntst.BAD_COPY_ARG;
        }
        if (!fits(to, length, GrantHypervisor.PAGE)) {
            return Gntst.BAD_COPY_ARG;
        }
        boolean inside = from.offset >= from.start
                && fits(from, length, from.start + from.bytes)
                && to.offset >= to.start
                && fits(to, length, to.start + to.bytes);
        if (!inside) {
            return Gntst.GENERAL_ERROR;
        }
        if (machine.size() == 0) {
            return Gntst.GENERAL_ERROR;
        }
        bytes(from.frame * GrantHypervisor.PAGE + from.offset, to.frame * GrantHypervisor.PAGE + to.offset, op.length);
        return Gntst.OKAY;
    }

    private static boolean fits(CopyGrant.Side side, long length, int end) {
        return side.offset + length <= end;
    }

    /** Words first, then what is left; there are no accesses of one byte, so a last one is put into its pair. */
    private void bytes(int from, int to, int length) {
        int done = 0;
        while (done + WORD <= length) {
            machine.store64(Mode.PLAIN, to + done, machine.load64(Mode.PLAIN, from + done));
            done += WORD;
        }
        while (done + 2 <= length) {
            machine.store16(Mode.PLAIN, to + done, machine.load16(Mode.PLAIN, from + done));
            done += 2;
        }
        if (done < length) {
            putByte(to + done, readByte(from + done));
        }
    }

    private int readByte(int at) {
        return machine.load16(Mode.PLAIN, at & -2) >> 8 * (at & 1) & 0xff;
    }

    /** Never writes the byte beside it, which may be another domain's business. */
    private void putByte(int at, int value) {
        int shift = 8 * (at & 1);
        machine.getAndUpdate16(Mode.RELEASE, Update.AND, at & -2, ~(0xff << shift) & 0xffff);
        machine.getAndUpdate16(Mode.RELEASE, Update.OR, at & -2, value << shift);
    }

    // ---- Giving back.

    private void release(CopyGrant.Side side, GrantPins.Wish inner) {
        if (!side.held) {
            return;
        }
        if (side.pinned) {
            unpinAll(side, inner);
        }
        if (side.writable) {
            frames.putWritable(side.frame);
        }
        frames.put(side.frame);
        side.held = false;
    }

    /** The grant that the side was claimed by and, if that led to another, then that one. */
    private void unpinAll(CopyGrant.Side side, GrantPins.Wish inner) {
        GrantTable table = side.wish.table;
        int source = table.sources[side.wish.ref];
        int sourceRef = table.sourceRefs[side.wish.ref];
        unpin(table, side.wish.ref, side.wish.write);
        if (source != table.domain) {
            unpin(tables[source], sourceRef, side.wish.write);
        }
    }

    private void unpin(GrantTable table, int ref, boolean write) {
        pins.lock(table, ref);
        table.addPins(ref, -(write ? GrantTable.HOST_WRITE : GrantTable.HOST_READ));
        pins.lower(table, ref, write);
        if (table.pins(ref) == 0 && table.copyOnly[ref]) {
            table.addV2Op(-1);
        }
        pins.unlock(table, ref);
    }
}
