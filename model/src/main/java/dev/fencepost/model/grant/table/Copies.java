package dev.fencepost.model.grant.table;

import static dev.fencepost.model.grant.table.State.add;

import dev.fencepost.model.grant.table.Action.Copy;
import dev.fencepost.model.grant.table.Action.CopySide;
import dev.fencepost.model.grant.table.Call.After;
import dev.fencepost.model.grant.table.Call.Phase;

/**
 * Copying bytes between frames, each the caller's own or a grant. A transitive grant is followed one level; the entry
 * is not locked meanwhile, and if others have pinned or unpinned it the claim begins anew. What bytes there are is left
 * out.
 */
final class Copies {
    private static final int PAGE = 1;
    private static final int GRANT = 2;

    private final State f;
    private final Call c;
    private final Pins pin;

    Copies(State fields, Pins pin) {
        this.f = fields;
        this.c = fields.call;
        this.pin = pin;
    }

    private int self(int vcpu) {
        return f.setup.vcpus().get(vcpu);
    }

    void begin(long[] s, Copy copy) {
        int vcpu = copy.vcpu();
        GrantStatus status = copy.length() == 0 ? null : access(copy.source(), self(vcpu));
        status = status == null && copy.length() > 0 ? access(copy.destination(), self(vcpu)) : status;
        if (status != null || copy.length() == 0) {
            c.end(s, vcpu, status == null ? GrantStatus.OKAY : status);
            return;
        }
        put(s, c.side(vcpu, 0), copy.source());
        put(s, c.side(vcpu, 1), copy.destination());
        c.bytes.set(s, vcpu, Math.min(copy.length(), f.setup.pageSize() + 1));
        c.go(s, vcpu, Phase.COPY_CLAIM);
    }

    private GrantStatus access(CopySide side, int self) {
        if (!side.byRef() && side.domain() != self) {
            return GrantStatus.PERMISSION_DENIED;
        }
        return side.domain() < f.setup.domains() ? null : GrantStatus.BAD_DOMAIN;
    }

    private void put(long[] s, int side, CopySide from) {
        c.byRef.set(s, side, from.byRef() ? 1 : 0);
        c.sideDomain.set(s, side, from.domain());
        c.number.set(s, side, from.number());
        c.from.set(s, side, Math.min(from.offset(), f.setup.pageSize() + 1));
    }

    // ---- Claiming a side.

    void claim(long[] s, int vcpu) {
        int which = c.side.get(s, vcpu);
        int side = c.side(vcpu, which);
        c.write.set(s, vcpu, which);
        c.user.set(s, vcpu, self(vcpu));
        c.inner.set(s, vcpu, 0);
        if (c.byRef.get(s, side) != 0) {
            c.remote.set(s, vcpu, c.sideDomain.get(s, side));
            c.ref.set(s, vcpu, c.number.get(s, side));
            c.go(s, vcpu, Phase.PIN_CHECK);
            return;
        }
        int frame = c.number.get(s, side);
        if (frame >= f.setup.frames() || f.owner.get(s, frame) != self(vcpu)) {
            giveUp(s, vcpu, GrantStatus.BAD_PAGE);
            return;
        }
        add(f.refs, s, frame, 1);
        claimed(s, vcpu, PAGE, frame, 0, f.setup.pageSize());
    }

    private void claimed(long[] s, int vcpu, int how, int frame, int start, int length) {
        int side = c.side(vcpu, c.side.get(s, vcpu));
        c.claimed.set(s, side, how);
        c.sideFrame.set(s, side, frame);
        c.sideStart.set(s, side, start);
        c.sideLength.set(s, side, length);
        c.heldRefs.set(s, vcpu, 0); // the side holds it now
        c.start.set(s, vcpu, 0);
        c.length.set(s, vcpu, 0);
        c.inner.set(s, vcpu, 0);
        c.go(s, vcpu, Phase.COPY_TYPE);
    }

