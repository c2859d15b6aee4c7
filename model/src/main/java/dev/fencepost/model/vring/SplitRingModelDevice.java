package dev.fencepost.model.vring;

import dev.fencepost.model.vring.RingModelAction.Use;
import dev.fencepost.model.vring.RingModelOutcome.Answer;
import dev.fencepost.model.vring.SplitRingModelState.Taken;
import dev.fencepost.model.vring.SplitRingModelState.UsedElement;

/** What the device of {@link SplitRingModel} does. */
final class SplitRingModelDevice extends RingModelDevice<SplitRingModelDraft> {
    private final SplitRingModelSetup setup;

    SplitRingModelDevice(SplitRingModelSetup setup) {
        this.setup = setup;
    }

    // ---- Taking buffers.

    @Override
    boolean finds(SplitRingModelDraft d) {
        return d.availIdx != d.lastAvail;
    }

    @Override
    Answer take(SplitRingModelDraft d) {
        int head = d.avail.get(0);
        d.avail = RingModelLists.without(d.avail, 0, 1);
        SplitRingModelWalk walk = SplitRingModelWalk.of(d.table, head);
        RingModelRefusal.unless(walk.fault() == null, walk.fault());
        d.taken = RingModelLists.with(d.taken, new Taken(head, walk.writable()));
        d.lastAvail = setup.plus(d.lastAvail, 1);
        return new Answer(true, head, walk.writable());
    }

    // ---- Giving them back.

    @Override
    void use(SplitRingModelDraft d, Use use) {
        int at = taken(d.taken, use, setup.inOrder());
        int room = d.taken.get(at).writable();
        d.taken = RingModelLists.without(d.taken, setup.inOrder() ? 0 : at, at + 1);
        d.used = RingModelLists.with(d.used, new UsedElement(use.buffer(), use.length(), use.buffers(), room));
        d.deviceStaged = setup.plus(d.deviceStaged, use.buffers());
    }

    @Override
    Answer publish(SplitRingModelDraft d) {
        int count = setup.distance(d.usedIdx, d.deviceStaged);
        RingModelRefusal.unless(count > 0, "nothing to publish");
        d.usedIdx = d.deviceStaged;
        d.deviceUndecided = Math.min(d.deviceUndecided + count, setup.modulus());
        return Answer.YES;
    }

    /** Section 2.7.7.2; after as many buffers as indices every event index was passed, so that it interrupts. */
    @Override
    boolean wantsInterrupt(SplitRingModelDraft d) {
        return setup.eventIdx() ? setup.needEvent(d.usedEvent, d.usedIdx, d.deviceUndecided) : !d.noInterrupt;
    }

    // ---- Sleeping.

    /** Section 2.7.10; with EVENT_IDX the event index just stays behind. */
    @Override
    void disableKicks(SplitRingModelDraft d) {
        d.noNotify = !setup.eventIdx();
    }

    @Override
    void enableKicks(SplitRingModelDraft d) {
        if (setup.eventIdx()) {
            d.availEvent = d.lastAvail;
        } else {
            d.noNotify = false;
        }
    }
}
