package dev.fencepost.model.grant.table;

import dev.fencepost.model.grant.table.Action.Accept;
import dev.fencepost.model.grant.table.Action.Copy;
import dev.fencepost.model.grant.table.Action.CopySide;
import dev.fencepost.model.grant.table.Action.Edit;
import dev.fencepost.model.grant.table.Action.End;
import dev.fencepost.model.grant.table.Action.EndAccept;
import dev.fencepost.model.grant.table.Action.EndClear;
import dev.fencepost.model.grant.table.Action.EndLook;
import dev.fencepost.model.grant.table.Action.EntryField;
import dev.fencepost.model.grant.table.Action.FindStatus;
import dev.fencepost.model.grant.table.Action.Grant;
import dev.fencepost.model.grant.table.Action.GrantOnward;
import dev.fencepost.model.grant.table.Action.GrantPart;
import dev.fencepost.model.grant.table.Action.LeaveStatus;
import dev.fencepost.model.grant.table.Action.Map;
import dev.fencepost.model.grant.table.Action.Restrict;
import dev.fencepost.model.grant.table.Action.Reuse;
import dev.fencepost.model.grant.table.Action.SetTable;
import dev.fencepost.model.grant.table.Action.SetVersion;
import dev.fencepost.model.grant.table.Action.Step;
import dev.fencepost.model.grant.table.Action.Swap;
import dev.fencepost.model.grant.table.Action.Transfer;
import dev.fencepost.model.grant.table.Action.Unmap;
import dev.fencepost.model.grant.table.Action.UnmapOne;
import dev.fencepost.model.grant.table.Bounds.Kind;
import dev.fencepost.model.grant.table.State.Gtf;
import java.util.ArrayList;
import java.util.List;

/**
 * The actions that an exploration tries in a state; those that are not possible there are refused. Domain 0 lends,
 * domain 1 uses, domain 2, if there is one, uses what domain 1 passes on. Each reference has its own frame: the one of
 * the same number.
 */
final class Choices {
    private final State f;
    private final Setup setup;
    private final Bounds bounds;

    Choices(State fields, Bounds bounds) {
        this.f = fields;
        this.setup = fields.setup;
        this.bounds = bounds;
    }

    List<Action> in(long[] s) {
        List<Action> choices = new ArrayList<>();
        for (int ref = 0; ref < setup.entries(f.version.get(s, 0)); ref++) {
            lend(s, ref, choices);
            endings(s, 0, ref, choices);
        }
        if (bounds.has(Kind.ONWARD)) {
            choices.add(new GrantOnward(1, 0, 2, 0, 0, false));
            choices.add(new GrantOnward(1, 0, 2, 0, 0, true));
            endings(s, 1, 0, choices);
        }
        frames(s, choices);
        if (f.edits.get(s) < bounds.edits()) {
            edits(s, choices);
        }
        for (int vcpu = 0; vcpu < setup.vcpus().size(); vcpu++) {
            if (f.call.phase(s, vcpu) != Call.Phase.IDLE) {
                choices.add(new Step(vcpu));
            } else if (bounds.calls() == 0 || f.begun.get(s) < bounds.calls()) {
                calls(s, vcpu, choices);
            }
        }
        return choices;
    }

    private void lend(long[] s, int ref, List<Action> choices) {
        boolean whole = ref < setup.frames() - setup.domains() + 1;
        if (f.lent.get(s, f.entry(0, ref)) != 0) {
            return;
        }
        if (whole && bounds.has(Kind.GRANT)) {
            choices.add(new Grant(0, ref, 1, ref, false));
        }
        if (whole && bounds.has(Kind.GRANT_READONLY)) {
            choices.add(new Grant(0, ref, 1, ref, true));
        }
        if (whole && bounds.has(Kind.PART)) {
            choices.add(new GrantPart(0, ref, 1, ref, 1, 1, false));
        }
        if (bounds.has(Kind.ACCEPT)) {
            choices.add(new Accept(0, ref, 1, setup.badFrame()));
        }
    }

    private void endings(long[] s, int domain, int ref, List<Action> choices) {
        int e = f.entry(domain, ref);
        if (f.lent.get(s, e) == 0) {
            return;
        }
        if (f.ending.get(s, e) != 0) {
            choices.add(new EndLook(domain, ref));
        } else if ((f.flags.get(s, e) & Gtf.TYPE) == Gtf.ACCEPT) {
            choices.add(new EndAccept(domain, ref));
        } else if (f.version.get(s, domain) == 1) {
            choices.add(new End(domain, ref));
        } else {
            choices.add(new EndClear(domain, ref));
        }
        if (bounds.has(Kind.RESTRICT) && domain == 0) {
            choices.add(new Restrict(0, ref));
        }
    }

    private void frames(long[] s, List<Action> choices) {
        for (int frame = 0; frame < setup.frames(); frame++) {
            boolean own = f.owner.get(s, frame) == 0;
            if (own && bounds.has(Kind.REUSE) && f.reused.get(s, frame) == 0) {
                choices.add(new Reuse(0, frame));
            }
            if (own && bounds.has(Kind.TABLE)) {
                choices.add(new SetTable(0, frame, f.table.get(s, frame) == 0));
            }
        }
        if (bounds.has(Kind.STATUS) && f.statusMapped.get(s, 0) != 0) {
            choices.add(new LeaveStatus(0));
        }
    }