    void pinned(long[] s, int vcpu, int e) {
        if (c.inner.get(s, vcpu) == 2) {
            c.frame.set(s, vcpu, f.actFrame.get(s, e));
            c.start.set(s, vcpu, f.actStart.get(s, e));
            c.length.set(s, vcpu, f.actLength.get(s, e));
            c.go(s, vcpu, Phase.TRANS_BACK);
        } else {
            claimed(s, vcpu, GRANT, f.actFrame.get(s, e), f.actStart.get(s, e), f.actLength.get(s, e));
        }
    }

    void refused(long[] s, int vcpu, GrantStatus status) {
        if (c.inner.get(s, vcpu) == 2) {
            c.fail(s, vcpu, status);
            c.go(s, vcpu, Phase.TRANS_GONE);
        } else {
            giveUp(s, vcpu, status);
        }
    }

    private void giveUp(long[] s, int vcpu, GrantStatus status) {
        c.fail(s, vcpu, status);
        c.inner.set(s, vcpu, 0);
        c.side.set(s, vcpu, 0);
        c.go(s, vcpu, Phase.COPY_RELEASE);
    }

    void type(long[] s, int vcpu) {
        int which = c.side.get(s, vcpu);
        int frame = c.sideFrame.get(s, c.side(vcpu, which));
        if (which == 0) {
            c.side.set(s, vcpu, 1);
            c.go(s, vcpu, Phase.COPY_CLAIM);
        } else if (f.table.get(s, frame) != 0) {
            giveUp(s, vcpu, GrantStatus.GENERAL_ERROR);
        } else {
            add(f.types, s, frame, 1);
            c.heldTypes.set(s, vcpu, 1);
            c.go(s, vcpu, Phase.COPY_BYTES);
        }
    }

    void bytes(long[] s, int vcpu) {
        int length = c.bytes.get(s, vcpu);
        GrantStatus status = GrantStatus.OKAY;
        for (int which = 0; which < 2; which++) {
            if (c.from.get(s, c.side(vcpu, which)) + length > f.setup.pageSize()) {
                status = GrantStatus.BAD_COPY_ARG;
            }
        }
        for (int which = 0; which < 2 && status == GrantStatus.OKAY; which++) {
            int side = c.side(vcpu, which);
            int from = c.from.get(s, side);
            int start = c.sideStart.get(s, side);
            if (from < start || from + length > start + c.sideLength.get(s, side)) {
                status = GrantStatus.GENERAL_ERROR;
            }
        }
        giveUp(s, vcpu, status);
    }

    // ---- Transitive entries: what is pinned here is what the entry behind leads to.

    void readDomain(long[] s, int vcpu) {
        c.innerDomain.set(s, vcpu, f.offset.get(s, entry(s, vcpu)));
        c.go(s, vcpu, Phase.TRANS_REF);
    }

    private int entry(long[] s, int vcpu) {
        return f.entry(c.remote.get(s, vcpu), c.ref.get(s, vcpu));
    }

    void readRef(long[] s, int vcpu) {
        int e = entry(s, vcpu);
        int remote = c.remote.get(s, vcpu);
        int innerRef = f.frame.get(s, e);
        int innerDomain = c.innerDomain.get(s, vcpu);
        if (innerDomain == remote || innerDomain >= f.setup.domains()) {
            c.innerDomain.set(s, vcpu, 0);
            pin.fail(s, vcpu, GrantStatus.GENERAL_ERROR);
            return;
        }
        add(f.v2Ops, s, remote, 1);
        claim(s, vcpu, e, 1);
        for (int i = 0; i < 4; i++) {
            c.oldPins.set(s, 4 * vcpu + i, f.pins.get(s, 4 * e + i));
        }
        pin.unlock(s, vcpu);
        c.outerRemote.set(s, vcpu, remote);
        c.outerRef.set(s, vcpu, c.ref.get(s, vcpu));
        c.inner.set(s, vcpu, 2);
        c.user.set(s, vcpu, remote);
        c.remote.set(s, vcpu, innerDomain);
        c.ref.set(s, vcpu, innerRef);
        c.innerDomain.set(s, vcpu, 0);
        c.tries.set(s, vcpu, 0);
        c.go(s, vcpu, Phase.PIN_CHECK);
    }

