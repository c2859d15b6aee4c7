package dev.fencepost.model.grant.table;

import static dev.fencepost.model.grant.table.State.add;

import dev.fencepost.model.grant.table.Action.Map;
import dev.fencepost.model.grant.table.Action.Unmap;
import dev.fencepost.model.grant.table.Action.UnmapOne;
import dev.fencepost.model.grant.table.Call.After;
import dev.fencepost.model.grant.table.Call.Phase;
import dev.fencepost.model.grant.table.State.Gtf;
import dev.fencepost.model.grant.table.State.Pin;

/** Mapping a grant into the caller's page table and IOMMU, and unmapping it: in two phases, with one flush between. */
final class Mappings {
    private final State f;
    private final Call c;
    private final Pins pin;
    private final Maptrack maptrack;

    Mappings(State fields, Pins pin, Maptrack maptrack) {
        this.f = fields;
        this.c = fields.call;
        this.pin = pin;
        this.maptrack = maptrack;
    }

    private int self(int vcpu) {
        return f.setup.vcpus().get(vcpu);
    }

    // ---- Mapping.

    void begin(long[] s, Map map) {
        int vcpu = map.vcpu();
        if ((map.flags() & (Gtf.MAP_DEVICE | Gtf.MAP_HOST)) == 0) {
            c.end(s, vcpu, GrantStatus.BAD_GNTREF);
            return;
        }
        if (map.remote() >= f.setup.domains()) {
            c.end(s, vcpu, GrantStatus.BAD_DOMAIN);
            return;
        }
        int handle = maptrack.take(s, vcpu);
        if (handle == Maptrack.NONE) {
            c.end(s, vcpu, GrantStatus.NO_SPACE);
            return;
        }
        c.handle.set(s, vcpu, handle);
        c.remote.set(s, vcpu, map.remote());
        c.ref.set(s, vcpu, map.ref());
        c.user.set(s, vcpu, self(vcpu));
        c.write.set(s, vcpu, (map.flags() & Gtf.MAP_READONLY) == 0 ? 1 : 0);
        c.mapping.set(s, vcpu, 1);
        c.mapFlags.set(s, vcpu, map.flags());
        c.host.set(s, vcpu, Math.min(map.address(), f.setup.addresses()));
        c.go(s, vcpu, Phase.PIN_CHECK);
    }

    void pinned(long[] s, int vcpu) {
        c.go(s, vcpu, Phase.MAP_REFS);
    }

    void refused(long[] s, int vcpu, GrantStatus status) {
        maptrack.put(s, self(vcpu), c.handle.get(s, vcpu));
        c.handle.set(s, vcpu, 0);
        c.end(s, vcpu, status);
    }

    /** One reference for each kind of mapping, each as writable unless it is read-only; then the page table. */
    void references(long[] s, int vcpu) {
        int frame = frame(s, vcpu);
        int flags = c.mapFlags.get(s, vcpu);
        boolean host = (flags & Gtf.MAP_HOST) != 0;
        int kinds = Integer.bitCount(flags & (Gtf.MAP_HOST | Gtf.MAP_DEVICE));
        boolean write = c.write.get(s, vcpu) != 0;
        int address = f.address(self(vcpu), Math.min(c.host.get(s, vcpu), f.setup.addresses() - 1));
        boolean room = c.host.get(s, vcpu) < f.setup.addresses() && f.pte.get(s, address) == 0;
        boolean owned = f.owner.get(s, frame) == c.remote.get(s, vcpu);
        if (!owned || write && f.table.get(s, frame) != 0 || host && !room) {
            add(f.refs, s, frame, -c.heldRefs.get(s, vcpu));
            c.heldRefs.set(s, vcpu, 0);
            c.fail(s, vcpu, GrantStatus.GENERAL_ERROR);
            c.go(s, vcpu, Phase.MAP_UNDO);
            return;
        }
        add(f.refs, s, frame, kinds - c.heldRefs.get(s, vcpu));
        c.heldRefs.set(s, vcpu, kinds);
        add(f.types, s, frame, write ? kinds : 0);
        c.heldTypes.set(s, vcpu, write ? kinds : 0);
        if (host) {
            f.pte.set(s, address, 1 + 2 * frame + (write ? 1 : 0));
            int view = f.view(self(vcpu), frame);
            f.tlb.set(s, view, Math.max(f.tlb.get(s, view), write ? 2 : 1));
        }
        c.go(s, vcpu, Phase.MAP_IOMMU);
    }

