package dev.fencepost.impl.grant.table;

import static dev.fencepost.impl.grant.table.GrantFlags.DEVICE_MAP;
import static dev.fencepost.impl.grant.table.GrantFlags.HOST_MAP;
import static dev.fencepost.impl.grant.table.GrantFlags.MAP_READONLY;

/** Mapping and unmapping for one domain. */
final class GrantMappings {
    private static final int KINDS = HOST_MAP | DEVICE_MAP;

    private final GrantTable[] tables;
    private final GrantLocks locks;
    private final Frames frames;
    private final GrantPins pins;
    private final Maptrack maptrack;
    private final Translations translations;
    private final int self;

    GrantMappings(
            GrantTable[] tables,
            GrantLocks locks,
            Frames frames,
            Maptrack maptrack,
            Translations translations,
            int self) {
        this.tables = tables;
        this.locks = locks;
        this.frames = frames;
        this.pins = new GrantPins(locks, frames);
        this.maptrack = maptrack;
        this.translations = translations;
        this.self = self;
    }

    // ---- Mapping.

    void map(int vcpu, GrantPins.Wish wish, MapGrant op) {
        op.handle = Maptrack.NONE;
        if ((op.flags & KINDS) == 0) {
            op.status = Gntst.BAD_GNTREF;
            return;
        }
        if (op.domain < 0 || op.domain >= tables.length) {
            op.status = Gntst.BAD_DOMAIN;
            return;
        }
        int handle = maptrack.take(vcpu);
        if (handle == Maptrack.NONE) {
            op.status = Gntst.NO_SPACE;
            return;
        }
        boolean readonly = (op.flags & MAP_READONLY) != 0;
        wish.table = tables[op.domain];
        wish.ref = op.ref;
        wish.user = self;
        wish.write = !readonly;
        wish.mapping = true;
        wish.mayFollow = false;
        wish.more = ((op.flags & HOST_MAP) != 0 ? hostPin(readonly) : 0)
                + ((op.flags & DEVICE_MAP) != 0 ? devicePin(readonly) : 0);
        op.status = pins.pin(wish);
        if (op.status == Gntst.OKAY && !enter(wish, op, readonly)) {
            op.status = Gntst.GENERAL_ERROR;
            pins.lock(wish.table, wish.ref);
            wish.table.addPins(wish.ref, -wish.more);
            pins.lower(wish.table, wish.ref, wish.write);
            pins.unlock(wish.table, wish.ref);
        }
        if (op.status != Gntst.OKAY) {
            maptrack.put(handle);
            return;
        }
        maptrack.fill(handle, op.domain, op.ref, op.flags);
        op.handle = handle;
        op.frame = wish.frame;
    }

    private static int hostPin(boolean readonly) {
        return readonly ? GrantTable.HOST_READ : GrantTable.HOST_WRITE;
    }

    private static int devicePin(boolean readonly) {
        return readonly ? GrantTable.DEVICE_READ : GrantTable.DEVICE_WRITE;
    }

    /** References for each kind, then page table and IOMMU; nothing of that if one of them cannot be had. */
    private boolean enter(GrantPins.Wish wish, MapGrant op, boolean readonly) {
        int owner = wish.table.domain;
        int frame = wish.frame;
        boolean host = (op.flags & HOST_MAP) != 0;
        int kinds = Integer.bitCount(op.flags & KINDS);
        int refs = wish.referenced ? 1 : 0;
        int types = 0;
        boolean possible = true;
        while (possible && refs < kinds) {
            possible = frames.get(frame, owner);
            refs += possible ? 1 : 0;
        }
        while (possible && !readonly && types < kinds) {
            possible = frames.getWritable(frame);
            types += possible ? 1 : 0;
        }
        possible = possible && (!host || translations.map(op.address, frame, !readonly));
        if (!possible) {
            giveBack(frame, refs, types);
            return false;
        }
        count(owner, frame, readonly, 1);
        return true;
    }