    private void edits(long[] s, List<Action> choices) {
        int entries = setup.entries(f.version.get(s, 0));
        for (int ref = 0; ref < entries; ref++) {
            int e = f.entry(0, ref);
            choices.add(new Edit(0, ref, EntryField.FLAGS, 0));
            choices.add(new Edit(0, ref, EntryField.FLAGS, Gtf.PERMIT));
            choices.add(new Edit(0, ref, EntryField.FLAGS, f.flags.get(s, e) ^ Gtf.READONLY));
            choices.add(new Edit(0, ref, EntryField.DOMID, 0));
            choices.add(new Edit(0, ref, EntryField.FRAME, setup.badFrame()));
            choices.add(new Edit(0, ref, EntryField.FRAME, setup.frames() - 1));
            if (f.version.get(s, 0) == 2) {
                choices.add(new Edit(0, ref, EntryField.FLAGS, Gtf.TRANSITIVE));
                choices.add(new Edit(0, ref, EntryField.OFFSET, 0));
                choices.add(new Edit(0, ref, EntryField.STATUS, 0));
                choices.add(new Edit(0, ref, EntryField.FRAME, setup.wideFrame()));
            }
        }
    }

    // ---- Hypercalls.

    private void calls(long[] s, int vcpu, List<Action> choices) {
        int self = setup.vcpus().get(vcpu);
        if (self == 0) {
            ownTable(s, vcpu, choices);
            return;
        }
        int remote = self - 1;
        for (int ref = 0; ref < setup.entries(); ref++) {
            if (self == 1) {
                maps(s, vcpu, remote, ref, choices);
            }
            if (bounds.has(Kind.COPY)) {
                int own = setup.frames() - setup.domains() + self;
                CopySide grant = new CopySide(true, remote, ref, 1);
                CopySide mine = new CopySide(false, self, own, 1);
                choices.add(new Copy(vcpu, grant, mine, 1));
                choices.add(new Copy(vcpu, mine, grant, 1));
            }
            if (bounds.has(Kind.TRANSFER) && self == 1) {
                choices.add(new Transfer(vcpu, setup.frames() - 1, 0, ref));
            }
        }
        unmaps(s, vcpu, self, choices);
    }

    private void ownTable(long[] s, int vcpu, List<Action> choices) {
        if (bounds.has(Kind.VERSION)) {
            choices.add(new SetVersion(vcpu, 3 - f.version.get(s, 0)));
        }
        if (bounds.has(Kind.SWAP)) {
            choices.add(new Swap(vcpu, 0, 1));
        }
        if (bounds.has(Kind.STATUS)) {
            choices.add(new FindStatus(vcpu));
        }
    }

    private void maps(long[] s, int vcpu, int remote, int ref, List<Action> choices) {
        int free = 0;
        while (free < setup.addresses() && f.pte.get(s, f.address(1, free)) != 0) {
            free++;
        }
        for (int readonly : new int[] {0, Gtf.MAP_READONLY}) {
            if (bounds.has(Kind.MAP_HOST)) {
                choices.add(new Map(vcpu, remote, ref, Gtf.MAP_HOST | readonly, free));
            }
            if (bounds.has(Kind.MAP_DEVICE)) {
                choices.add(new Map(vcpu, remote, ref, Gtf.MAP_DEVICE | readonly, 0));
            }
            if (bounds.has(Kind.MAP_BOTH)) {
                choices.add(new Map(vcpu, remote, ref, Gtf.MAP_HOST | Gtf.MAP_DEVICE | readonly, free));
            }
        }
    }

    private void unmaps(long[] s, int vcpu, int self, List<Action> choices) {
        List<UnmapOne> all = new ArrayList<>();
        for (int handle = 0; handle < f.limit.get(s, self); handle++) {
            int h = f.handle(self, handle);
            if (f.mapFlags.get(s, h) != 0) {
                int e = f.entry(f.mapDomid.get(s, h), f.mapRef.get(s, h));
                int device = f.actFrame.get(s, e) + 1;
                int host = 0;
                for (int address = 0; address < setup.addresses(); address++) {
                    int pte = f.pte.get(s, f.address(self, address));
                    boolean readonly = (f.mapFlags.get(s, h) & Gtf.MAP_READONLY) != 0;
                    host = pte == 2 * device - 1 + (readonly ? 0 : 1) ? address + 1 : host;
                }
                all.add(new UnmapOne(handle, host, device));
                choices.add(new Unmap(vcpu, List.of(new UnmapOne(handle, host, device))));
                if (bounds.has(Kind.UNMAP_PARTLY)) {
                    choices.add(new Unmap(vcpu, List.of(new UnmapOne(handle, host, 0))));
                    choices.add(new Unmap(vcpu, List.of(new UnmapOne(handle, 0, device))));
                }
            }
        }
        if (bounds.has(Kind.UNMAP_BATCH) && all.size() > 1) {
            choices.add(new Unmap(vcpu, all.subList(0, 2)));
        }
    }
}
