package dev.fencepost.model.grant.table;

import dev.fencepost.model.grant.table.Call.Phase;
import dev.fencepost.model.grant.table.State.Gtf;
import dev.fencepost.model.machine.Invariant;
import dev.fencepost.model.spec.Clause;
import java.util.BitSet;
import java.util.List;

/** The clauses G1 to G9 and the forbidden transitions as what must hold of a state, or of a step. */
public final class Invariants {
    private final State f;
    private final Setup setup;
    private final Ledger ledger;

    /** For states with these fields. */
    public Invariants(State fields) {
        f = fields;
        setup = fields.setup;
        ledger = new Ledger(fields);
    }

    /** All of them. */
    public List<Invariant<long[]>> all() {
        return List.of(
                Invariant.ofStates(
                        "an entry whose access its guest has ended is not pinned", Clause.G2, this::endedIsUnpinned),
                Invariant.ofStates(
                        "an entry that no hypercall holds says that it is in use exactly as its pins are",
                        Clause.G1,
                        this::useBitsFollowPins),
                Invariant.ofStates(
                        "a grant is not read-only while somebody may write by it", Clause.G1, this::readonlyIsKept),
                Invariant.ofStates(
                        "what page tables, TLBs and IOMMUs lead to, the entry says is in use",
                        Clause.G2,
                        this::translationsAreAnnounced),
                Invariant.ofStates(
                        "a frame that its guest uses again leads nowhere else", Clause.G2, this::reusedIsPrivate),
                Invariant.ofStates(
                        "with no hypercall under way nothing is left of those that failed",
                        Clause.G5,
                        this::nothingIsLeft),
                Invariant.ofStates("pins are the live mappings and copies, kind by kind", Clause.G3, ledger::pinsMatch),
                Invariant.ofStates(
                        "references to a frame are those of the mappings and copies of it",
                        Clause.G3,
                        ledger::refsMatch),
                Invariant.ofStates(
                        "a handle is free, live or in one hypercall's hands", Clause.G3, this::handlesAreOwned),
                Invariant.ofSteps("while an entry is pinned, what was latched stays", Clause.G4, this::latchedStays),
                Invariant.ofStates(
                        "a live host mapping leads to the frame that was latched", Clause.G4, this::mappingsAreLatched),
                Invariant.ofSteps(
                        "an entry that a transfer is committed to is left alone until it is completed",
                        Clause.G4,
                        this::committedIsLeftAlone),
                Invariant.ofStates(
                        "a completed transfer names a frame that has come", Clause.G4, this::completedHasCome),
                Invariant.ofStates(
                        "each free list ends in its sentinel, and no handle beyond the limit is in one",
                        Clause.G6,
                        this::freeListsEnd),
                Invariant.ofStates(
                        "an IOMMU allows what the most permissive mapping needs, and no more",
                        Clause.G7,
                        ledger::iommuMatches),
                Invariant.ofStates(
                        "who holds an entry holds its table for reading, and no other entry",
                        Clause.G8,
                        this::locksAreOrdered),
                Invariant.ofSteps(
                        "a table changes its version only when no entry but the reserved ones is pinned",
                        Clause.G9,
                        this::versionChangesUnused),
                Invariant.ofStates(
                        "what only version 2 has is there in version 2 only", Clause.G9, this::onlyInVersion2));
    }

    // ---- Use bits.

    /** Whether what the entry says counts: its guest has kept to the rules, and it lends something. */
    private boolean counts(long[] s, int e) {
        return f.edited.get(s, e) == 0 && !(f.pinned(s, e) == 0 && isOffer(s, e));
    }

    private boolean isOffer(long[] s, int e) {
        return (f.flags.get(s, e) & Gtf.TYPE) == Gtf.ACCEPT;
    }

    private boolean useBitsFollowPins(long[] s) {
        for (int domain = 0; domain < setup.domains(); domain++) {
            for (int ref = 0; ref < setup.entries(); ref++) {
                int e = f.entry(domain, ref);
                boolean settled = f.lock.get(s, e) == 0 && counts(s, e);
                if (settled && f.shown(s, domain, e) != f.use(s, e)) {
                    return false;
                }
            }
        }
        return true;
    }

    private boolean readonlyIsKept(long[] s) {
        for (int domain = 0; domain < setup.domains(); domain++) {
            for (int ref = 0; ref < setup.entries(); ref++) {
                int e = f.entry(domain, ref);
                boolean readonly = counts(s, e) && !isOffer(s, e) && (f.flags.get(s, e) & Gtf.READONLY) != 0;
                if (readonly && f.writers(s, e) > 0) {
                    return false;
                }
            }
        }
        return true;
    }

    // ---- Who can get at a frame.

