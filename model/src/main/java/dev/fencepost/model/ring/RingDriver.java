package dev.fencepost.model.ring;

import dev.fencepost.model.ring.RingAction.DecideKick;
import dev.fencepost.model.ring.RingAction.DisableCallbacks;
import dev.fencepost.model.ring.RingAction.DriverLooksAgain;
import dev.fencepost.model.ring.RingAction.DriverWakes;
import dev.fencepost.model.ring.RingAction.EnableCallbacks;
import dev.fencepost.model.ring.RingAction.Get;
import dev.fencepost.model.ring.RingAction.OfDriver;
import dev.fencepost.model.ring.RingAction.Publish;
import dev.fencepost.model.ring.RingAction.Rewrite;
import dev.fencepost.model.ring.RingOutcome.Answer;
import java.util.List;

/**
 * What the driver of either ring does, and when it may.
 *
 * @param <D> a state of that ring in the making
 */
public abstract class RingDriver<D extends RingDraft> {
    public final Answer apply(D d, OfDriver action) {
        if (action instanceof DriverLooksAgain) {
            RingRefusal.unless(d.driverMode == RingMode.ASKED, "the driver has not asked for an interrupt");
            boolean sleeps = sleeps(d);
            d.driverMode = sleeps ? RingMode.ASLEEP : RingMode.AWAKE;
            return Answer.of(sleeps);
        } else if (action instanceof DriverWakes) {
            return wake(d);
        }
        if (action instanceof Publish) { // making available goes on while it waits for interrupts
            return publish(d);
        } else if (action instanceof DecideKick) {
            return decideKick(d);
        } else if (action instanceof Rewrite rewrite) {
            rewrite(d, rewrite);
            return Answer.YES;
        } else if (adds(d, action)) {
            return Answer.YES;
        }
        RingRefusal.unless(d.driverMode == RingMode.AWAKE, "the driver sleeps, or has yet to look again");
        if (action instanceof Get) {
            return get(d);
        } else if (action instanceof DisableCallbacks) {
            d.callbacks = false;
            disableCallbacks(d);
            return Answer.YES;
        } else if (action instanceof EnableCallbacks enable) {
            d.callbacks = true;
            enableCallbacks(d, enable.delayed());
            d.driverMode = RingMode.ASKED;
            return Answer.YES;
        }
        throw new IllegalArgumentException("no action of this ring's driver: " + action);
    }

    /** Adds a buffer, or returns false if the action is another. */
    public abstract boolean adds(D d, OfDriver action);

    public abstract Answer publish(D d);

    /** Whether the device wants to hear of what was published since the last decision. */
    public abstract boolean wantsKick(D d);

    public abstract Answer get(D d);

    public abstract void disableCallbacks(D d);

    /** Writes what asks for an interrupt. */
    public abstract void enableCallbacks(D d, boolean delayed);

    /** Whether there is nothing that forbids sleeping. */
    public abstract boolean sleeps(D d);

    public abstract void rewrite(D d, Rewrite rewrite);

    private Answer decideKick(D d) {
        RingRefusal.unless(d.driverUndecided > 0, "nothing was published since the last decision");
        boolean kick = wantsKick(d);
        d.driverUndecided = 0;
        d.kick |= kick;
        return Answer.of(kick);
    }

    private Answer wake(D d) {
        RingRefusal.unless(d.interrupt, "no interrupt is on its way");
        RingRefusal.unless(d.driverMode == RingMode.ASLEEP, "the driver is awake");
        d.interrupt = false;
        d.driverMode = RingMode.AWAKE;
        return Answer.YES;
    }

    /** At least one segment, readable ones first, no more than the queue size (sections 2.7.5 and 2.8.17). */
    public static void requireSound(List<RingSegment> segments, int size) {
        RingRefusal.unless(
                !segments.isEmpty() && segments.size() <= size, "a buffer has 1 to queue size segments (S5)");
        String fault = RingSegment.fault(segments);
        RingRefusal.unless(fault == null, fault);
    }

    /** With IN_ORDER one used element may close several buffers, which are then got oldest first (S9). */
    public static int firstOf(RingDraft d, boolean inOrder, int named, int length) {
        d.batch = inOrder ? named + 1 : 1;
        d.batchLength = length;
        return inOrder ? 0 : named;
    }

    /** One buffer less of the batch: how many bytes were written into it, all where a later one closed the batch. */
    public static int lengthOf(RingDraft d, int writable) {
        d.batch--;
        int length = d.batch == 0 ? d.batchLength : writable;
        d.batchLength = d.batch == 0 ? 0 : d.batchLength;
        return length;
    }
}