    /** Keeps the use bits raised while the entry is not locked: another hypercall that fails must not clear them. */
    private void claim(long[] s, int vcpu, int e, int more) {
        add(f.claims, s, e, more);
        add(f.writingClaims, s, e, c.write.get(s, vcpu) != 0 ? more : 0);
    }

    boolean isOuterBlocked(long[] s, int vcpu) {
        return f.lock.get(s, f.entry(c.outerRemote.get(s, vcpu), c.outerRef.get(s, vcpu))) != 0;
    }

    /** The entry behind is pinned: is this one still what it was? */
    void back(long[] s, int vcpu) {
        int td = c.remote.get(s, vcpu);
        int tref = c.ref.get(s, vcpu);
        int outer = f.entry(c.outerRemote.get(s, vcpu), c.outerRef.get(s, vcpu));
        int frame = c.frame.get(s, vcpu);
        int old = 0;
        boolean changed = f.version.get(s, c.outerRemote.get(s, vcpu)) != 2;
        for (int i = 0; i < 4; i++) {
            old += c.oldPins.get(s, 4 * vcpu + i);
            changed |= c.oldPins.get(s, 4 * vcpu + i) != f.pins.get(s, 4 * outer + i);
        }
        boolean edited = !changed && old > 0 && differs(s, vcpu, outer, frame, td, tref);
        if (changed || edited) {
            if (edited) { // to begin anew would be to go on for as long as the guest likes
                c.fail(s, vcpu, GrantStatus.GENERAL_ERROR);
            }
            c.go(s, vcpu, Phase.TRANS_DROP);
            return;
        }
        toOuter(s, vcpu);
        pin.lock(s, vcpu);
        claim(s, vcpu, outer, -1);
        if (old == 0) {
            pin.latch(s, vcpu, outer, frame, true, td, tref);
        } else {
            add(f.v2Ops, s, c.remote.get(s, vcpu), -1);
        }
        c.frame.set(s, vcpu, 0);
        pin.pinned(s, vcpu, outer);
    }

    private boolean differs(long[] s, int vcpu, int outer, int frame, int td, int tref) {
        return f.actDomid.get(s, outer) != self(vcpu)
                || f.actFrame.get(s, outer) != frame
                || f.actStart.get(s, outer) != c.start.get(s, vcpu)
                || f.actLength.get(s, outer) != c.length.get(s, vcpu)
                || f.actSource.get(s, outer) != td
                || f.actRef.get(s, outer) != tref
                || f.actSubPage.get(s, outer) == 0;
    }

    private void toOuter(long[] s, int vcpu) {
        c.remote.set(s, vcpu, c.outerRemote.get(s, vcpu));
        c.ref.set(s, vcpu, c.outerRef.get(s, vcpu));
        c.outerRemote.set(s, vcpu, 0);
        c.outerRef.set(s, vcpu, 0);
        c.user.set(s, vcpu, self(vcpu));
        c.inner.set(s, vcpu, 0);
        for (int i = 0; i < 4; i++) {
            c.oldPins.set(s, 4 * vcpu + i, 0);
        }
    }

    /** It is not: the entry behind is given up. */
    void drop(long[] s, int vcpu) {
        pin.lock(s, vcpu);
        pin.unpin(s, vcpu);
        pin.reduce(s, vcpu, After.DROPPED);
    }

    /** Back at the outer entry without the one behind: all over again, or refused. */
    void gone(long[] s, int vcpu) {
        boolean again = c.result(s, vcpu) == GrantStatus.OKAY;
        c.frame.set(s, vcpu, 0);
        c.start.set(s, vcpu, 0);
        c.length.set(s, vcpu, 0);
        toOuter(s, vcpu);
        pin.lock(s, vcpu);
        claim(s, vcpu, entry(s, vcpu), -1);
        add(f.v2Ops, s, c.remote.get(s, vcpu), -1);
        pin.reduce(s, vcpu, again ? After.GONE : After.FAILED);
    }

