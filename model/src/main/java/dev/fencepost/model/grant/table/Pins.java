package dev.fencepost.model.grant.table;

import static dev.fencepost.model.grant.table.State.add;

import dev.fencepost.model.grant.table.Call.After;
import dev.fencepost.model.grant.table.Call.Phase;
import dev.fencepost.model.grant.table.State.Gtf;
import dev.fencepost.model.grant.table.State.Pin;
import dev.fencepost.model.machine.Layout.Field;

/**
 * Pinning an entry for a mapping or a copy, and giving a pin up. What the guest wrote is read once, while nothing pins
 * the entry, and latched; whoever comes next goes by that. Each step that reads or writes what guests can see makes one
 * access.
 */
final class Pins {
    /** How often a compare-and-set is tried again on an entry that keeps changing. */
    static final int TRIES = 4;

    private final State f;
    private final Call c;
    private final Resume resume;

    /** Where a hypercall goes on; all with the entry unlocked. */
    interface Resume {
        /** The entry is pinned. */
        void pinned(long[] s, int vcpu, int entry);

        /** It is not, and nothing is left of the attempt. */
        void refused(long[] s, int vcpu, GrantStatus status);

        /** The use bits are as the pins are. */
        void cleared(long[] s, int vcpu, After after);
    }

    Pins(State fields, Resume resume) {
        this.f = fields;
        this.c = fields.call;
        this.resume = resume;
    }

    private int entry(long[] s, int vcpu) {
        return f.entry(c.remote.get(s, vcpu), c.ref.get(s, vcpu));
    }

    private int version(long[] s, int vcpu) {
        return f.version.get(s, c.remote.get(s, vcpu));
    }

    private static boolean isSet(Field field, long[] s, int index) {
        return field.get(s, index) != 0;
    }

    // ---- Locks: the table for reading, then the entry.

    /** Whether another hypercall holds the entry. */
    boolean isBlocked(long[] s, int vcpu) {
        int ref = c.ref.get(s, vcpu);
        return ref < f.setup.entries() && f.lock.get(s, entry(s, vcpu)) != 0;
    }

    void lock(long[] s, int vcpu) {
        add(f.readers, s, c.remote.get(s, vcpu), 1);
        f.lock.set(s, entry(s, vcpu), vcpu + 1);
    }

    void unlock(long[] s, int vcpu) {
        f.lock.set(s, entry(s, vcpu), 0);
        add(f.readers, s, c.remote.get(s, vcpu), -1);
    }

    // ---- Pinning.

    /** The pin counters that the hypercall wants to raise. */
    private boolean wants(long[] s, int vcpu, int pin) {
        boolean writes = isSet(c.write, s, vcpu);
        if (!isSet(c.mapping, s, vcpu)) {
            return pin == Pin.of(false, !writes);
        }
        int flags = c.mapFlags.get(s, vcpu);
        return (flags & Gtf.MAP_HOST) != 0 && pin == Pin.of(false, !writes)
                || (flags & Gtf.MAP_DEVICE) != 0 && pin == Pin.of(true, !writes);
    }

    private boolean needsUseBits(long[] s, int vcpu, int e) {
        return f.pinned(s, e) == 0 || isSet(c.write, s, vcpu) && f.writers(s, e) == 0;
    }

    void check(long[] s, int vcpu) {
        if (c.ref.get(s, vcpu) >= f.setup.entries(version(s, vcpu))) {
            resume.refused(s, vcpu, GrantStatus.BAD_GNTREF);
            return;
        }
        int e = entry(s, vcpu);
        boolean mapping = isSet(c.mapping, s, vcpu);
        boolean refused = f.pinned(s, e) > 0
                && (f.actDomid.get(s, e) != c.user.get(s, vcpu)
                        || mapping && isSet(f.actSubPage, s, e)
                        || wouldOverflow(s, vcpu, e));
        if (refused) {
            resume.refused(s, vcpu, GrantStatus.GENERAL_ERROR);
            return;
        }
        lock(s, vcpu);
        boolean looks = needsUseBits(s, vcpu, e) || !mapping && version(s, vcpu) == 2;
        c.go(s, vcpu, looks ? Phase.PIN_READ : Phase.PIN_LATCHED);
    }

