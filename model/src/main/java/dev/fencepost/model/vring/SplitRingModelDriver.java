package dev.fencepost.model.vring;

import dev.fencepost.model.vring.RingModelAction.Add;
import dev.fencepost.model.vring.RingModelAction.DecideKick;
import dev.fencepost.model.vring.RingModelAction.DisableCallbacks;
import dev.fencepost.model.vring.RingModelAction.DriverLooksAgain;
import dev.fencepost.model.vring.RingModelAction.DriverWakes;
import dev.fencepost.model.vring.RingModelAction.EnableCallbacks;
import dev.fencepost.model.vring.RingModelAction.Get;
import dev.fencepost.model.vring.RingModelAction.OfDriver;
import dev.fencepost.model.vring.RingModelAction.Publish;
import dev.fencepost.model.vring.RingModelAction.Rewrite;
import dev.fencepost.model.vring.RingModelOutcome.Answer;
import dev.fencepost.model.vring.SplitRingModelState.Chain;
import dev.fencepost.model.vring.SplitRingModelState.Descriptor;
import dev.fencepost.model.vring.SplitRingModelState.UsedElement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/** What the driver of {@link SplitRingModel} does. */
final class SplitRingModelDriver {
    private final SplitRingModelSetup setup;

    SplitRingModelDriver(SplitRingModelSetup setup) {
        this.setup = setup;
    }

    Answer apply(SplitRingModelDraft d, OfDriver action) {
        if (action instanceof DriverLooksAgain) {
            return lookAgain(d);
        } else if (action instanceof DriverWakes) {
            return wake(d);
        }
        if (action instanceof Add add) { // adding goes on while it waits for interrupts
            return add(d, add);
        } else if (action instanceof Publish) {
            return publish(d);
        } else if (action instanceof DecideKick) {
            return decideKick(d);
        } else if (action instanceof Rewrite rewrite) {
            return rewrite(d, rewrite);
        }
        RingModelRefusal.unless(d.driverMode == RingMode.AWAKE, "the driver sleeps, or has yet to look again");
        if (action instanceof Get) {
            return get(d);
        } else if (action instanceof DisableCallbacks) {
            return disableCallbacks(d);
        } else if (action instanceof EnableCallbacks enable) {
            return enableCallbacks(d, enable.delayed());
        }
        throw new IllegalArgumentException("no action of the driver: " + action);
    }

    // ---- Making buffers available.

    private Answer add(SplitRingModelDraft d, Add add) {
        requireSound(add);
        List<Integer> ids = add.ids();
        RingModelRefusal.unless(ids.size() <= d.numFree, "not enough free descriptors (S2)");
        for (Chain chain : d.chains) {
            RingModelRefusal.unless(
                    Collections.disjoint(chain.ids(), ids), "not all of these descriptors are free (S2)");
        }
        if (setup.inOrder()) {
            for (int i = 0; i < ids.size(); i++) {
                boolean next = ids.get(i) == (d.nextDescriptor + i) % setup.size();
                RingModelRefusal.unless(next, "with IN_ORDER descriptors are used in ring order (S9)");
            }
            d.nextDescriptor = (d.nextDescriptor + ids.size()) % setup.size();
        }
        d.table = written(d.table, ids, add.segments());
        d.avail = RingModelLists.with(d.avail, ids.get(0));
        d.chains = RingModelLists.with(d.chains, new Chain(List.copyOf(ids), List.copyOf(add.segments())));
        d.numFree -= ids.size();
        d.driverStaged = setup.plus(d.driverStaged, 1);
        return Answer.YES;
    }

    /** Section 2.7.5: at least one segment, readable ones first, no more than the queue size. */
    private void requireSound(Add add) {
        int segments = add.segments().size();
        boolean direct = add.ids().size() == segments;
        RingModelRefusal.unless(segments > 0 && segments <= setup.size(), "a buffer has 1 to queue size segments (S5)");
        RingModelRefusal.unless(
                direct || setup.indirect() && add.ids().size() == 1,
                "a buffer has a descriptor for each segment, or with INDIRECT_DESC one for all (S5)");
        RingModelRefusal.unless(
                add.ids().stream().allMatch(id -> id >= 0 && id < setup.size()), "a descriptor is in the table (S5)");
        RingModelRefusal.unless(
                add.ids().size() == 1
                        || Set.copyOf(add.ids()).size() == add.ids().size(),
                "a descriptor stands in a chain once (S5)");
        String fault = RingSegment.fault(add.segments());
        RingModelRefusal.unless(fault == null, fault);
    }

