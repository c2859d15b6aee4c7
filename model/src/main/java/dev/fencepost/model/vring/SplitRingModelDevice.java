package dev.fencepost.model.vring;

import dev.fencepost.model.vring.RingModelAction.DecideInterrupt;
import dev.fencepost.model.vring.RingModelAction.DeviceLooksAgain;
import dev.fencepost.model.vring.RingModelAction.DeviceWakes;
import dev.fencepost.model.vring.RingModelAction.DisableKicks;
import dev.fencepost.model.vring.RingModelAction.EnableKicks;
import dev.fencepost.model.vring.RingModelAction.OfDevice;
import dev.fencepost.model.vring.RingModelAction.PublishUsed;
import dev.fencepost.model.vring.RingModelAction.Take;
import dev.fencepost.model.vring.RingModelAction.Use;
import dev.fencepost.model.vring.RingModelOutcome.Answer;
import dev.fencepost.model.vring.SplitRingModelState.Taken;
import dev.fencepost.model.vring.SplitRingModelState.UsedElement;
import java.util.List;

/** What the device of {@link SplitRingModel} does. */
final class SplitRingModelDevice {
    private final SplitRingModelSetup setup;

    SplitRingModelDevice(SplitRingModelSetup setup) {
        this.setup = setup;
    }

    Answer apply(SplitRingModelDraft d, OfDevice action) {
        if (action instanceof DeviceLooksAgain) {
            return lookAgain(d);
        } else if (action instanceof DeviceWakes) {
            return wake(d);
        }
        if (action instanceof Use use) { // what was taken is finished while it waits for kicks
            return use(d, use);
        } else if (action instanceof PublishUsed) {
            return publish(d);
        } else if (action instanceof DecideInterrupt) {
            return decideInterrupt(d);
        }
        RingModelRefusal.unless(d.deviceMode == RingMode.AWAKE, "the device sleeps, or has yet to look again");
        if (action instanceof Take) {
            return take(d);
        } else if (action instanceof DisableKicks) {
            return disableKicks(d);
        } else if (action instanceof EnableKicks) {
            return enableKicks(d);
        }
        throw new IllegalArgumentException("no action of the device: " + action);
    }

    // ---- Taking buffers.

    private Answer take(SplitRingModelDraft d) {
        RingModelRefusal.unless(d.availIdx != d.lastAvail, "nothing is available");
        int head = d.avail.get(0);
        d.avail = RingModelLists.without(d.avail, 0, 1);
        SplitRingModelWalk walk = SplitRingModelWalk.of(d.table, head);
        RingModelRefusal.unless(walk.fault() == null, walk.fault());
        d.taken = RingModelLists.with(d.taken, new Taken(head, walk.writable()));
        d.lastAvail = setup.plus(d.lastAvail, 1);
        return new Answer(true, head, walk.writable());
    }

    // ---- Giving them back.

    private Answer use(SplitRingModelDraft d, Use use) {
        int at = indexOf(d.taken, use.buffer());
        Taken buffer = d.taken.get(at);
        RingModelRefusal.unless(
                use.length() >= 0 && use.length() <= buffer.writable(),
                "more bytes written than the buffer has room for (S4)");
        RingModelRefusal.unless(
                use.buffers() == (setup.inOrder() ? at + 1 : 1),
                "a used element closes one buffer, with IN_ORDER also all that were taken before it (S9)");
        d.taken = RingModelLists.without(d.taken, setup.inOrder() ? 0 : at, at + 1);
        UsedElement element = new UsedElement(use.buffer(), use.length(), use.buffers(), buffer.writable());
        d.used = RingModelLists.with(d.used, element);
        d.deviceStaged = setup.plus(d.deviceStaged, use.buffers());
        return Answer.YES;
    }

    private static int indexOf(List<Taken> taken, int head) {
        for (int i = 0; i < taken.size(); i++) {
            if (taken.get(i).head() == head) {
                return i;
            }
        }
        throw new RingModelRefusal("the device has not taken buffer " + head + " (S4)");
    }

    private Answer publish(SplitRingModelDraft d) {
        int count = setup.distance(d.usedIdx, d.deviceStaged);
        RingModelRefusal.unless(count > 0, "nothing to publish");
        d.usedIdx = d.deviceStaged;
        d.deviceUndecided = Math.min(d.deviceUndecided + count, setup.modulus());
        return Answer.YES;
    }

    /** Section 2.7.7.2; after as many buffers as indices every event index was passed, so that it interrupts. */
    private Answer decideInterrupt(SplitRingModelDraft d) {
        RingModelRefusal.unless(d.deviceUndecided > 0, "nothing was published since the last decision");
        boolean interrupt =
                setup.eventIdx() ? setup.needEvent(d.usedEvent, d.usedIdx, d.deviceUndecided) : !d.noInterrupt;
        d.deviceUndecided = 0;
        d.interrupt |= interrupt;
        return Answer.of(interrupt);
    }

    // ---- Sleeping.

    /** Section 2.7.10; with EVENT_IDX the event index just stays behind. */
    private Answer disableKicks(SplitRingModelDraft d) {
        d.noNotify = !setup.eventIdx();
        return Answer.YES;
    }

    private Answer enableKicks(SplitRingModelDraft d) {
        if (setup.eventIdx()) {
            d.availEvent = d.lastAvail;
        } else {
            d.noNotify = false;
        }
        d.deviceMode = RingMode.ASKED;
        return Answer.YES;
    }

    private static Answer lookAgain(SplitRingModelDraft d) {
        RingModelRefusal.unless(d.deviceMode == RingMode.ASKED, "the device has not asked for a kick");
        boolean sleeps = d.availIdx == d.lastAvail;
        d.deviceMode = sleeps ? RingMode.ASLEEP : RingMode.AWAKE;
        return Answer.of(sleeps);
    }

    private static Answer wake(SplitRingModelDraft d) {
        RingModelRefusal.unless(d.kick, "no kick is on its way");
        RingModelRefusal.unless(d.deviceMode == RingMode.ASLEEP, "the device is awake");
        d.kick = false;
        d.deviceMode = RingMode.AWAKE;
        return Answer.YES;
    }
}
