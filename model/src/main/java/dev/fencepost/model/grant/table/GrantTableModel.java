package dev.fencepost.model.grant.table;

import dev.fencepost.model.grant.table.Action.Copy;
import dev.fencepost.model.grant.table.Action.FindStatus;
import dev.fencepost.model.grant.table.Action.Map;
import dev.fencepost.model.grant.table.Action.OfGuest;
import dev.fencepost.model.grant.table.Action.OfVcpu;
import dev.fencepost.model.grant.table.Action.SetVersion;
import dev.fencepost.model.grant.table.Action.Step;
import dev.fencepost.model.grant.table.Action.Swap;
import dev.fencepost.model.grant.table.Action.Transfer;
import dev.fencepost.model.grant.table.Action.Unmap;
import dev.fencepost.model.grant.table.Call.After;
import dev.fencepost.model.grant.table.Call.Phase;
import dev.fencepost.model.grant.table.Outcome.Done;
import dev.fencepost.model.grant.table.Outcome.Refused;

/**
 * Xen's grant tables as a state machine: guests that lend frames by entries in memory that they share with the
 * hypervisor, and hypercalls that map, copy and transfer what was lent. A guest's action is one step. A hypercall takes
 * a step wherever it takes or leaves a lock, makes an access to memory that guests can change under it, or lets go of
 * something that others see. {@link #apply} takes one step, for holding an implementation's history against the rules;
 * {@link GrantTableMachine} explores them all.
 *
 * <p>Left out: memory ordering (that is {@code protocols/grant-table.c}), the bytes of frames, page table entries that
 * a mapping would overwrite (it is refused), translated guests (a frame has one number for everybody), growing the
 * table, cache attributes, and domains that die.
 *
 * <p>To read on: {@link State}, {@link Action}, what guests do in {@code Guest}, what hypercalls do in {@code Pins},
 * {@code Mappings} and {@code Copies}, then the clauses in {@link Invariants}.
 */
public final class GrantTableModel {
    private final State f;
    private final Call c;
    private final Guest guest;
    private final Pins pin;
    private final Mappings map;
    private final Copies copy;
    private final Transfers transfer;
    private final Whole whole;

    /** Tables as {@code setup} says. */
    public GrantTableModel(Setup setup) {
        f = new State(setup);
        c = f.call;
        guest = new Guest(f);
        pin = new Pins(f, new Resume());
        map = new Mappings(f, pin, new Maptrack(f));
        copy = new Copies(f, pin);
        transfer = new Transfers(f);
        whole = new Whole(f);
    }

    /** What the bits of a state mean. */
    public State fields() {
        return f;
    }

    /** Nothing is granted. */
    public long[] initial() {
        long[] s = f.layout.state();
        Setup setup = f.setup;
        for (int i = 0; i < setup.domains(); i++) {
            f.version.set(s, i, setup.version());
        }
        for (int i = 0; i < setup.frames(); i++) {
            f.owner.set(s, i, setup.owner(i));
        }
        for (int i = 0; i < setup.vcpus().size(); i++) {
            f.head.set(s, i, f.tail());
            f.last.set(s, i, f.tail());
        }
        for (int i = 0; i < setup.domains() * setup.handles(); i++) {
            f.next.set(s, i, f.taken());
        }
        return s;
    }

    /**
     * Does one action, or says why it cannot be done.
     *
     * @param state is not changed
     */
    public Outcome apply(long[] state, Action action) {
        long[] s = state.clone();
        try {
            return new Done(s, change(s, action));
        } catch (Refusal refusal) {
            return new Refused(refusal.getMessage());
        }
    }

    /** Changes {@code s} by an action; false where a guest did not get what it wanted. */
    boolean change(long[] s, Action action) {
        if (action instanceof OfGuest ofGuest) {
            return guest.apply(s, ofGuest);
        }
        int vcpu = ((OfVcpu) action).vcpu();
        if (action instanceof Step) {
            step(s, vcpu);
            return true;
        }
        Refusal.unless(c.phase(s, vcpu) == Phase.IDLE, "the virtual CPU is in a hypercall");
        c.clear(s, vcpu);
        begin(s, action);
        return true;
    }

    private void begin(long[] s, Action action) {
        if (action instanceof Map a) {
            map.begin(s, a);
        } else if (action instanceof Unmap a) {
            map.begin(s, a);
        } else if (action instanceof Copy a) {
            copy.begin(s, a);
        } else if (action instanceof Transfer a) {
            transfer.begin(s, a);
        } else if (action instanceof FindStatus a) {
            whole.find(s, a.vcpu(), domain(a.vcpu()));
        } else if (action instanceof SetVersion a) {
            requireNoReaders(s, a.vcpu());
            c.end(s, a.vcpu(), whole.version(s, domain(a.vcpu()), a.version()));
        } else {
            Swap a = (Swap) action;
            requireNoReaders(s, a.vcpu());
            c.end(s, a.vcpu(), whole.swap(s, domain(a.vcpu()), a));
        }
    }

    private int domain(int vcpu) {
        return f.setup.vcpus().get(vcpu);
    }

    private void requireNoReaders(long[] s, int vcpu) {
        Refusal.unless(f.readers.get(s, domain(vcpu)) == 0, "the table is locked");
    }

