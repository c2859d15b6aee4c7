package dev.fencepost.model.grant.table;

import static dev.fencepost.model.grant.table.GrantTableModel.Refusal.unless;

import dev.fencepost.model.grant.table.Action.Accept;
import dev.fencepost.model.grant.table.Action.Edit;
import dev.fencepost.model.grant.table.Action.End;
import dev.fencepost.model.grant.table.Action.EndAccept;
import dev.fencepost.model.grant.table.Action.EndClear;
import dev.fencepost.model.grant.table.Action.EndLook;
import dev.fencepost.model.grant.table.Action.Grant;
import dev.fencepost.model.grant.table.Action.GrantOnward;
import dev.fencepost.model.grant.table.Action.GrantPart;
import dev.fencepost.model.grant.table.Action.LeaveStatus;
import dev.fencepost.model.grant.table.Action.OfGuest;
import dev.fencepost.model.grant.table.Action.Restrict;
import dev.fencepost.model.grant.table.Action.Reuse;
import dev.fencepost.model.grant.table.Action.SetTable;
import dev.fencepost.model.grant.table.State.Gtf;

/**
 * What guests do to their own tables, by the recipes of Xen's public {@code grant_table.h}, each in one step: the order
 * of the accesses within one is what {@code protocols/grant-table.c} is about. Only {@link Edit} breaks the recipes.
 */
final class Guest {
    private final State f;

    Guest(State fields) {
        this.f = fields;
    }

    /** Whether it came out as the guest wanted. */
    boolean apply(long[] s, OfGuest action) {
        if (action instanceof Grant a) {
            fill(s, a.domain(), a.ref(), a.to(), a.frame());
            return publish(s, a.domain(), a.ref(), Gtf.PERMIT | readonly(a.readonly()));
        } else if (action instanceof GrantPart a) {
            unless(f.version.get(s, a.domain()) == 2, "only version 2 has parts of pages");
            fill(s, a.domain(), a.ref(), a.to(), a.frame());
            f.offset.set(s, f.entry(a.domain(), a.ref()), a.start());
            f.length.set(s, f.entry(a.domain(), a.ref()), a.length());
            return publish(s, a.domain(), a.ref(), Gtf.PERMIT | Gtf.SUB_PAGE | readonly(a.readonly()));
        } else if (action instanceof GrantOnward a) {
            unless(f.version.get(s, a.domain()) == 2, "only version 2 has transitive entries");
            int e = unused(s, a.domain(), a.ref());
            f.domid.set(s, e, a.to());
            f.offset.set(s, e, a.from());
            f.frame.set(s, e, a.fromRef());
            return publish(s, a.domain(), a.ref(), Gtf.TRANSITIVE | readonly(a.readonly()));
        } else if (action instanceof Accept a) {
            int e = unused(s, a.domain(), a.ref());
            f.domid.set(s, e, a.from());
            f.frame.set(s, e, a.slot());
            return publish(s, a.domain(), a.ref(), Gtf.ACCEPT);
        } else if (action instanceof Reuse a) {
            return reuse(s, a);
        } else if (action instanceof SetTable a) {
            unless(f.owner.get(s, a.frame()) == a.domain(), "the frame is not the guest's");
            unless(!a.table() || f.types.get(s, a.frame()) == 0, "somebody may write to the frame");
            f.table.set(s, a.frame(), a.table() ? 1 : 0);
            return true;
        } else if (action instanceof LeaveStatus a) {
            unless(f.statusMapped.get(s, a.domain()) != 0, "the status frames are not mapped");
            f.statusMapped.set(s, a.domain(), 0);
            State.add(f.statusRefs, s, a.domain(), -1);
            return true;
        }
        return change(s, action);
    }

    private boolean change(long[] s, OfGuest action) {
        if (action instanceof Restrict a) {
            unless(f.version.get(s, a.domain()) == 1, "version 2 has no recipe for that");
            return restrict(s, lent(s, a.domain(), a.ref()));
        } else if (action instanceof End a) {
            unless(f.version.get(s, a.domain()) == 1, "version 2 ends access in two steps");
            return end(s, a.domain(), a.ref());
        } else if (action instanceof EndClear a) {
            unless(f.version.get(s, a.domain()) == 2, "version 1 ends access in one step");
            int e = lent(s, a.domain(), a.ref());
            f.flags.set(s, e, 0);
            f.ending.set(s, e, 1);
            return true;
        } else if (action instanceof EndLook a) {
            return endLook(s, a);
        } else if (action instanceof EndAccept a) {
            return endAccept(s, f.entry(a.domain(), a.ref()));
        }
        edit(s, (Edit) action);
        return true;
    }

    private static int readonly(boolean readonly) {
        return readonly ? Gtf.READONLY : 0;
    }

    /** An entry that the guest may write as it likes: it lends nothing, and no use of it is left. */
    private int unused(long[] s, int domain, int ref) {
        unless(ref < f.setup.entries(f.version.get(s, domain)), "no such entry");
        int e = f.entry(domain, ref);
        boolean free = f.lent.get(s, e) == 0 && f.flags.get(s, e) == 0 && f.shown(s, domain, e) == 0;
        unless(free, "the entry is in use");
        return e;
    }