    private boolean wouldOverflow(long[] s, int vcpu, int e) {
        for (int pin = 0; pin < 4; pin++) {
            if (wants(s, vcpu, pin) && f.pins.get(s, 4 * e + pin) >= f.setup.pinLimit()) {
                return true;
            }
        }
        return false;
    }

    void read(long[] s, int vcpu) {
        int e = entry(s, vcpu);
        see(s, vcpu, e);
        boolean copiesV2 = !isSet(c.mapping, s, vcpu) && version(s, vcpu) == 2;
        boolean transitive = copiesV2 && (c.seen.get(s, vcpu) & Gtf.TYPE) == Gtf.TRANSITIVE;
        if (!needsUseBits(s, vcpu, e)) {
            c.go(s, vcpu, Phase.PIN_LATCHED);
            if (transitive) {
                lead(s, vcpu, e);
            }
        } else if (!isAllowed(s, vcpu, e)) {
            refuse(s, vcpu, GrantStatus.GENERAL_ERROR);
        } else {
            if (transitive && c.inner.get(s, vcpu) == 0) {
                c.inner.set(s, vcpu, 1);
            }
            c.go(s, vcpu, version(s, vcpu) == 1 ? Phase.PIN_SWAP : Phase.PIN_STATUS);
        }
    }

    private void see(long[] s, int vcpu, int e) {
        c.seen.set(s, vcpu, f.flags.get(s, e));
        c.seenDomid.set(s, vcpu, f.domid.get(s, e));
    }

    /** By what was seen; who has pinned it already is not asked again for whom and for what it is. */
    private boolean isAllowed(long[] s, int vcpu, int e) {
        int seen = c.seen.get(s, vcpu);
        boolean mapping = isSet(c.mapping, s, vcpu);
        int mask = Gtf.TYPE | (mapping ? Gtf.SUB_PAGE : 0);
        boolean type =
                (seen & mask) == Gtf.PERMIT || !mapping && version(s, vcpu) == 2 && (seen & mask) == Gtf.TRANSITIVE;
        boolean mine = c.seenDomid.get(s, vcpu) == c.user.get(s, vcpu);
        boolean writable = !isSet(c.write, s, vcpu) || (seen & Gtf.READONLY) == 0;
        return (f.pinned(s, e) > 0 || type && mine) && writable;
    }

    private int wanted(long[] s, int vcpu) {
        return Gtf.READING | (isSet(c.write, s, vcpu) ? Gtf.WRITING : 0);
    }

    /** Version 1: flags and domain are one word, compared and set. */
    void swap(long[] s, int vcpu) {
        int e = entry(s, vcpu);
        boolean same = f.flags.get(s, e) == c.seen.get(s, vcpu) && f.domid.get(s, e) == c.seenDomid.get(s, vcpu);
        if (same) {
            f.flags.set(s, e, c.seen.get(s, vcpu) | wanted(s, vcpu));
            readFrame(s, vcpu, e);
        } else if (c.tries.get(s, vcpu) == TRIES) {
            refuse(s, vcpu, GrantStatus.GENERAL_ERROR);
        } else {
            add(c.tries, s, vcpu, 1);
            see(s, vcpu, e);
            if (!isAllowed(s, vcpu, e)) {
                refuse(s, vcpu, GrantStatus.GENERAL_ERROR);
            }
        }
    }

    /** Version 2: the use bits are the hypervisor's own, so it raises them and then looks again. */
    void raise(long[] s, int vcpu) {
        int e = entry(s, vcpu);
        f.status.set(s, e, f.use(s, e) | wanted(s, vcpu));
        c.go(s, vcpu, Phase.PIN_LOOK_AGAIN);
    }

