package dev.fencepost.model.ring.packed;

import dev.fencepost.model.ring.RingAction.Use;
import dev.fencepost.model.ring.RingDevice;
import dev.fencepost.model.ring.RingLists;
import dev.fencepost.model.ring.RingOutcome.Answer;
import dev.fencepost.model.ring.RingRefusal;
import dev.fencepost.model.ring.RingSegment;
import dev.fencepost.model.ring.packed.PackedEvent.Flags;
import dev.fencepost.model.ring.packed.State.Slot;
import dev.fencepost.model.ring.packed.State.Taken;
import java.util.List;

/** What the device of {@link PackedRingModel} does. */
final class DeviceSteps extends RingDevice<Draft> {
    private final PackedRingSetup setup;

    DeviceSteps(PackedRingSetup setup) {
        this.setup = setup;
    }

    // ---- Taking buffers.

    @Override
    public boolean finds(Draft d) {
        return d.at(d.nextAvail).isAvailable(d.nextAvail.wrap());
    }

    @Override
    public Answer take(Draft d) {
        Walk walk = Walk.of(d.ring, d.nextAvail);
        RingRefusal.unless(walk.fault() == null, walk.fault());
        int writable = RingSegment.writable(walk.segments());
        d.taken = RingLists.with(
                d.taken,
                new Taken(walk.id(), d.nextAvail, walk.slots(), walk.segments().size(), writable));
        d.nextAvail = d.plus(d.nextAvail, walk.slots());
        return new Answer(true, walk.id(), writable);
    }

    // ---- Giving them back.

    /** Section 2.8.2: one used descriptor, and then on by all descriptors that it stands for. */
    @Override
    public void use(Draft d, Use use) {
        int at = taken(d.taken, use, setup.inOrder());
        int first = setup.inOrder() ? 0 : at;
        int slots = 0;
        for (Taken closed : d.taken.subList(first, at + 1)) {
            slots += closed.slots();
        }
        d.taken = RingLists.without(d.taken, first, at + 1);
        boolean wrap = d.nextUsed.wrap();
        Slot old = d.at(d.nextUsed);
        Slot used = new Slot(use.length(), use.buffer(), use.length() > 0, false, List.of(), wrap, wrap);
        d.write(d.nextUsed, d.deviceStaged == 0 ? used.with(old.avail(), old.used()) : used);
        d.nextUsed = d.plus(d.nextUsed, slots);
        d.deviceStaged += slots;
    }

    @Override
    public Answer publish(Draft d) {
        RingRefusal.unless(d.deviceStaged > 0, "nothing to publish");
        PackedPosition first = d.plus(d.nextUsed, -d.deviceStaged);
        d.write(first, d.at(first).with(first.wrap(), first.wrap()));
        d.deviceUndecided = setup.atMostTwoLaps(d.deviceUndecided + d.deviceStaged);
        d.deviceStaged = 0;
        return Answer.YES;
    }

    @Override
    public boolean wantsInterrupt(Draft d) {
        return d.driverEvent.wants(d.plus(d.nextUsed, -d.deviceStaged), d.deviceUndecided, setup.size());
    }

    // ---- Sleeping.

    @Override
    public void disableKicks(Draft d) {
        d.deviceEvent = PackedEvent.NEVER;
    }

    @Override
    public void enableKicks(Draft d) {
        d.deviceEvent = setup.eventIdx() ? new PackedEvent(Flags.DESC, d.nextAvail) : PackedEvent.ALWAYS;
    }
}