    private void step(long[] s, int vcpu) {
        Phase phase = c.phase(s, vcpu);
        Refusal.unless(phase != Phase.IDLE, "the virtual CPU is in no hypercall");
        Refusal.unless(!isBlocked(s, vcpu, phase), "the entry is locked");
        switch (phase) {
            case PIN_CHECK -> pin.check(s, vcpu);
            case PIN_READ -> pin.read(s, vcpu);
            case PIN_SWAP -> pin.swap(s, vcpu);
            case PIN_STATUS -> pin.raise(s, vcpu);
            case PIN_LOOK_AGAIN -> pin.lookAgain(s, vcpu);
            case PIN_RANGE -> pin.range(s, vcpu);
            case PIN_FRAME -> pin.frame(s, vcpu);
            case PIN_LATCHED -> pin.latched(s, vcpu);
            case CLEAR -> pin.clear(s, vcpu);
            case MAP_REFS -> map.references(s, vcpu);
            case MAP_IOMMU -> map.allow(s, vcpu);
            case MAP_FILL -> map.fill(s, vcpu);
            case MAP_UNDO -> map.undo(s, vcpu);
            case UNMAP_ONE -> map.one(s, vcpu);
            case UNMAP_HANDLE -> map.giveHandleBack(s, vcpu);
            case UNMAP_FLUSH -> map.flush(s, vcpu);
            case UNMAP_PINS -> map.pins(s, vcpu);
            default -> copyOrMove(s, vcpu, phase);
        }
    }

    private void copyOrMove(long[] s, int vcpu, Phase phase) {
        switch (phase) {
            case TRANS_DOMAIN -> copy.readDomain(s, vcpu);
            case TRANS_REF -> copy.readRef(s, vcpu);
            case TRANS_BACK -> copy.back(s, vcpu);
            case TRANS_DROP -> copy.drop(s, vcpu);
            case TRANS_GONE -> copy.gone(s, vcpu);
            case COPY_CLAIM -> copy.claim(s, vcpu);
            case COPY_TYPE -> copy.type(s, vcpu);
            case COPY_BYTES -> copy.bytes(s, vcpu);
            case COPY_RELEASE -> copy.release(s, vcpu);
            case COPY_PUT -> copy.putPage(s, vcpu);
            case MOVE_LOCK -> transfer.lock(s, vcpu);
            case MOVE_READ -> transfer.read(s, vcpu);
            case MOVE_SWAP -> transfer.swap(s, vcpu);
            case MOVE_ENTER -> transfer.enter(s, vcpu);
            case MOVE_FRAME -> transfer.frame(s, vcpu);
            case MOVE_DONE -> transfer.done(s, vcpu);
            default -> whole.found(s, vcpu, domain(vcpu));
        }
    }

    private boolean isBlocked(long[] s, int vcpu, Phase phase) {
        return switch (phase) {
            case PIN_CHECK, MAP_UNDO, UNMAP_PINS, TRANS_DROP, MOVE_ENTER -> pin.isBlocked(s, vcpu);
            case TRANS_BACK, TRANS_GONE -> copy.isOuterBlocked(s, vcpu);
            case COPY_RELEASE -> copy.isReleaseBlocked(s, vcpu);
            case UNMAP_ONE -> map.isOneBlocked(s, vcpu);
            default -> false;
        };
    }

    /** Whether the next step of a hypercall is one access to memory that guests share. */
    public boolean isAtAccess(long[] s, int vcpu) {
        return c.phase(s, vcpu).access();
    }

    /** Whether the next step of a copy begins by taking a table's lock: others may come before it. */
    public boolean isAtLock(long[] s, int vcpu) {
        return copy.isAtLock(s, vcpu);
    }

    /** Which step a hypercall takes next, by name; {@code IDLE} where there is none. */
    public String at(long[] s, int vcpu) {
        return c.phase(s, vcpu).name();
    }

    /** Whether a virtual CPU is in no hypercall. */
    public boolean isIdle(long[] s, int vcpu) {
        return c.phase(s, vcpu) == Phase.IDLE;
    }

    /** What the last hypercall of a virtual CPU answered. */
    public GrantStatus answer(long[] s, int vcpu) {
        return c.result(s, vcpu);
    }

    /** What it answered to one request of a batch of unmaps. */
    public GrantStatus answer(long[] s, int vcpu, int request) {
        return GrantStatus.values()[c.partStatus.get(s, c.part(vcpu, request))];
    }

    /** The handle that the last mapping of a virtual CPU got. */
    public int handle(long[] s, int vcpu) {
        return c.handle.get(s, vcpu);
    }

    /** Where hypercalls go on after they have pinned an entry, or not, or given it up. */
    private final class Resume implements Pins.Resume {
        @Override
        public void pinned(long[] s, int vcpu, int entry) {
            if (c.mapping.get(s, vcpu) != 0) {
                map.pinned(s, vcpu);
            } else {
                copy.pinned(s, vcpu, entry);
            }
        }

        @Override
        public void refused(long[] s, int vcpu, GrantStatus status) {
            c.seen.set(s, vcpu, 0);
            c.seenDomid.set(s, vcpu, 0);
            c.tries.set(s, vcpu, 0);
            c.start.set(s, vcpu, 0);
            c.length.set(s, vcpu, 0);
            if (c.mapping.get(s, vcpu) != 0) {
                map.refused(s, vcpu, status);
            } else {
                copy.refused(s, vcpu, status);
            }
        }

        @Override
        public void cleared(long[] s, int vcpu, After after) {
            switch (after) {
                case MAP_UNDONE -> map.refused(s, vcpu, c.result(s, vcpu));
                case UNMAPPED -> map.unmapped(s, vcpu);
                case RELEASED -> copy.released(s, vcpu);
                case DROPPED -> copy.dropped(s, vcpu);
                default -> copy.again(s, vcpu);
            }
        }
    }

    /** An action that is refused; says why. */
    static final class Refusal extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Refusal(String reason) {
            super(reason, null, false, false); // no stack trace: thrown in the course of every exploration
        }

        /** Refuses unless {@code holds}. */
        static void unless(boolean holds, String reason) {
            if (!holds) {
                throw new Refusal(reason);
            }
        }
    }
}