    void lookAgain(long[] s, int vcpu) {
        int e = entry(s, vcpu);
        see(s, vcpu, e);
        if (!isAllowed(s, vcpu, e)) {
            c.fail(s, vcpu, GrantStatus.GENERAL_ERROR);
            reduce(s, vcpu, After.FAILED);
        } else {
            readFrame(s, vcpu, e);
        }
    }

    private void readFrame(long[] s, int vcpu, int e) {
        boolean mapping = isSet(c.mapping, s, vcpu);
        if (c.inner.get(s, vcpu) == 1) {
            lead(s, vcpu, e);
        } else if (mapping && f.pinned(s, e) > 0) {
            c.go(s, vcpu, Phase.PIN_LATCHED);
        } else if (!mapping && version(s, vcpu) == 2 && (c.seen.get(s, vcpu) & Gtf.SUB_PAGE) != 0) {
            c.go(s, vcpu, Phase.PIN_RANGE);
        } else {
            c.start.set(s, vcpu, 0);
            c.length.set(s, vcpu, f.setup.pageSize());
            c.go(s, vcpu, Phase.PIN_FRAME);
        }
    }

    /** One level only: an entry that another transitive one led to must be a frame. */
    private void lead(long[] s, int vcpu, int e) {
        if (c.inner.get(s, vcpu) == 2) {
            fail(s, vcpu, GrantStatus.GENERAL_ERROR);
        } else {
            c.inner.set(s, vcpu, 1);
            c.go(s, vcpu, Phase.TRANS_DOMAIN);
        }
    }

    void range(long[] s, int vcpu) {
        int e = entry(s, vcpu);
        c.start.set(s, vcpu, f.offset.get(s, e));
        c.length.set(s, vcpu, f.length.get(s, e));
        c.go(s, vcpu, Phase.PIN_FRAME);
    }

    void frame(long[] s, int vcpu) {
        int e = entry(s, vcpu);
        int frame = f.frame.get(s, e);
        int remote = c.remote.get(s, vcpu);
        if (frame >= f.setup.frames() || f.owner.get(s, frame) != remote) {
            fail(s, vcpu, GrantStatus.BAD_PAGE);
            return;
        }
        boolean part = !isSet(c.mapping, s, vcpu) && version(s, vcpu) == 2 && (c.seen.get(s, vcpu) & Gtf.SUB_PAGE) != 0;
        if (f.pinned(s, e) == 0) {
            latch(s, vcpu, e, frame, part, remote, c.ref.get(s, vcpu));
            add(f.v2Ops, s, remote, part ? 1 : 0);
        } else if (differs(s, vcpu, e, frame, part)) {
            fail(s, vcpu, GrantStatus.GENERAL_ERROR);
            return;
        }
        add(f.refs, s, frame, 1);
        c.heldRefs.set(s, vcpu, 1);
        pinned(s, vcpu, e);
    }

    private boolean differs(long[] s, int vcpu, int e, int frame, boolean part) {
        return f.actFrame.get(s, e) != frame
                || f.actSource.get(s, e) != c.remote.get(s, vcpu)
                || f.actRef.get(s, e) != c.ref.get(s, vcpu)
                || isSet(f.actSubPage, s, e)
                        && (!part
                                || f.actStart.get(s, e) != c.start.get(s, vcpu)
                                || f.actLength.get(s, e) != c.length.get(s, vcpu));
    }

    void latch(long[] s, int vcpu, int e, int frame, boolean copyOnly, int source, int ref) {
        f.actDomid.set(s, e, c.user.get(s, vcpu));
        f.actFrame.set(s, e, frame);
        f.actStart.set(s, e, c.start.get(s, vcpu));
        f.actLength.set(s, e, c.length.get(s, vcpu));
        f.actSubPage.set(s, e, copyOnly ? 1 : 0);
        f.actSource.set(s, e, source);
        f.actRef.set(s, e, ref);
    }

