package dev.fencepost.model.ring.packed;

import dev.fencepost.model.ring.RingAction.AddList;
import dev.fencepost.model.ring.RingAction.OfDriver;
import dev.fencepost.model.ring.RingAction.Rewrite;
import dev.fencepost.model.ring.RingDriver;
import dev.fencepost.model.ring.RingLists;
import dev.fencepost.model.ring.RingOutcome.Answer;
import dev.fencepost.model.ring.RingRefusal;
import dev.fencepost.model.ring.RingSegment;
import dev.fencepost.model.ring.packed.PackedEvent.Flags;
import dev.fencepost.model.ring.packed.State.Buffer;
import dev.fencepost.model.ring.packed.State.Slot;
import dev.fencepost.model.ring.packed.State.Taken;
import java.util.List;

/** What the driver of {@link PackedRingModel} does. */
final class DriverSteps extends RingDriver<Draft> {
    private final PackedRingSetup setup;

    DriverSteps(PackedRingSetup setup) {
        this.setup = setup;
    }

    // ---- Making buffers available.

    @Override
    public boolean adds(Draft d, OfDriver action) {
        if (action instanceof AddList add) {
            add(d, add);
            return true;
        }
        return false;
    }

    private void add(Draft d, AddList add) {
        requireSound(add.segments(), setup.size());
        RingRefusal.unless(
                setup.indirect() || !add.indirect(), "an indirect table needs INDIRECT_DESC to be negotiated (S5)");
        RingRefusal.unless(
                add.id() >= 0
                        && add.id() < setup.size()
                        && d.buffers.stream().noneMatch(buffer -> buffer.id() == add.id()),
                "a buffer id is below the queue size and not in flight (P4)");
        Buffer buffer = new Buffer(add.id(), add.indirect(), List.copyOf(add.segments()));
        RingRefusal.unless(buffer.slots() <= d.numFree, "the whole list must fit into the ring (P3)");
        for (int i = 0; i < buffer.slots(); i++) {
            PackedPosition at = d.plus(d.next, i);
            Slot slot = slot(buffer, i);
            boolean withheld = i == 0 && d.driverStaged == 0;
            d.write(at, withheld ? slot.with(d.at(at).avail(), d.at(at).used()) : slot.with(at.wrap(), !at.wrap()));
        }
        d.buffers = RingLists.with(d.buffers, buffer);
        d.numFree -= buffer.slots();
        d.next = d.plus(d.next, buffer.slots());
        d.driverStaged += buffer.slots();
    }

    /** The id stands in every descriptor, though only the last one's counts. */
    private static Slot slot(Buffer buffer, int index) {
        if (buffer.indirect()) {
            int bytes = Slot.BYTES * buffer.segments().size();
            return new Slot(bytes, buffer.id(), false, false, buffer.segments(), false, false);
        }
        RingSegment segment = buffer.segments().get(index);
        boolean next = index + 1 < buffer.slots();
        return new Slot(segment.length(), buffer.id(), segment.write(), next, List.of(), false, false);
    }

    /** Section 2.8.6: the first descriptor becomes available after all the rest. */
    @Override
    public Answer publish(Draft d) {
        RingRefusal.unless(d.driverStaged > 0, "nothing to publish");
        PackedPosition first = d.plus(d.next, -d.driverStaged);
        d.write(first, d.at(first).with(first.wrap(), !first.wrap()));
        d.driverUndecided = setup.atMostTwoLaps(d.driverUndecided + d.driverStaged);
        d.driverStaged = 0;
        return Answer.YES;
    }

    @Override
    public boolean wantsKick(Draft d) {
        return d.deviceEvent.wants(d.plus(d.next, -d.driverStaged), d.driverUndecided, setup.size());
    }

    // ---- Taking them back.

    @Override
    public Answer get(Draft d) {
        RingRefusal.unless(finds(d), "nothing was used");
        int at = 0;
        if (d.batch == 0) {
            Slot used = d.at(d.lastUsed);
            int length = used.write() ? used.length() : 0; // section 2.8.4: without WRITE it means nothing
            at = firstOf(d, setup.inOrder(), indexOf(d.buffers, used.id()), length);
        }
        Buffer buffer = d.buffers.get(at);
        d.buffers = RingLists.without(d.buffers, at, at + 1);
        int length = lengthOf(d, buffer.writable());
        for (int i = 0; i < buffer.slots(); i++) {
            PackedPosition slot = d.plus(d.lastUsed, i);
            d.write(slot, d.at(slot).cleared());
        }
        d.numFree += buffer.slots();
        d.lastUsed = d.plus(d.lastUsed, buffer.slots());
        if (d.driverEvent.flags() == Flags.DESC) {
            d.driverEvent = new PackedEvent(Flags.DESC, d.lastUsed);
        }
        return new Answer(true, buffer.id(), length);
    }

    private static boolean finds(Draft d) {
        return d.batch > 0 || d.at(d.lastUsed).isUsed(d.lastUsed.wrap());
    }

    private static int indexOf(List<Buffer> buffers, int id) {
        for (int i = 0; i < buffers.size(); i++) {
            if (buffers.get(i).id() == id) {
                return i;
            }
        }
        throw new RingRefusal("id " + id + " names no buffer in flight (S4)");
    }

    // ---- Sleeping.

    @Override
    public void disableCallbacks(Draft d) {
        d.driverEvent = PackedEvent.NEVER;
    }

    /** Delayed: when three quarters of the descriptors in flight are used. */
    @Override
    public void enableCallbacks(Draft d, boolean delayed) {
        if (!setup.eventIdx()) {
            d.driverEvent = PackedEvent.ALWAYS;
            return;
        }
        int ahead = delayed ? (setup.size() - d.numFree - d.driverStaged) * 3 / 4 : 0;
        d.driverEvent = new PackedEvent(Flags.DESC, d.plus(d.lastUsed, ahead));
    }

    /** One slot tells whether anything is used, and none how much: with delayed callbacks any is enough to go on. */
    @Override
    public boolean sleeps(Draft d) {
        return !finds(d);
    }

    // ---- Hostile.

    @Override
    public void rewrite(Draft d, Rewrite rewrite) {
        for (Taken taken : d.taken) {
            boolean there =
                    d.nextUsed.distance(taken.at(), setup.size()) < d.nextUsed.distance(d.nextAvail, setup.size());
            if (taken.id() == rewrite.buffer() && there) {
                Slot old = d.at(taken.at());
                Slot changed = new Slot(
                        rewrite.length(), old.id(), old.write(), old.next(), old.table(), old.avail(), old.used());
                d.write(taken.at(), changed);
                return;
            }
        }
        throw new RingRefusal("the device has not taken this buffer, or used its slot again");
    }
}