    /** The frame of a grant that this hypercall has pinned. */
    private int frame(long[] s, int vcpu) {
        return f.actFrame.get(s, f.entry(c.remote.get(s, vcpu), c.ref.get(s, vcpu)));
    }

    private boolean usesIommu(int vcpu, int remote) {
        return f.setup.iommu() && self(vcpu) != remote;
    }

    void allow(long[] s, int vcpu) {
        if (usesIommu(vcpu, c.remote.get(s, vcpu))) {
            maptrack.count(s, self(vcpu), frame(s, vcpu), c.write.get(s, vcpu) == 0, 1);
        }
        c.go(s, vcpu, Phase.MAP_FILL);
    }

    /** The flags make the handle live. */
    void fill(long[] s, int vcpu) {
        int h = f.handle(self(vcpu), c.handle.get(s, vcpu));
        f.mapDomid.set(s, h, c.remote.get(s, vcpu));
        f.mapRef.set(s, h, c.ref.get(s, vcpu));
        f.mapFlags.set(s, h, c.mapFlags.get(s, vcpu));
        c.end(s, vcpu, GrantStatus.OKAY);
    }

    void undo(long[] s, int vcpu) {
        pin.lock(s, vcpu);
        pin.unpin(s, vcpu);
        pin.reduce(s, vcpu, After.MAP_UNDONE);
    }

    // ---- Unmapping.

    void begin(long[] s, Unmap unmap) {
        int vcpu = unmap.vcpu();
        c.count.set(s, vcpu, unmap.requests().size());
        for (int i = 0; i < unmap.requests().size(); i++) {
            UnmapOne one = unmap.requests().get(i);
            int part = c.part(vcpu, i);
            c.partHandle.set(s, part, Math.min(one.handle(), f.setup.handles()));
            c.partHost.set(s, part, Math.min(one.host(), f.setup.addresses() + 1));
            c.partDevice.set(s, part, Math.min(one.device(), f.setup.frames() + 1));
            c.partStatus.set(s, part, 0);
        }
        c.go(s, vcpu, unmap.requests().isEmpty() ? Phase.UNMAP_FLUSH : Phase.UNMAP_ONE);
    }

    /** The handle of the request at hand, or -1 if it is none that a hypercall could have been given. */
    private int handle(long[] s, int vcpu) {
        int handle = c.partHandle.get(s, c.part(vcpu, c.at.get(s, vcpu)));
        return handle < f.limit.get(s, self(vcpu)) ? f.handle(self(vcpu), handle) : -1;
    }

    boolean isOneBlocked(long[] s, int vcpu) {
        int h = handle(s, vcpu);
        return h >= 0
                && f.mapFlags.get(s, h) != 0
                && f.lock.get(s, f.entry(f.mapDomid.get(s, h), f.mapRef.get(s, h))) != 0;
    }

    /** Phase one, under the entry's lock: the page table entry goes, and the kinds asked for leave the handle. */
    void one(long[] s, int vcpu) {
        int part = c.part(vcpu, c.at.get(s, vcpu));
        int h = handle(s, vcpu);
        GrantStatus status = h < 0 || f.mapFlags.get(s, h) == 0 ? GrantStatus.BAD_HANDLE : remove(s, vcpu, part, h);
        c.partStatus.set(s, part, status.ordinal());
        if (c.partDone.get(s, part) != 0 && f.mapFlags.get(s, h) == 0) {
            c.go(s, vcpu, Phase.UNMAP_HANDLE);
        } else {
            nextOne(s, vcpu);
        }
    }

    private GrantStatus remove(long[] s, int vcpu, int part, int h) {
        int remote = f.mapDomid.get(s, h);
        int ref = f.mapRef.get(s, h);
        int flags = f.mapFlags.get(s, h);
        int frame = f.actFrame.get(s, f.entry(remote, ref));
        int host = c.partHost.get(s, part);
        int device = c.partDevice.get(s, part);
        boolean ofDevice = device != 0 && (flags & Gtf.MAP_DEVICE) != 0;
        boolean ofHost = host != 0 && (flags & Gtf.MAP_HOST) != 0;
        if (ref >= f.setup.entries(f.version.get(s, remote))) {
            return GrantStatus.BAD_HANDLE;
        }
        if (ofDevice && device != frame + 1) {
            return GrantStatus.BAD_DEV_ADDR;
        }
        int done = (ofDevice ? Gtf.MAP_DEVICE : 0) | (ofHost ? Gtf.MAP_HOST : 0);
        if (ofHost) {
            boolean writable = (flags & Gtf.MAP_READONLY) == 0;
            int address = f.address(self(vcpu), host - 1);
            if (host > f.setup.addresses() || f.pte.get(s, address) != 1 + 2 * frame + (writable ? 1 : 0)) {
                return GrantStatus.GENERAL_ERROR;
            }
            f.pte.set(s, address, 0);
        }
        if (done != 0) {
            c.partDone.set(s, part, done | flags & Gtf.MAP_READONLY);
            c.partFrame.set(s, part, frame);
            c.partRemote.set(s, part, remote);
            c.partRef.set(s, part, ref);
            int left = flags & ~done;
            f.mapFlags.set(s, h, (left & (Gtf.MAP_DEVICE | Gtf.MAP_HOST)) == 0 ? 0 : left);
        }
        return GrantStatus.OKAY;
    }

