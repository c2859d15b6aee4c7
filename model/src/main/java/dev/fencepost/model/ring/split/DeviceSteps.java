package dev.fencepost.model.ring.split;

import dev.fencepost.model.ring.RingAction.Use;
import dev.fencepost.model.ring.RingDevice;
import dev.fencepost.model.ring.RingLists;
import dev.fencepost.model.ring.RingOutcome.Answer;
import dev.fencepost.model.ring.RingRefusal;
import dev.fencepost.model.ring.split.State.Taken;
import dev.fencepost.model.ring.split.State.UsedElement;

/** What the device of {@link SplitRingModel} does. */
final class DeviceSteps extends RingDevice<Draft> {
    private final SplitRingSetup setup;

    DeviceSteps(SplitRingSetup setup) {
        this.setup = setup;
    }

    // ---- Taking buffers.

    @Override
    public boolean finds(Draft d) {
        return d.availIdx != d.lastAvail;
    }

    @Override
    public Answer take(Draft d) {
        int head = d.avail.get(0);
        d.avail = RingLists.without(d.avail, 0, 1);
        Walk walk = Walk.of(d.table, head);
        RingRefusal.unless(walk.fault() == null, walk.fault());
        d.taken = RingLists.with(d.taken, new Taken(head, walk.writable()));
        d.lastAvail = setup.plus(d.lastAvail, 1);
        return new Answer(true, head, walk.writable());
    }

    // ---- Giving them back.

    @Override
    public void use(Draft d, Use use) {
        int at = taken(d.taken, use, setup.inOrder());
        int room = d.taken.get(at).writable();
        d.taken = RingLists.without(d.taken, setup.inOrder() ? 0 : at, at + 1);
        d.used = RingLists.with(d.used, new UsedElement(use.buffer(), use.length(), use.buffers(), room));
        d.deviceStaged = setup.plus(d.deviceStaged, use.buffers());
    }

    @Override
    public Answer publish(Draft d) {
        int count = setup.distance(d.usedIdx, d.deviceStaged);
        RingRefusal.unless(count > 0, "nothing to publish");
        d.usedIdx = d.deviceStaged;
        d.deviceUndecided = Math.min(d.deviceUndecided + count, setup.modulus());
        return Answer.YES;
    }

    /** Section 2.7.7.2; after as many buffers as indices every event index was passed, so that it interrupts. */
    @Override
    public boolean wantsInterrupt(Draft d) {
        return setup.eventIdx() ? setup.needEvent(d.usedEvent, d.usedIdx, d.deviceUndecided) : !d.noInterrupt;
    }

    // ---- Sleeping.

    /** Section 2.7.10; with EVENT_IDX the event index just stays behind. */
    @Override
    public void disableKicks(Draft d) {
        d.noNotify = !setup.eventIdx();
    }

    @Override
    public void enableKicks(Draft d) {
        if (setup.eventIdx()) {
            d.availEvent = d.lastAvail;
        } else {
            d.noNotify = false;
        }
    }
}
