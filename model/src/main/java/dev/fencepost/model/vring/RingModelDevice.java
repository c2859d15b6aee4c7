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
import dev.fencepost.model.vring.RingModelView.Held;
import java.util.List;

/**
 * What the device of either ring does, and when it may.
 *
 * @param <D> a state of that ring in the making
 */
abstract class RingModelDevice<D extends RingModelDraft> {
    final Answer apply(D d, OfDevice action) {
        if (action instanceof DeviceLooksAgain) {
            RingModelRefusal.unless(d.deviceMode == RingMode.ASKED, "the device has not asked for a kick");
            boolean sleeps = !finds(d);
            d.deviceMode = sleeps ? RingMode.ASLEEP : RingMode.AWAKE;
            return Answer.of(sleeps);
        } else if (action instanceof DeviceWakes) {
            return wake(d);
        }
        if (action instanceof Use use) { // what was taken is finished while it waits for kicks
            use(d, use);
            return Answer.YES;
        } else if (action instanceof PublishUsed) {
            return publish(d);
        } else if (action instanceof DecideInterrupt) {
            return decideInterrupt(d);
        }
        RingModelRefusal.unless(d.deviceMode == RingMode.AWAKE, "the device sleeps, or has yet to look again");
        if (action instanceof Take) {
            RingModelRefusal.unless(finds(d), "nothing is available");
            return take(d);
        } else if (action instanceof DisableKicks) {
            disableKicks(d);
            return Answer.YES;
        } else if (action instanceof EnableKicks) {
            enableKicks(d);
            d.deviceMode = RingMode.ASKED;
            return Answer.YES;
        }
        throw new IllegalArgumentException("no action of this ring's device: " + action);
    }

    /** Whether a buffer is available. */
    abstract boolean finds(D d);

    /** Takes the buffer that {@link #finds} has found. */
    abstract Answer take(D d);

    abstract void use(D d, Use use);

    abstract Answer publish(D d);

    /** Whether the driver wants to hear of what was published since the last decision. */
    abstract boolean wantsInterrupt(D d);

    abstract void disableKicks(D d);

    /** Writes what asks for a kick. */
    abstract void enableKicks(D d);

    private Answer decideInterrupt(D d) {
        RingModelRefusal.unless(d.deviceUndecided > 0, "nothing was published since the last decision");
        boolean interrupt = wantsInterrupt(d);
        d.deviceUndecided = 0;
        d.interrupt |= interrupt;
        return Answer.of(interrupt);
    }

    private Answer wake(D d) {
        RingModelRefusal.unless(d.kick, "no kick is on its way");
        RingModelRefusal.unless(d.deviceMode == RingMode.ASLEEP, "the device is awake");
        d.kick = false;
        d.deviceMode = RingMode.AWAKE;
        return Answer.YES;
    }

    /** Where the buffer that is to be used stands among those taken. */
    static int taken(List<? extends Held> taken, Use use, boolean inOrder) {
        for (int i = 0; i < taken.size(); i++) {
            Held buffer = taken.get(i);
            if (buffer.buffer() == use.buffer()) {
                RingModelRefusal.unless(
                        use.length() >= 0 && use.length() <= buffer.writable(),
                        "more bytes written than the buffer has room for (S4)");
                RingModelRefusal.unless(
                        use.buffers() == (inOrder ? i + 1 : 1),
                        "a used element closes one buffer, with IN_ORDER also all that were taken before it (S9)");
                return i;
            }
        }
        throw new RingModelRefusal("the device has not taken buffer " + use.buffer() + " (S4)");
    }
}