    private void giveBack(int frame, int refs, int types) {
        for (int i = 0; i < types; i++) {
            frames.putWritable(frame);
        }
        for (int i = 0; i < refs; i++) {
            frames.put(frame);
        }
    }

    private void count(int owner, int frame, boolean readonly, int more) {
        if (owner != self) {
            locks.writeTable(self);
            translations.count(frame, readonly, more);
            locks.unwriteTable(self);
        }
    }

    // ---- Unmapping: two phases, and one flush for a batch between them.

    void unmap(UnmapGrant[] ops, int from, int to) {
        for (int i = from; i < to; i++) {
            remove(ops[i]);
        }
        translations.flush();
        for (int i = from; i < to; i++) {
            if (ops[i].done != 0) {
                unpin(ops[i]);
            }
        }
    }

    private void remove(UnmapGrant op) {
        op.done = 0;
        op.table = null;
        int at = maptrack.find(op.handle);
        int flags = at == Maptrack.NONE ? 0 : maptrack.flags(at);
        if (flags == 0) {
            op.status = Gntst.BAD_HANDLE;
            return;
        }
        int domid = maptrack.domid(at);
        int ref = maptrack.ref(at);
        if (domid >= tables.length) {
            op.status = Gntst.BAD_HANDLE; // the handle was given back and taken anew while it was read
            return;
        }
        GrantTable table = tables[domid];
        locks.readTable(domid);
        if (!table.has(ref)) {
            op.status = Gntst.BAD_HANDLE;
            locks.unreadTable(domid);
            return;
        }
        locks.lockEntry(domid, ref);
        op.table = table;
        op.ref = ref;
        boolean last = removeLocked(op, at, domid);
        pins.unlock(table, ref);
        if (last) {
            maptrack.put(op.handle);
            count(domid, op.latched, (op.done & MAP_READONLY) != 0, -1);
        }
    }

    /** The entry's lock keeps two unmaps of one handle apart (G3). True if that was the last kind of the handle. */
    private boolean removeLocked(UnmapGrant op, int at, int domid) {
        int flags = maptrack.flags(at);
        if (flags == 0 || maptrack.domid(at) != domid || maptrack.ref(at) != op.ref) {
            op.status = Gntst.BAD_HANDLE;
            return false;
        }
        op.latched = op.table.frames[op.ref];
        boolean device = op.frame != UnmapGrant.NONE && (flags & DEVICE_MAP) != 0;
        boolean host = op.address != UnmapGrant.NONE && (flags & HOST_MAP) != 0;
        boolean readonly = (flags & MAP_READONLY) != 0;
        if (device && op.frame != op.latched) {
            op.status = Gntst.BAD_DEV_ADDR;
            return false;
        }
        if (host && !translations.unmap(op.address, op.latched, !readonly)) {
            op.status = Gntst.GENERAL_ERROR;
            return false;
        }
        op.status = Gntst.OKAY;
        int gone = (device ? DEVICE_MAP : 0) | (host ? HOST_MAP : 0);
        if (gone == 0) {
            return false;
        }
        op.done = gone | flags & MAP_READONLY;
        int left = flags & ~gone;
        maptrack.setFlags(at, (left & KINDS) == 0 ? 0 : left);
        return (left & KINDS) == 0;
    }

    /** References, pins, and last the use bits. */
    private void unpin(UnmapGrant op) {
        boolean readonly = (op.done & MAP_READONLY) != 0;
        int kinds = Integer.bitCount(op.done & KINDS);
        pins.lock(op.table, op.ref);
        giveBack(op.latched, kinds, readonly ? 0 : kinds);
        int less = ((op.done & HOST_MAP) != 0 ? hostPin(readonly) : 0)
                + ((op.done & DEVICE_MAP) != 0 ? devicePin(readonly) : 0);
        op.table.addPins(op.ref, -less);
        pins.lower(op.table, op.ref, !readonly);
        pins.unlock(op.table, op.ref);
    }
}