    /** The most that a domain's translations allow it: 0 nothing, 1 reading, 2 writing. */
    private int reach(long[] s, int domain, int frame) {
        int view = f.view(domain, frame);
        int most = Math.max(f.tlb.get(s, view), f.iommu.get(s, view));
        for (int address = 0; address < setup.addresses(); address++) {
            int pte = f.pte.get(s, f.address(domain, address));
            if (pte != 0 && (pte - 1) / 2 == frame) {
                most = Math.max(most, 1 + (pte - 1) % 2);
            }
        }
        return most;
    }

    private boolean translationsAreAnnounced(long[] s) {
        for (int domain = 0; domain < setup.domains(); domain++) {
            for (int frame = 0; frame < setup.frames(); frame++) {
                int reach = reach(s, domain, frame);
                if (reach > 0 && !isAnnounced(s, frame, reach)) {
                    return false;
                }
            }
        }
        return true;
    }

    private boolean isAnnounced(long[] s, int frame, int reach) {
        for (int domain = 0; domain < setup.domains(); domain++) {
            for (int ref = 0; ref < setup.entries(); ref++) {
                int e = f.entry(domain, ref);
                boolean pinned = f.pinned(s, e) > 0 && (reach < 2 || f.writers(s, e) > 0);
                int bits = Gtf.READING | (reach == 2 ? Gtf.WRITING : 0);
                boolean shown = f.edited.get(s, e) != 0 || (f.shown(s, domain, e) & bits) == bits;
                if (pinned && shown && f.actFrame.get(s, e) == frame) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean endedIsUnpinned(long[] s) {
        for (int e = 0; e < setup.domains() * setup.entries(); e++) {
            if (f.lent.get(s, e) == 0 && f.edited.get(s, e) == 0 && f.pinned(s, e) > 0) {
                return false;
            }
        }
        return true;
    }

    private boolean reusedIsPrivate(long[] s) {
        for (int frame = 0; frame < setup.frames(); frame++) {
            if (f.reused.get(s, frame) != 0) {
                for (int domain = 0; domain < setup.domains(); domain++) {
                    if (domain != f.owner.get(s, frame) && reach(s, domain, frame) > 0) {
                        return false;
                    }
                }
                for (int e = 0; e < setup.domains() * setup.entries(); e++) {
                    if (f.pinned(s, e) > 0 && f.actFrame.get(s, e) == frame) {
                        return false;
                    }
                }
            }
        }
        return true;
    }

    // ---- What failed operations leave, and handles.

    private boolean isQuiet(long[] s) {
        for (int vcpu = 0; vcpu < setup.vcpus().size(); vcpu++) {
            if (f.call.phase(s, vcpu) != Phase.IDLE) {
                return false;
            }
        }
        return true;
    }

    private boolean nothingIsLeft(long[] s) {
        if (!isQuiet(s)) {
            return true;
        }
        for (int domain = 0; domain < setup.domains(); domain++) {
            if (f.readers.get(s, domain) != 0 || f.v2Ops.get(s, domain) != 0) {
                return false;
            }
        }
        for (int e = 0; e < setup.domains() * setup.entries(); e++) {
            if (f.lock.get(s, e) != 0) {
                return false;
            }
        }
        return ledger.pinsMatch(s) && ledger.refsMatch(s) && handlesAreOwned(s);
    }

    private boolean handlesAreOwned(long[] s) {
        for (int domain = 0; domain < setup.domains(); domain++) {
            int[] owners = new int[setup.handles()];
            for (int vcpu = 0; vcpu < setup.vcpus().size(); vcpu++) {
                if (setup.vcpus().get(vcpu) == domain) {
                    countFree(s, domain, vcpu, owners);
                    countHeld(s, vcpu, owners);
                }
            }
            for (int handle = 0; handle < f.limit.get(s, domain); handle++) {
                owners[handle] += f.mapFlags.get(s, f.handle(domain, handle)) != 0 ? 1 : 0;
                if (owners[handle] != 1) {
                    return false;
                }
            }
        }
        return true;
    }

    private void countFree(long[] s, int domain, int vcpu, int[] owners) {
        int handle = f.head.get(s, vcpu);
        for (int i = 0; i < setup.handles() && handle < f.tail(); i++) {
            owners[handle]++;
            handle = f.next.get(s, f.handle(domain, handle));
        }
    }

    private void countHeld(long[] s, int vcpu, int[] owners) {
        Call c = f.call;
        Phase phase = c.phase(s, vcpu);
        if (c.mapping.get(s, vcpu) != 0) {
            owners[c.handle.get(s, vcpu)]++;
        } else if (phase == Phase.UNMAP_HANDLE) {
            owners[c.partHandle.get(s, c.part(vcpu, c.at.get(s, vcpu)))]++;
        }
    }

    private boolean freeListsEnd(long[] s) {
        for (int vcpu = 0; vcpu < setup.vcpus().size(); vcpu++) {
            int domain = setup.vcpus().get(vcpu);
            int handle = f.head.get(s, vcpu);
            int before = f.tail();
            BitSet seen = new BitSet();
            while (handle != f.tail()) {
                if (handle > f.tail() || handle >= f.limit.get(s, domain) || seen.get(handle)) {
                    return false;
                }
                seen.set(handle);
                before = handle;
                handle = f.next.get(s, f.handle(domain, handle));
            }
            if (before != f.last.get(s, vcpu)) {
                return false;
            }
        }
        return true;
    }

    // ---- Latched grants and transfers.

    private boolean latchedStays(long[] before, long[] after) {
        for (int e = 0; e < setup.domains() * setup.entries(); e++) {
            if (f.pinned(before, e) > 0 && f.pinned(after, e) > 0) {
                for (var field : List.of(f.actDomid, f.actFrame, f.actStart, f.actLength, f.actSource, f.actRef)) {
                    if (field.get(before, e) != field.get(after, e)) {
                        return false;
                    }
                }
            }
        }
        return true;
    }

    private boolean mappingsAreLatched(long[] s) {
        for (int domain = 0; domain < setup.domains(); domain++) {
            for (int handle = 0; handle < f.limit.get(s, domain); handle++) {
                int h = f.handle(domain, handle);
                int flags = f.mapFlags.get(s, h);
                if ((flags & Gtf.MAP_HOST) != 0) {
                    int frame = f.actFrame.get(s, f.entry(f.mapDomid.get(s, h), f.mapRef.get(s, h)));
                    if (!isMapped(s, domain, 1 + 2 * frame + ((flags & Gtf.MAP_READONLY) == 0 ? 1 : 0))) {
                        return false;
                    }
                }
            }
        }
        return true;
    }

    private boolean isMapped(long[] s, int domain, int pte) {
        for (int address = 0; address < setup.addresses(); address++) {
            if (f.pte.get(s, f.address(domain, address)) == pte) {
                return true;
            }
        }
        return false;
    }

    private boolean committedIsLeftAlone(long[] before, long[] after) {
        for (int e = 0; e < setup.domains() * setup.entries(); e++) {
            boolean committed = f.flags.get(before, e) == (Gtf.ACCEPT | Gtf.COMMITTED);
            int now = f.flags.get(after, e);
            boolean same = (now & ~Gtf.COMPLETED) == (Gtf.ACCEPT | Gtf.COMMITTED);
            boolean guestKeepsRules = f.edited.get(after, e) == 0 && f.lent.get(before, e) != 0;
            if (committed && guestKeepsRules && !same && !changesVersion(before, after, e)) {
                return false;
            }
        }
        return true;
    }

    private boolean changesVersion(long[] before, long[] after, int e) {
        int domain = e / setup.entries();
        return f.version.get(before, domain) != f.version.get(after, domain);
    }

    private boolean completedHasCome(long[] s) {
        for (int e = 0; e < setup.domains() * setup.entries(); e++) {
            boolean completed = f.flags.get(s, e) == (Gtf.ACCEPT | Gtf.COMMITTED | Gtf.COMPLETED);
            boolean counts = f.edited.get(s, e) == 0 && f.lent.get(s, e) != 0;
            int frame = f.frame.get(s, e);
            boolean come = frame < setup.frames() && f.owner.get(s, frame) == e / setup.entries();
            if (completed && counts && !come) {
                return false;
            }
        }
        return true;
    }

    // ---- Locks and versions.

    private boolean locksAreOrdered(long[] s) {
        BitSet holders = new BitSet();
        for (int domain = 0; domain < setup.domains(); domain++) {
            int locked = 0;
            for (int ref = 0; ref < setup.entries(); ref++) {
                int holder = f.lock.get(s, f.entry(domain, ref));
                if (holder != 0) {
                    locked++;
                    if (holders.get(holder)) {
                        return false;
                    }
                    holders.set(holder);
                }
            }
            if (locked > f.readers.get(s, domain)) {
                return false;
            }
        }
        return true;
    }

    private boolean versionChangesUnused(long[] before, long[] after) {
        for (int domain = 0; domain < setup.domains(); domain++) {
            int old = f.version.get(before, domain);
            if (old != f.version.get(after, domain)) {
                if (f.readers.get(before, domain) > 0) {
                    return false;
                }
                for (int ref = setup.reserved(); ref < setup.entries(); ref++) {
                    if (f.pinned(before, f.entry(domain, ref)) > 0) {
                        return false;
                    }
                }
            }
        }
        return true;
    }

    private boolean onlyInVersion2(long[] s) {
        for (int domain = 0; domain < setup.domains(); domain++) {
            boolean inUse = f.v2Ops.get(s, domain) > 0 || f.statusRefs.get(s, domain) > 0;
            if (inUse && f.version.get(s, domain) != 2) {
                return false;
            }
        }
        return true;
    }
}
