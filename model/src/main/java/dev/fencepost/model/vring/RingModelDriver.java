package dev.fencepost.model.vring;

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
import java.util.List;

/**
 * What the driver of either ring does, and when it may.
 *
 * @param <D> a state of that ring in the making
 */
abstract class RingModelDriver<D extends RingModelDraft> {
    final Answer apply(D d, OfDriver action) {
        if (action instanceof DriverLooksAgain) {
            RingModelRefusal.unless(d.driverMode == RingMode.ASKED, "the driver has not asked for an interrupt");
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
        RingModelRefusal.unless(d.driverMode == RingMode.AWAKE, "the driver sleeps, or has yet to look again");
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
    abstract boolean adds(D d, OfDriver action);

    abstract Answer publish(D d);

    /** Whether the device wants to hear of what was published since the last decision. */
    abstract boolean wantsKick(D d);

    abstract Answer get(D d);

    abstract void disableCallbacks(D d);

    /** Writes what asks for an interrupt. */
    abstract void enableCallbacks(D d, boolean delayed);

    /** Whether there is nothing that forbids sleeping. */
    abstract boolean sleeps(D d);

    abstract void rewrite(D d, Rewrite rewrite);

    private Answer decideKick(D d) {
        RingModelRefusal.unless(d.driverUndecided > 0, "nothing was published since the last decision");
        boolean kick = wantsKick(d);
        d.driverUndecided = 0;
        d.kick |= kick;
        return Answer.of(kick);
    }

    private Answer wake(D d) {
        RingModelRefusal.unless(d.interrupt, "no interrupt is on its way");
        RingModelRefusal.unless(d.driverMode == RingMode.ASLEEP, "the driver is awake");
        d.interrupt = false;
        d.driverMode = RingMode.AWAKE;
        return Answer.YES;
    }

    /** At least one segment, readable ones first, no more than the queue size (sections 2.7.5 and 2.8.17). */
    static void requireSound(List<RingSegment> segments, int size) {
        RingModelRefusal.unless(
                !segments.isEmpty() && segments.size() <= size, "a buffer has 1 to queue size segments (S5)");
        String fault = RingSegment.fault(segments);
        RingModelRefusal.unless(fault == null, fault);
    }

    /** With IN_ORDER one used element may close several buffers, which are then got oldest first (S9). */
    static int firstOf(RingModelDraft d, boolean inOrder, int named, int length) {
        d.batch = inOrder ? named + 1 : 1;
        d.batchLength = length;
        return inOrder ? 0 : named;
    }

    /** One buffer less of the batch: how many bytes were written into it, all where a later one closed the batch. */
    static int lengthOf(RingModelDraft d, int writable) {
        d.batch--;
        int length = d.batch == 0 ? d.batchLength : writable;
        d.batchLength = d.batch == 0 ? 0 : d.batchLength;
        return length;
    }
}
