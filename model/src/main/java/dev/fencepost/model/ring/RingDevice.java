package dev.fencepost.model.ring;

import dev.fencepost.model.ring.RingAction.DecideInterrupt;
import dev.fencepost.model.ring.RingAction.DeviceLooksAgain;
import dev.fencepost.model.ring.RingAction.DeviceWakes;
import dev.fencepost.model.ring.RingAction.DisableKicks;
import dev.fencepost.model.ring.RingAction.EnableKicks;
import dev.fencepost.model.ring.RingAction.OfDevice;
import dev.fencepost.model.ring.RingAction.PublishUsed;
import dev.fencepost.model.ring.RingAction.Take;
import dev.fencepost.model.ring.RingAction.Use;
import dev.fencepost.model.ring.RingOutcome.Answer;
import dev.fencepost.model.ring.RingView.Held;
import java.util.List;

/**
 * What the device of either ring does, and when it may.
 *
 * @param <D> a state of that ring in the making
 */
public abstract class RingDevice<D extends RingDraft> {
    public final Answer apply(D d, OfDevice action) {
        if (action instanceof DeviceLooksAgain) {
            RingRefusal.unless(d.deviceMode == RingMode.ASKED, "the device has not asked for a kick");
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
        RingRefusal.unless(d.deviceMode == RingMode.AWAKE, "the device sleeps, or has yet to look again");
        if (action instanceof Take) {
            RingRefusal.unless(finds(d), "nothing is available");
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
    public abstract boolean finds(D d);

    /** Takes the buffer that {@link #finds} has found. */
    public abstract Answer take(D d);

    public abstract void use(D d, Use use);

    public abstract Answer publish(D d);

    /** Whether the driver wants to hear of what was published since the last decision. */
    public abstract boolean wantsInterrupt(D d);

    public abstract void disableKicks(D d);

    /** Writes what asks for a kick. */
    public abstract void enableKicks(D d);

    private Answer decideInterrupt(D d) {
        RingRefusal.unless(d.deviceUndecided > 0, "nothing was published since the last decision");
        boolean interrupt = wantsInterrupt(d);
        d.deviceUndecided = 0;
        d.interrupt |= interrupt;
        return Answer.of(interrupt);
    }

    private Answer wake(D d) {
        RingRefusal.unless(d.kick, "no kick is on its way");
        RingRefusal.unless(d.deviceMode == RingMode.ASLEEP, "the device is awake");
        d.kick = false;
        d.deviceMode = RingMode.AWAKE;
        return Answer.YES;
    }

    /** Where the buffer that is to be used stands among those taken. */
    public static int taken(List<? extends Held> taken, Use use, boolean inOrder) {
        for (int i = 0; i < taken.size(); i++) {
            Held buffer = taken.get(i);
            if (buffer.buffer() == use.buffer()) {
                RingRefusal.unless(
                        use.length() >= 0 && use.length() <= buffer.writable(),
                        "more bytes written than the buffer has room for (S4)");
                RingRefusal.unless(
                        use.buffers() == (inOrder ? i + 1 : 1),
                        "a used element closes one buffer, with IN_ORDER also all that were taken before it (S9)");
                return i;
            }
        }
        throw new RingRefusal("the device has not taken buffer " + use.buffer() + " (S4)");
    }
}