    private static List<Descriptor> written(List<Descriptor> table, List<Integer> ids, List<RingSegment> segments) {
        if (ids.size() < segments.size()) {
            int bytes = Descriptor.BYTES * segments.size();
            Descriptor indirect = new Descriptor(bytes, false, Descriptor.LAST, List.copyOf(segments));
            return RingModelLists.with(table, ids.get(0), indirect);
        }
        List<Descriptor> written = new ArrayList<>(table);
        for (int i = 0; i < ids.size(); i++) {
            int next = i + 1 < ids.size() ? ids.get(i + 1) : Descriptor.LAST;
            RingSegment segment = segments.get(i);
            written.set(ids.get(i), new Descriptor(segment.length(), segment.write(), next, List.of()));
        }
        return Collections.unmodifiableList(written);
    }

    private Answer publish(SplitRingModelDraft d) {
        int count = setup.distance(d.availIdx, d.driverStaged);
        RingModelRefusal.unless(count > 0, "nothing to publish");
        d.availIdx = d.driverStaged;
        d.driverUndecided = Math.min(d.driverUndecided + count, setup.modulus());
        return Answer.YES;
    }

    /** Section 2.7.13.4.1; after as many buffers as indices every event index was passed, so that it kicks. */
    private Answer decideKick(SplitRingModelDraft d) {
        RingModelRefusal.unless(d.driverUndecided > 0, "nothing was published since the last decision");
        boolean kick = setup.eventIdx() ? setup.needEvent(d.availEvent, d.availIdx, d.driverUndecided) : !d.noNotify;
        d.driverUndecided = 0;
        d.kick |= kick;
        return Answer.of(kick);
    }

    // ---- Taking them back.

    /** With IN_ORDER one element may close several buffers, which are then got oldest first (S9). */
    private Answer get(SplitRingModelDraft d) {
        RingModelRefusal.unless(d.usedIdx != d.lastUsed, "nothing was used");
        int at = 0;
        if (d.batch == 0) {
            UsedElement element = d.used.get(0);
            d.used = RingModelLists.without(d.used, 0, 1);
            int named = indexOf(d.chains, element.id());
            at = setup.inOrder() ? 0 : named;
            d.batch = setup.inOrder() ? named + 1 : 1;
            d.batchLength = element.length();
        }
        Chain chain = d.chains.get(at);
        d.chains = RingModelLists.without(d.chains, at, at + 1);
        d.batch--;
        int length = d.batch == 0 ? d.batchLength : chain.writable();
        d.batchLength = d.batch == 0 ? 0 : d.batchLength;
        for (int id : chain.ids()) {
            d.table = RingModelLists.with(d.table, id, Descriptor.NONE);
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
        throw new RingModelRefusal("descriptor " + head + " is not the head of a buffer in flight (S4)");
    }

    // ---- Sleeping.

    /** Section 2.7.7.1; with EVENT_IDX the event index just stays behind. */
    private Answer disableCallbacks(SplitRingModelDraft d) {
        d.callbacks = false;
        d.noInterrupt = !setup.eventIdx();
        return Answer.YES;
    }

    private Answer enableCallbacks(SplitRingModelDraft d, boolean delayed) {
        int ahead = delayed ? setup.distance(d.lastUsed, d.availIdx) * 3 / 4 : 0;
        d.callbacks = true;
        d.asked = setup.plus(d.lastUsed, ahead);
        if (setup.eventIdx()) {
            d.usedEvent = d.asked;
        } else {
            d.noInterrupt = false;
        }
        d.driverMode = RingMode.ASKED;
        return Answer.YES;
    }

    /** The driver sleeps unless more is used than it asked for: one more than that, and a wakeup would be lost. */
    private Answer lookAgain(SplitRingModelDraft d) {
        RingModelRefusal.unless(d.driverMode == RingMode.ASKED, "the driver has not asked for an interrupt");
        boolean sleeps = setup.distance(d.lastUsed, d.usedIdx) <= setup.distance(d.lastUsed, d.asked);
        d.driverMode = sleeps ? RingMode.ASLEEP : RingMode.AWAKE;
        return Answer.of(sleeps);
    }

    private static Answer wake(SplitRingModelDraft d) {
        RingModelRefusal.unless(d.interrupt, "no interrupt is on its way");
        RingModelRefusal.unless(d.driverMode == RingMode.ASLEEP, "the driver is awake");
        d.interrupt = false;
        d.driverMode = RingMode.AWAKE;
        return Answer.YES;
    }

    // ---- Hostile.

    private static Answer rewrite(SplitRingModelDraft d, Rewrite rewrite) {
        boolean taken = d.taken.stream().anyMatch(t -> t.head() == rewrite.buffer());
        RingModelRefusal.unless(taken, "the device has not taken this descriptor");
        Descriptor old = d.table.get(rewrite.buffer());
        Descriptor changed = new Descriptor(rewrite.length(), old.write(), old.next(), old.table());
        d.table = RingModelLists.with(d.table, rewrite.buffer(), changed);
        return Answer.YES;
    }
}