    // ---- Giving back, the source first.

    void release(long[] s, int vcpu) {
        int side = c.side(vcpu, c.side.get(s, vcpu));
        if (c.claimed.get(s, side) != GRANT) {
            putPage(s, vcpu);
            return;
        }
        if (c.inner.get(s, vcpu) == 0) {
            c.remote.set(s, vcpu, c.sideDomain.get(s, side));
            c.ref.set(s, vcpu, c.number.get(s, side));
            c.write.set(s, vcpu, c.side.get(s, vcpu));
            noteWhatIsBehind(s, vcpu, entry(s, vcpu));
        }
        pin.lock(s, vcpu);
        pin.unpin(s, vcpu);
        pin.reduce(s, vcpu, After.RELEASED);
    }

    /** While the entry is pinned: once it is not, others may latch something else. */
    private void noteWhatIsBehind(long[] s, int vcpu, int e) {
        int remote = c.remote.get(s, vcpu);
        if (f.version.get(s, remote) == 2 && f.actSource.get(s, e) != remote) {
            c.inner.set(s, vcpu, 1);
            c.outerRemote.set(s, vcpu, f.actSource.get(s, e));
            c.outerRef.set(s, vcpu, f.actRef.get(s, e));
        }
    }

    boolean isReleaseBlocked(long[] s, int vcpu) {
        int side = c.side(vcpu, c.side.get(s, vcpu));
        if (c.claimed.get(s, side) != GRANT) {
            return false;
        }
        return c.inner.get(s, vcpu) == 0
                ? f.lock.get(s, f.entry(c.sideDomain.get(s, side), c.number.get(s, side))) != 0
                : pin.isBlocked(s, vcpu);
    }

    void released(long[] s, int vcpu) {
        if (c.inner.get(s, vcpu) == 1) {
            c.inner.set(s, vcpu, 2);
            c.remote.set(s, vcpu, c.outerRemote.get(s, vcpu));
            c.ref.set(s, vcpu, c.outerRef.get(s, vcpu));
            c.outerRemote.set(s, vcpu, 0);
            c.outerRef.set(s, vcpu, 0);
            c.go(s, vcpu, Phase.COPY_RELEASE);
        } else {
            c.go(s, vcpu, Phase.COPY_PUT);
        }
    }

    void putPage(long[] s, int vcpu) {
        int which = c.side.get(s, vcpu);
        int side = c.side(vcpu, which);
        if (c.claimed.get(s, side) != 0) {
            add(f.types, s, c.sideFrame.get(s, side), which == 1 ? -c.heldTypes.get(s, vcpu) : 0);
            add(f.refs, s, c.sideFrame.get(s, side), -1);
        }
        c.claimed.set(s, side, 0);
        c.inner.set(s, vcpu, 0);
        if (which == 0) {
            c.side.set(s, vcpu, 1);
            c.go(s, vcpu, Phase.COPY_RELEASE);
        } else {
            c.heldTypes.set(s, vcpu, 0);
            c.end(s, vcpu, c.result(s, vcpu));
        }
    }

    /** Whether the next step of a copy begins with a table that is taken for reading. */
    boolean isAtLock(long[] s, int vcpu) {
        return switch (c.phase(s, vcpu)) {
            case PIN_CHECK, TRANS_BACK, TRANS_DROP, TRANS_GONE -> true;
            case COPY_RELEASE -> c.claimed.get(s, c.side(vcpu, c.side.get(s, vcpu))) == GRANT;
            default -> false;
        };
    }

    /** After the use bits of the outer entry are right again: the claim begins anew. */
    void again(long[] s, int vcpu) {
        c.go(s, vcpu, Phase.COPY_CLAIM);
    }

    void dropped(long[] s, int vcpu) {
        add(f.refs, s, c.frame.get(s, vcpu), -c.heldRefs.get(s, vcpu));
        c.heldRefs.set(s, vcpu, 0);
        c.go(s, vcpu, Phase.TRANS_GONE);
    }
}
