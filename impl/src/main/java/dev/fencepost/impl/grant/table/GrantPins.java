package dev.fencepost.impl.grant.table;

import static dev.fencepost.impl.grant.table.GrantFlags.PERMIT_ACCESS;
import static dev.fencepost.impl.grant.table.GrantFlags.READING;
import static dev.fencepost.impl.grant.table.GrantFlags.READONLY;
import static dev.fencepost.impl.grant.table.GrantFlags.SUB_PAGE;
import static dev.fencepost.impl.grant.table.GrantFlags.TRANSITIVE;
import static dev.fencepost.impl.grant.table.GrantFlags.TYPE_MASK;
import static dev.fencepost.impl.grant.table.GrantFlags.WRITING;

import dev.fencepost.impl.memory.Mode;
import dev.fencepost.impl.memory.Update;

/**
 * Pinning an entry and giving a pin up, with the table held for reading and the entry locked. What the guest wrote is
 * read once and latched; whoever comes while it is pinned goes by that (G4).
 */
final class GrantPins {
    /** Answer of {@link #pin}: the entry is transitive, its use bits are raised, and it is still locked. */
    static final int FOLLOW = 1;

    private static final int TRIES = 5;

    private final GrantLocks locks;
    private final Frames frames;

    GrantPins(GrantLocks locks, Frames frames) {
        this.locks = locks;
        this.frames = frames;
    }

    /** What a hypercall wants of an entry, and what it got. One for each virtual CPU. */
    static final class Wish {
        GrantTable table;
        int ref;
        /** For whom. */
        int user;

        boolean write;
        /** Whether it is to be mapped; otherwise copied. */
        boolean mapping;
        /** Whether it may be transitive. */
        boolean mayFollow;
        /** The pins to be raised. */
        int more;

        /** The header as it was last read. */
        int seen;

        int frame;
        int start;
        int length;
        /** Whether a reference to the frame came with the pin. */
        boolean referenced;

        private int flags() {
            return seen & 0xffff;
        }

        private int wanted() {
            return READING | (write ? WRITING : 0);
        }

        private boolean needsUseBits() {
            return table.pins(ref) == 0 || write && !table.hasWriters(ref);
        }
    }

    void lock(GrantTable table, int ref) {
        locks.readTable(table.domain);
        locks.lockEntry(table.domain, ref);
    }

    void unlock(GrantTable table, int ref) {
        locks.unlockEntry(table.domain, ref);
        locks.unreadTable(table.domain);
    }

    /** Pins an entry: {@link Gntst#OKAY}, {@link #FOLLOW} with the entry locked, or an error that leaves nothing. */
    int pin(Wish wish) {
        GrantTable table = wish.table;
        wish.referenced = false;
        locks.readTable(table.domain);
        if (!table.has(wish.ref)) {
            locks.unreadTable(table.domain);
            return Gntst.BAD_GNTREF;
        }
        locks.lockEntry(table.domain, wish.ref);
        int status = pinLocked(wish);
        if (status == FOLLOW) {
            return FOLLOW;
        }
        if (status == Gntst.OKAY) {
            table.addPins(wish.ref, wish.more);
            wish.frame = table.frames[wish.ref];
            wish.start = table.starts[wish.ref];
            wish.length = table.lengths[wish.ref];
        }
        unlock(table, wish.ref);
        return status;
    }

    private int pinLocked(Wish wish) {
        GrantTable table = wish.table;
        int ref = wish.ref;
        boolean refused = table.pins(ref) != 0
                && (table.domids[ref] != wish.user
                        || wish.mapping && table.copyOnly[ref]
                        || table.wouldOverflow(ref, wish.more));
        if (refused) {
            return Gntst.GENERAL_ERROR;
        }
        boolean raises = wish.needsUseBits();
        boolean mayBeTransitive = !wish.mapping && table.version() == 2;
        if (raises || mayBeTransitive) {
            wish.seen = table.readHeader(ref);
        }
        boolean transitive = mayBeTransitive && (wish.flags() & TYPE_MASK) == TRANSITIVE;
        if (raises) {
            int status = raise(wish);
            if (status != Gntst.OKAY) {
                return status;
            }
        }
        if (transitive) {
            return wish.mayFollow ? FOLLOW : undo(wish, Gntst.GENERAL_ERROR);
        }
        if (raises && !(wish.mapping && table.pins(ref) != 0)) {
            return latch(wish);
        }
        return wish.mapping ? Gntst.OKAY : reference(wish, table.frames[ref]);
    }

    /** Marks the entry as in use, if it still grants what is wanted. */
    private int raise(Wish wish) {
        return wish.table.version() == 1 ? raise1(wish) : raise2(wish);
    }