    private void fill(long[] s, int domain, int ref, int to, int frame) {
        int e = unused(s, domain, ref);
        unless(f.owner.get(s, frame) == domain, "the frame is not the guest's");
        f.domid.set(s, e, to);
        f.frame.set(s, e, frame);
        f.reused.set(s, frame, 0);
    }

    private boolean publish(long[] s, int domain, int ref, int with) {
        int e = f.entry(domain, ref);
        f.flags.set(s, e, with);
        f.lent.set(s, e, 1);
        if (f.pinned(s, e) == 0 && f.lock.get(s, e) == 0 && !isAimedAt(s, domain, ref)) {
            f.edited.set(s, e, 0); // a new start: nothing comes from before
        }
        return true;
    }

    /** Whether a transfer is committed to an entry that its guest has since thrown away. */
    private boolean isAimedAt(long[] s, int domain, int ref) {
        for (int vcpu = 0; vcpu < f.setup.vcpus().size(); vcpu++) {
            boolean moving = f.call.phase(s, vcpu) == Call.Phase.MOVE_ENTER;
            if (moving && f.call.remote.get(s, vcpu) == domain && f.call.ref.get(s, vcpu) == ref) {
                return true;
            }
        }
        return false;
    }

    private int lent(long[] s, int domain, int ref) {
        int e = f.entry(domain, ref);
        boolean offer = (f.flags.get(s, e) & Gtf.TYPE) == Gtf.ACCEPT;
        unless(f.lent.get(s, e) != 0 && !offer, "the entry lends nothing");
        return e;
    }

    /** By compare-and-set. */
    private boolean restrict(long[] s, int e) {
        int now = f.flags.get(s, e);
        if ((now & Gtf.TYPE) != Gtf.PERMIT || (now & Gtf.WRITING) != 0) {
            return false;
        }
        f.flags.set(s, e, now | Gtf.READONLY);
        return true;
    }

    private boolean end(long[] s, int domain, int ref) {
        int e = lent(s, domain, ref);
        if (f.shown(s, domain, e) != 0) {
            return false;
        }
        f.flags.set(s, e, 0);
        f.lent.set(s, e, 0);
        return true;
    }

    /** A busy entry keeps flags of 0: nobody new may use it, and the guest looks again later. */
    private boolean endLook(long[] s, EndLook a) {
        int e = f.entry(a.domain(), a.ref());
        unless(f.ending.get(s, e) != 0, "the flags are not cleared");
        if (f.shown(s, a.domain(), e) != 0) {
            return false;
        }
        f.ending.set(s, e, 0);
        f.lent.set(s, e, 0);
        return true;
    }

    private boolean endAccept(long[] s, int e) {
        unless(f.lent.get(s, e) != 0 && (f.flags.get(s, e) & Gtf.TYPE) == Gtf.ACCEPT, "the entry is not on offer");
        int now = f.flags.get(s, e);
        if ((now & Gtf.COMMITTED) != 0 && (now & Gtf.COMPLETED) == 0) {
            return false;
        }
        f.flags.set(s, e, 0);
        f.lent.set(s, e, 0);
        return true;
    }

    private boolean reuse(long[] s, Reuse a) {
        unless(f.owner.get(s, a.frame()) == a.domain(), "the frame is not the guest's");
        unless(f.reused.get(s, a.frame()) == 0, "the frame is in use already");
        for (int ref = 0; ref < f.setup.entries(); ref++) {
            int e = f.entry(a.domain(), ref);
            unless(!(f.lent.get(s, e) != 0 && f.frame.get(s, e) == a.frame()), "the frame is lent");
            unless(f.edited.get(s, e) == 0, "a guest that breaks the rules knows nothing of its frames");
        }
        f.reused.set(s, a.frame(), 1);
        return true;
    }

    private void edit(long[] s, Edit a) {
        unless(a.ref() < f.setup.entries(f.version.get(s, a.domain())), "no such entry");
        boolean onlyOf2 = f.version.get(s, a.domain()) == 1;
        int e = f.entry(a.domain(), a.ref());
        switch (a.field()) {
            case FLAGS -> f.flags.set(s, e, a.value());
            case DOMID -> f.domid.set(s, e, a.value());
            case FRAME -> f.frame.set(s, e, a.value());
            default -> {
                unless(!onlyOf2, "only version 2 has that field");
                switch (a.field()) {
                    case OFFSET -> f.offset.set(s, e, a.value());
                    case LENGTH -> f.length.set(s, e, a.value());
                    default -> f.status.set(s, e, a.value());
                }
            }
        }
        f.edited.set(s, e, 1);
        f.lent.set(s, e, 1);
        f.ending.set(s, e, 0);
        for (int frame = 0; frame < f.setup.frames(); frame++) { // such a guest cannot count on having any to itself
            if (f.owner.get(s, frame) == a.domain()) {
                f.reused.set(s, frame, 0);
            }
        }
    }
}
