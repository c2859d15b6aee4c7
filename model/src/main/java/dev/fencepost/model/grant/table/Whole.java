package dev.fencepost.model.grant.table;

import static dev.fencepost.model.grant.table.State.add;

import dev.fencepost.model.grant.table.Action.Swap;
import dev.fencepost.model.grant.table.Call.Phase;
import dev.fencepost.model.grant.table.State.Gtf;
import dev.fencepost.model.machine.Layout.Field;
import java.util.List;

/** What is done with the table held for writing, in one step: another version, and swapping entries. */
final class Whole {
    private final State f;
    private final Call c;

    Whole(State fields) {
        this.f = fields;
        this.c = fields.call;
    }

    // ---- Version.

    GrantStatus version(long[] s, int domain, int version) {
        if (version != 1 && version != 2) {
            return GrantStatus.VERSION_INVALID;
        }
        int now = f.version.get(s, domain);
        if (now == version) {
            return GrantStatus.OKAY;
        }
        for (int ref = f.setup.reserved(); ref < f.setup.entries(now); ref++) {
            if (f.pinned(s, f.entry(domain, ref)) > 0) {
                return GrantStatus.VERSION_BUSY;
            }
        }
        if (now == 2 && f.v2Ops.get(s, domain) > 0) {
            return GrantStatus.VERSION_AGAIN;
        }
        for (int ref = 0; now == 2 && ref < f.setup.reserved(); ref++) {
            if (isBeyond1(s, f.entry(domain, ref))) {
                return GrantStatus.VERSION_RANGE;
            }
        }
        if (now == 2 && f.statusRefs.get(s, domain) > 0) {
            return GrantStatus.VERSION_BUSY;
        }
        for (int ref = 0; ref < f.setup.entries(); ref++) {
            convert(s, f.entry(domain, ref), ref < f.setup.reserved(), now);
        }
        f.version.set(s, domain, version);
        return GrantStatus.OKAY;
    }

    private boolean isBeyond1(long[] s, int e) {
        int type = f.flags.get(s, e) & Gtf.TYPE;
        return type == Gtf.TRANSITIVE || type == Gtf.PERMIT && f.frame.get(s, e) == f.setup.wideFrame();
    }

    /**
     * Reserved entries survive, their use bits moved between flags and status; all others are cleared. The use bits of
     * a reserved entry survive even if its guest has cleared the flags: Xen drops them then, and an entry that is still
     * mapped looks unused. A guest that has a transfer to a cleared entry under way has only itself to blame.
     */
    private void convert(long[] s, int e, boolean reserved, int from) {
        int flags = f.flags.get(s, e);
        int inUse = Gtf.READING | Gtf.WRITING;
        boolean offer = (flags & Gtf.TYPE) == Gtf.ACCEPT;
        boolean kept = reserved && (from == 1 || (flags & Gtf.TYPE) == Gtf.PERMIT);
        int use = !reserved ? 0 : from == 2 ? f.status.get(s, e) : offer ? 0 : flags & inUse;
        int rest = !kept ? 0 : from == 2 ? flags : flags & ~inUse;
        f.flags.set(s, e, from == 1 ? rest : rest | use);
        f.status.set(s, e, from == 1 ? use : 0);
        f.offset.set(s, e, 0);
        f.length.set(s, e, 0);
        f.ending.set(s, e, 0);
        if (!kept) {
            f.domid.set(s, e, 0);
            f.frame.set(s, e, 0);
            f.lent.set(s, e, use == 0 ? 0 : 1);
            f.edited.set(s, e, offer && (flags & Gtf.COMMITTED) != 0 ? 1 : f.edited.get(s, e));
        }
    }

    // ---- Swapping.

    /** What an entry says goes to the other, and what its guest knows of it. */
    GrantStatus swap(long[] s, int domain, Swap swap) {
        int entries = f.setup.entries(f.version.get(s, domain));
        if (swap.first() >= entries || swap.second() >= entries) {
            return GrantStatus.BAD_GNTREF;
        }
        int a = f.entry(domain, swap.first());
        int b = f.entry(domain, swap.second());
        if (a != b && (isBusy(s, a) || isBusy(s, b))) {
            return GrantStatus.EAGAIN;
        }
        for (Field field :
                List.of(f.flags, f.domid, f.frame, f.offset, f.length, f.status, f.edited, f.lent, f.ending)) {
            int saved = field.get(s, a);
            field.set(s, a, field.get(s, b));
            field.set(s, b, saved);
        }
        return GrantStatus.OKAY;
    }

    private boolean isBusy(long[] s, int e) {
        return f.pinned(s, e) + f.claims.get(s, e) > 0;
    }

    // ---- The frames that version 2 keeps use bits in.

    void find(long[] s, int vcpu, int domain) {
        if (f.version.get(s, domain) != 2) {
            c.end(s, vcpu, GrantStatus.VERSION_INVALID);
            return;
        }
        add(f.statusRefs, s, domain, 1);
        c.go(s, vcpu, Phase.STATUS_FRAME_FOUND);
    }

    void found(long[] s, int vcpu, int domain) {
        if (f.statusMapped.get(s, domain) != 0) {
            add(f.statusRefs, s, domain, -1);
        }
        f.statusMapped.set(s, domain, 1);
        c.end(s, vcpu, GrantStatus.OKAY);
    }
}