    /** Whoever has pinned it before is not asked again for whom and for what the entry is. */
    private boolean isAllowed(Wish wish) {
        int mask = TYPE_MASK | (wish.mapping ? SUB_PAGE : 0);
        int type = wish.flags() & mask;
        boolean grant = type == PERMIT_ACCESS || !wish.mapping && wish.table.version() == 2 && type == TRANSITIVE;
        boolean mine = wish.seen >>> 16 == wish.user;
        boolean writable = !wish.write || (wish.flags() & READONLY) == 0;
        return (wish.table.pins(wish.ref) != 0 || grant && mine) && writable;
    }

    /** Version 1: flags and domain are compared and set as one word; a guest that keeps changing it is left. */
    private int raise1(Wish wish) {
        GrantTable table = wish.table;
        int at = table.header(wish.ref);
        for (int i = 0; i < TRIES; i++) {
            if (!isAllowed(wish)) {
                return Gntst.GENERAL_ERROR;
            }
            int found = table.memory.compareAndExchange32(Mode.ACQUIRE, at, wish.seen, wish.seen | wish.wanted());
            if (found == wish.seen) {
                table.memory.loadFence(GrantSite.GX1);
                return Gntst.OKAY;
            }
            wish.seen = found;
        }
        return Gntst.GENERAL_ERROR;
    }

    /** Version 2: the guest cannot clear flags and see no use between these two. */
    private int raise2(Wish wish) {
        GrantTable table = wish.table;
        if (!isAllowed(wish)) {
            return Gntst.GENERAL_ERROR;
        }
        int use = table.use(wish.ref) | wish.wanted();
        table.memory.store16(Mode.OPAQUE, table.layout.status(wish.ref), use);
        table.memory.fullFence(GrantSite.GX2);
        wish.seen = table.readHeader(wish.ref);
        if (!isAllowed(wish)) {
            return undo(wish, Gntst.GENERAL_ERROR);
        }
        table.memory.loadFence(GrantSite.GX3);
        return Gntst.OKAY;
    }

    /** Reads range and frame and, if nobody has pinned the entry, keeps them for as long as somebody has. */
    private int latch(Wish wish) {
        GrantTable table = wish.table;
        boolean part = !wish.mapping && table.version() == 2 && (wish.flags() & SUB_PAGE) != 0;
        int start = 0;
        int length = GrantHypervisor.PAGE;
        if (part) {
            int range = table.memory.load32(Mode.OPAQUE, table.layout.range(wish.ref));
            start = range & 0xffff;
            length = range >>> 16;
        }
        long frame = table.readFrame(wish.ref);
        if (!frames.get(frame, table.domain)) {
            return undo(wish, Gntst.BAD_PAGE);
        }
        if (table.pins(wish.ref) != 0) {
            if (differs(table, wish.ref, (int) frame, part, start, length)) {
                frames.put((int) frame);
                return undo(wish, Gntst.GENERAL_ERROR);
            }
        } else {
            set(table, wish.ref, wish.user, (int) frame, start, length);
            table.copyOnly[wish.ref] = part;
            table.sources[wish.ref] = table.domain;
            table.sourceRefs[wish.ref] = wish.ref;
            if (part) {
                table.addV2Op(1);
            }
        }
        wish.referenced = true;
        return Gntst.OKAY;
    }

    private static boolean differs(GrantTable t, int ref, int frame, boolean part, int start, int length) {
        boolean range = t.starts[ref] == start && t.lengths[ref] == length;
        return t.frames[ref] != frame
                || t.sources[ref] != t.domain
                || t.sourceRefs[ref] != ref
                || t.copyOnly[ref] && !(part && range);
    }

    static void set(GrantTable table, int ref, int user, int frame, int start, int length) {
        table.domids[ref] = user;
        table.frames[ref] = frame;
        table.starts[ref] = start;
        table.lengths[ref] = length;
    }

    /** A reference to the frame that was latched. */
    private int reference(Wish wish, int frame) {
        if (!frames.get(frame, wish.table.domain)) {
            return undo(wish, Gntst.BAD_DOMAIN);
        }
        wish.referenced = true;
        return Gntst.OKAY;
    }

    private int undo(Wish wish, int status) {
        lower(wish.table, wish.ref, wish.write);
        return status;
    }

    /**
     * Clears the use bits that nothing stands behind any more (G1). Everything that was done with the frame comes
     * first: once the guest sees the bits clear, it uses the frame for something else (G2).
     *
     * @param write whether the pin that went could write
     */
    void lower(GrantTable table, int ref, boolean write) {
        int use = table.use(ref);
        int excess = (READING | (write ? WRITING : 0)) & ~use;
        if (excess == 0) {
            return;
        }
        if (table.version() == 1) { // the release that GX4 asks for; the domain beside the flags stays
            table.memory.getAndUpdate32(Mode.RELEASE, Update.AND, table.header(ref), ~excess);
        } else {
            table.memory.releaseFence(GrantSite.GX4);
            table.memory.store16(Mode.OPAQUE, table.layout.status(ref), use);
        }
    }
}
