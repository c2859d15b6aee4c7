package dev.fencepost.model.ring.split;

import dev.fencepost.model.ring.RingAction.Add;
import dev.fencepost.model.ring.RingAction.OfDriver;
import dev.fencepost.model.ring.RingAction.Rewrite;
import dev.fencepost.model.ring.RingDriver;
import dev.fencepost.model.ring.RingLists;
import dev.fencepost.model.ring.RingOutcome.Answer;
import dev.fencepost.model.ring.RingRefusal;
import dev.fencepost.model.ring.RingSegment;
import dev.fencepost.model.ring.split.State.Chain;
import dev.fencepost.model.ring.split.State.Descriptor;
import dev.fencepost.model.ring.split.State.UsedElement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/** What the driver of {@link SplitRingModel} does. */
final class DriverSteps extends RingDriver<Draft> {
    private final SplitRingSetup setup;

    DriverSteps(SplitRingSetup setup) {
        this.setup = setup;
    }

    // ---- Making buffers available.

    @Override
    public boolean adds(Draft d, OfDriver action) {
        if (action instanceof Add add) {
            add(d, add);
            return true;
        }
        return false;
    }

    private void add(Draft d, Add add) {
        requireSound(add);
        List<Integer> ids = add.ids();
        RingRefusal.unless(ids.size() <= d.numFree, "not enough free descriptors (S2)");
        for (Chain chain : d.chains) {
            RingRefusal.unless(Collections.disjoint(chain.ids(), ids), "not all of these descriptors are free (S2)");
        }
        if (setup.inOrder()) {
            for (int i = 0; i < ids.size(); i++) {
                boolean next = ids.get(i) == (d.nextDescriptor + i) % setup.size();
                RingRefusal.unless(next, "with IN_ORDER descriptors are used in ring order (S9)");
            }
            d.nextDescriptor = (d.nextDescriptor + ids.size()) % setup.size();
        }
        d.table = written(d.table, ids, add.segments());
        d.avail = RingLists.with(d.avail, ids.get(0));
        d.chains = RingLists.with(d.chains, new Chain(List.copyOf(ids), List.copyOf(add.segments())));
        d.numFree -= ids.size();
        d.driverStaged = setup.plus(d.driverStaged, 1);
    }

    private void requireSound(Add add) {
        requireSound(add.segments(), setup.size());
        boolean direct = add.ids().size() == add.segments().size();
        RingRefusal.unless(
                direct || setup.indirect() && add.ids().size() == 1,
                "a buffer has a descriptor for each segment, or with INDIRECT_DESC one for all (S5)");
        RingRefusal.unless(
                add.ids().stream().allMatch(id -> id >= 0 && id < setup.size()), "a descriptor is in the table (S5)");
        RingRefusal.unless(
                add.ids().size() == 1
                        || Set.copyOf(add.ids()).size() == add.ids().size(),
                "a descriptor stands in a chain once (S5)");
    }

    private static List<Descriptor> written(List<Descriptor> table, List<Integer> ids, List<RingSegment> segments) {
        if (ids.size() < segments.size()) {
            int bytes = Descriptor.BYTES * segments.size();
            Descriptor indirect = new Descriptor(bytes, false, Descriptor.LAST, List.copyOf(segments));
            return RingLists.with(table, ids.get(0), indirect);
        }
        List<Descriptor> written = new ArrayList<>(table);
        for (int i = 0; i < ids.size(); i++) {
            int next = i + 1 < ids.size() ? ids.get(i + 1) : Descriptor.LAST;
            RingSegment segment = segments.get(i);
            written.set(ids.get(i), new Descriptor(segment.length(), segment.write(), next, List.of()));
        }
        return Collections.unmodifiableList(written);
    }

    @Override
    public Answer publish(Draft d) {
        int count = setup.distance(d.availIdx, d.driverStaged);
        RingRefusal.unless(count > 0, "nothing to publish");
        d.availIdx = d.driverStaged;
        d.driverUndecided = Math.min(d.driverUndecided + count, setup.modulus());
        return Answer.YES;
    }

    /** Section 2.7.13.4.1; after as many buffers as indices every event index was passed, so that it kicks. */
    @Override
    public boolean wantsKick(Draft d) {
        return setup.eventIdx() ? setup.needEvent(d.availEvent, d.availIdx, d.driverUndecided) : !d.noNotify;
    }

    // ---- Taking them back.

    @Override
    public Answer get(Draft d) {
        RingRefusal.unless(d.usedIdx != d.lastUsed, "nothing was used");
        int at = 0;
        if (d.batch == 0) {
            UsedElement element = d.used.get(0);
            d.used = RingLists.without(d.used, 0, 1);
            at = firstOf(d, setup.inOrder(), indexOf(d.chains, element.id()), element.length());
        }
        Chain chain = d.chains.get(at);
        d.chains = RingLists.without(d.chains, at, at + 1);
        int length = lengthOf(d, chain.writable());
        for (int id : chain.ids()) {
            d.table = RingLists.with(d.table, id, Descriptor.NONE);
        }
        d.numFree += chain.ids().size();
        d.lastUsed = setup.plus(d.lastUsed, 1);
        if (d.callbacks) {
            d.asked = d.lastUsed;
            d.usedEvent = setup.eventIdx() ? d.lastUsed : 0;
        }
        return new Answer(true, chain.head(), length);
    }

    private static int indexOf(List<Chain> chains, int head) {
        for (int i = 0; i < chains.size(); i++) {
            if (chains.get(i).head() == head) {
                return i;
            }
        }
        throw new RingRefusal("descriptor " + head + " is not the head of a buffer in flight (S4)");
    }

    // ---- Sleeping.

    /** Section 2.7.7.1; with EVENT_IDX the event index is put out of the used index's way, half a lap from it. */
    @Override
    public void disableCallbacks(Draft d) {
        if (setup.eventIdx()) {
            d.usedEvent = setup.plus(d.lastUsed, setup.modulus() / 2);
        } else {
            d.noInterrupt = true;
        }
    }

    @Override
    public void enableCallbacks(Draft d, boolean delayed) {
        int ahead = delayed ? setup.distance(d.lastUsed, d.availIdx) * 3 / 4 : 0;
        d.asked = setup.plus(d.lastUsed, ahead);
        if (setup.eventIdx()) {
            d.usedEvent = d.asked;
        } else {
            d.noInterrupt = false;
        }
    }

    /** The driver sleeps unless more is used than it asked for: one more than that, and a wakeup would be lost. */
    @Override
    public boolean sleeps(Draft d) {
        return setup.distance(d.lastUsed, d.usedIdx) <= setup.distance(d.lastUsed, d.asked);
    }

    // ---- Hostile.

    @Override
    public void rewrite(Draft d, Rewrite rewrite) {
        boolean taken = d.taken.stream().anyMatch(t -> t.head() == rewrite.buffer());
        RingRefusal.unless(taken, "the device has not taken this descriptor");
        Descriptor old = d.table.get(rewrite.buffer());
        Descriptor changed = new Descriptor(rewrite.length(), old.write(), old.next(), old.table());
        d.table = RingLists.with(d.table, rewrite.buffer(), changed);
    }
}
