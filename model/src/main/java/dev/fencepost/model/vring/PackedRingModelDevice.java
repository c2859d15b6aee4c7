package dev.fencepost.model.vring;

import dev.fencepost.model.vring.PackedEvent.Flags;
import dev.fencepost.model.vring.PackedRingModelState.Slot;
import dev.fencepost.model.vring.PackedRingModelState.Taken;
import dev.fencepost.model.vring.RingModelAction.Use;
import dev.fencepost.model.vring.RingModelOutcome.Answer;
import java.util.List;

/** What the device of {@link PackedRingModel} does. */
final class PackedRingModelDevice extends RingModelDevice<PackedRingModelDraft> {
    private final PackedRingModelSetup setup;

    PackedRingModelDevice(PackedRingModelSetup setup) {
        this.setup = setup;
    }

    // ---- Taking buffers.

    @Override
    boolean finds(PackedRingModelDraft d) {
        return d.at(d.nextAvail).isAvailable(d.nextAvail.wrap());
    }

    @Override
    Answer take(PackedRingModelDraft d) {
        PackedRingModelWalk walk = PackedRingModelWalk.of(d.ring, d.nextAvail);
        RingModelRefusal.unless(walk.fault() == null, walk.fault());
        int writable = RingSegment.writable(walk.segments());
        d.taken = RingModelLists.with(
                d.taken,
                new Taken(walk.id(), d.nextAvail, walk.slots(), walk.segments().size(), writable));
        d.nextAvail = d.plus(d.nextAvail, walk.slots());
        return new Answer(true, walk.id(), writable);
    }

    // ---- Giving them back.

    /** Section 2.8.2: one used descriptor, and then on by all descriptors that it stands for. */
    @Override
    void use(PackedRingModelDraft d, Use use) {
        int at = taken(d.taken, use, setup.inOrder());
        int first = setup.inOrder() ? 0 : at;
        int slots = 0;
        for (Taken closed : d.taken.subList(first, at + 1)) {
            slots += closed.slots();
        }
        d.taken = RingModelLists.without(d.taken, first, at + 1);
        boolean wrap = d.nextUsed.wrap();
        Slot old = d.at(d.nextUsed);
        Slot used = new Slot(use.length(), use.buffer(), use.length() > 0, false, List.of(), wrap, wrap);
        d.write(d.nextUsed, d.deviceStaged == 0 ? used.with(old.avail(), old.used()) : used);
        d.nextUsed = d.plus(d.nextUsed, slots);
        d.deviceStaged += slots;
    }

    @Override
    Answer publish(PackedRingModelDraft d) {
        RingModelRefusal.unless(d.deviceStaged > 0, "nothing to publish");
        PackedPosition first = d.plus(d.nextUsed, -d.deviceStaged);
        d.write(first, d.at(first).with(first.wrap(), first.wrap()));
        d.deviceUndecided = setup.atMostTwoLaps(d.deviceUndecided + d.deviceStaged);
        d.deviceStaged = 0;
        return Answer.YES;
    }

    @Override
    boolean wantsInterrupt(PackedRingModelDraft d) {
        return d.driverEvent.wants(d.plus(d.nextUsed, -d.deviceStaged), d.deviceUndecided, setup.size());
    }

    // ---- Sleeping.

    @Override
    void disableKicks(PackedRingModelDraft d) {
        d.deviceEvent = PackedEvent.NEVER;
    }

    @Override
    void enableKicks(PackedRingModelDraft d) {
        d.deviceEvent = setup.eventIdx() ? new PackedEvent(Flags.DESC, d.nextAvail) : PackedEvent.ALWAYS;
    }
}