    private void nextOne(long[] s, int vcpu) {
        add(c.at, s, vcpu, 1);
        c.go(s, vcpu, c.at.get(s, vcpu) < c.count.get(s, vcpu) ? Phase.UNMAP_ONE : Phase.UNMAP_FLUSH);
    }

    /** The last kind is gone: the handle is free again, and the IOMMU allows one mapping less. */
    void giveHandleBack(long[] s, int vcpu) {
        int part = c.part(vcpu, c.at.get(s, vcpu));
        maptrack.put(s, self(vcpu), c.partHandle.get(s, part));
        if (usesIommu(vcpu, c.partRemote.get(s, part))) {
            boolean readonly = (c.partDone.get(s, part) & Gtf.MAP_READONLY) != 0;
            maptrack.count(s, self(vcpu), c.partFrame.get(s, part), readonly, -1);
        }
        nextOne(s, vcpu);
    }

    /** What TLBs hold is what page tables say now. */
    void flush(long[] s, int vcpu) {
        int self = self(vcpu);
        for (int frame = 0; frame < f.setup.frames(); frame++) {
            f.tlb.set(s, f.view(self, frame), 0);
        }
        for (int i = 0; i < f.setup.addresses(); i++) {
            int entry = f.pte.get(s, f.address(self, i));
            if (entry != 0) {
                int view = f.view(self, (entry - 1) / 2);
                f.tlb.set(s, view, Math.max(f.tlb.get(s, view), 1 + (entry - 1) % 2));
            }
        }
        c.at.set(s, vcpu, 0);
        nextPins(s, vcpu);
    }

    private void nextPins(long[] s, int vcpu) {
        int at = c.at.get(s, vcpu);
        while (at < c.count.get(s, vcpu) && c.partDone.get(s, c.part(vcpu, at)) == 0) {
            at++;
        }
        if (at == c.count.get(s, vcpu)) {
            c.end(s, vcpu, GrantStatus.OKAY);
            return;
        }
        int part = c.part(vcpu, at);
        c.at.set(s, vcpu, at);
        c.remote.set(s, vcpu, c.partRemote.get(s, part));
        c.ref.set(s, vcpu, c.partRef.get(s, part));
        c.write.set(s, vcpu, (c.partDone.get(s, part) & Gtf.MAP_READONLY) == 0 ? 1 : 0);
        c.go(s, vcpu, Phase.UNMAP_PINS);
    }

    /** Phase two: references, pins, and last the use bits. */
    void pins(long[] s, int vcpu) {
        pin.lock(s, vcpu);
        int part = c.part(vcpu, c.at.get(s, vcpu));
        int done = c.partDone.get(s, part);
        int e = f.entry(c.remote.get(s, vcpu), c.ref.get(s, vcpu));
        boolean readonly = c.write.get(s, vcpu) == 0;
        int kinds = Integer.bitCount(done & (Gtf.MAP_HOST | Gtf.MAP_DEVICE));
        add(f.refs, s, c.partFrame.get(s, part), -kinds);
        add(f.types, s, c.partFrame.get(s, part), readonly ? 0 : -kinds);
        add(f.pins, s, 4 * e + Pin.of(false, readonly), (done & Gtf.MAP_HOST) != 0 ? -1 : 0);
        add(f.pins, s, 4 * e + Pin.of(true, readonly), (done & Gtf.MAP_DEVICE) != 0 ? -1 : 0);
        pin.reduce(s, vcpu, After.UNMAPPED);
    }

    void unmapped(long[] s, int vcpu) {
        add(c.at, s, vcpu, 1);
        nextPins(s, vcpu);
    }
}
