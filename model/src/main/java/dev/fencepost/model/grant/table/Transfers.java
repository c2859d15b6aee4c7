package dev.fencepost.model.grant.table;

import static dev.fencepost.model.grant.table.State.add;

import dev.fencepost.model.grant.table.Action.Transfer;
import dev.fencepost.model.grant.table.Call.Phase;
import dev.fencepost.model.grant.table.State.Gtf;

/** Giving a frame away through an entry that the other domain has put on offer. */
final class Transfers {
    private final State f;
    private final Call c;

    Transfers(State fields) {
        this.f = fields;
        this.c = fields.call;
    }

    private int self(int vcpu) {
        return f.setup.vcpus().get(vcpu);
    }

    /** The frame leaves its owner first of all; after this every error costs it. */
    void begin(long[] s, Transfer transfer) {
        int vcpu = transfer.vcpu();
        int frame = transfer.frame();
        boolean free = frame < f.setup.frames()
                && f.owner.get(s, frame) == self(vcpu)
                && f.refs.get(s, frame) == 0
                && f.table.get(s, frame) == 0;
        if (!free) {
            c.end(s, vcpu, GrantStatus.BAD_PAGE);
            return;
        }
        f.owner.set(s, frame, f.setup.domains());
        f.reused.set(s, frame, 0);
        if (transfer.remote() >= f.setup.domains()) {
            c.end(s, vcpu, GrantStatus.BAD_DOMAIN);
            return;
        }
        c.frame.set(s, vcpu, frame);
        c.remote.set(s, vcpu, transfer.remote());
        c.ref.set(s, vcpu, transfer.ref());
        c.go(s, vcpu, Phase.MOVE_LOCK);
    }

    private int entry(long[] s, int vcpu) {
        return f.entry(c.remote.get(s, vcpu), c.ref.get(s, vcpu));
    }

    void lock(long[] s, int vcpu) {
        int remote = c.remote.get(s, vcpu);
        if (c.ref.get(s, vcpu) >= f.setup.entries(f.version.get(s, remote))) {
            c.end(s, vcpu, GrantStatus.GENERAL_ERROR);
            return;
        }
        add(f.readers, s, remote, 1);
        c.go(s, vcpu, Phase.MOVE_READ);
    }

    void read(long[] s, int vcpu) {
        c.go(s, vcpu, Phase.MOVE_SWAP);
        see(s, vcpu);
    }

    private void see(long[] s, int vcpu) {
        int e = entry(s, vcpu);
        c.seen.set(s, vcpu, f.flags.get(s, e));
        c.seenDomid.set(s, vcpu, f.domid.get(s, e));
        if (c.seen.get(s, vcpu) != Gtf.ACCEPT || c.seenDomid.get(s, vcpu) != self(vcpu)) {
            fail(s, vcpu);
        }
    }

    private void fail(long[] s, int vcpu) {
        add(f.readers, s, c.remote.get(s, vcpu), -1);
        c.end(s, vcpu, GrantStatus.GENERAL_ERROR);
    }

    void swap(long[] s, int vcpu) {
        int e = entry(s, vcpu);
        int remote = c.remote.get(s, vcpu);
        boolean same = f.flags.get(s, e) == c.seen.get(s, vcpu) && f.domid.get(s, e) == c.seenDomid.get(s, vcpu);
        if (same) {
            f.flags.set(s, e, Gtf.ACCEPT | Gtf.COMMITTED);
            add(f.readers, s, remote, -1);
            f.owner.set(s, c.frame.get(s, vcpu), remote);
            c.version.set(s, vcpu, f.version.get(s, remote));
            c.seen.set(s, vcpu, 0);
            c.seenDomid.set(s, vcpu, 0);
            c.tries.set(s, vcpu, 0);
            c.go(s, vcpu, Phase.MOVE_ENTER);
        } else if (c.tries.get(s, vcpu) == Pins.TRIES) {
            fail(s, vcpu);
        } else {
            add(c.tries, s, vcpu, 1);
            see(s, vcpu);
        }
    }

    /** Unlocked for a moment, the table may have got another version: then the entry is no longer what it was. */
    void enter(long[] s, int vcpu) {
        int remote = c.remote.get(s, vcpu);
        if (f.version.get(s, remote) != c.version.get(s, vcpu)) {
            c.end(s, vcpu, GrantStatus.GENERAL_ERROR);
            return;
        }
        add(f.readers, s, remote, 1);
        f.lock.set(s, entry(s, vcpu), vcpu + 1);
        c.go(s, vcpu, Phase.MOVE_FRAME);
    }

    void frame(long[] s, int vcpu) {
        f.frame.set(s, entry(s, vcpu), c.frame.get(s, vcpu));
        c.go(s, vcpu, Phase.MOVE_DONE);
    }

    void done(long[] s, int vcpu) {
        int e = entry(s, vcpu);
        f.flags.set(s, e, f.flags.get(s, e) | Gtf.COMPLETED);
        f.lock.set(s, e, 0);
        add(f.readers, s, c.remote.get(s, vcpu), -1);
        c.end(s, vcpu, GrantStatus.OKAY);
    }
}