    /** Pinned before, in a way that is enough: by what was latched then. A mapping takes its references later. */
    void latched(long[] s, int vcpu) {
        int e = entry(s, vcpu);
        if (!isSet(c.mapping, s, vcpu)) {
            int frame = f.actFrame.get(s, e);
            if (f.owner.get(s, frame) != c.remote.get(s, vcpu)) {
                fail(s, vcpu, GrantStatus.BAD_DOMAIN);
                return;
            }
            add(f.refs, s, frame, 1);
            c.heldRefs.set(s, vcpu, 1);
            c.start.set(s, vcpu, f.actStart.get(s, e));
            c.length.set(s, vcpu, f.actLength.get(s, e));
        }
        pinned(s, vcpu, e);
    }

    /** Raises the pins and lets go of the entry. */
    void pinned(long[] s, int vcpu, int e) {
        for (int pin = 0; pin < 4; pin++) {
            add(f.pins, s, 4 * e + pin, wants(s, vcpu, pin) ? 1 : 0);
        }
        c.tries.set(s, vcpu, 0);
        c.seen.set(s, vcpu, 0);
        c.seenDomid.set(s, vcpu, 0);
        unlock(s, vcpu);
        resume.pinned(s, vcpu, e);
    }

    // ---- Failing, and giving pins up.

    private void refuse(long[] s, int vcpu, GrantStatus status) {
        unlock(s, vcpu);
        resume.refused(s, vcpu, status);
    }

    /** Lowers the use bits that this attempt raised, then refuses. */
    void fail(long[] s, int vcpu, GrantStatus status) {
        c.fail(s, vcpu, status);
        reduce(s, vcpu, After.FAILED);
    }

    /** Takes back what {@link #pinned} raised. The entry is locked. */
    void unpin(long[] s, int vcpu) {
        int e = entry(s, vcpu);
        for (int pin = 0; pin < 4; pin++) {
            add(f.pins, s, 4 * e + pin, wants(s, vcpu, pin) ? -1 : 0);
        }
    }

    /** The use bits that no pin stands behind any more, as far as this hypercall may have raised them. */
    private int excess(long[] s, int vcpu, int e) {
        int mine = Gtf.READING | (isSet(c.write, s, vcpu) ? Gtf.WRITING : 0);
        return mine & ~f.use(s, e);
    }

    /** Clears use bits if there are any to clear, lets go of the entry and goes on. */
    void reduce(long[] s, int vcpu, After after) {
        c.after.set(s, vcpu, after.ordinal());
        if (excess(s, vcpu, entry(s, vcpu)) != 0) {
            c.go(s, vcpu, Phase.CLEAR);
        } else {
            leave(s, vcpu);
        }
    }

    void clear(long[] s, int vcpu) {
        int e = entry(s, vcpu);
        if (version(s, vcpu) == 1) {
            f.flags.set(s, e, f.flags.get(s, e) & ~excess(s, vcpu, e));
        } else {
            f.status.set(s, e, f.use(s, e));
        }
        leave(s, vcpu);
    }

    private void leave(long[] s, int vcpu) {
        After after = Call.AFTERS[c.after.get(s, vcpu)];
        c.after.set(s, vcpu, 0);
        boolean copied = after == After.RELEASED || after == After.DROPPED;
        if (copied && f.pinned(s, entry(s, vcpu)) == 0 && isSet(f.actSubPage, s, entry(s, vcpu))) {
            add(f.v2Ops, s, c.remote.get(s, vcpu), -1);
        }
        unlock(s, vcpu);
        if (after == After.FAILED) {
            resume.refused(s, vcpu, c.result(s, vcpu));
        } else {
            resume.cleared(s, vcpu, after);
        }
    }
}
