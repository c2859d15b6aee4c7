package dev.fencepost.model.ring.split;

import dev.fencepost.model.ring.RingAction;
import dev.fencepost.model.ring.RingAction.OfDevice;
import dev.fencepost.model.ring.RingAction.OfDriver;
import dev.fencepost.model.ring.RingHistory;
import dev.fencepost.model.ring.RingModel;
import dev.fencepost.model.ring.RingOutcome.Answer;
import dev.fencepost.model.ring.RingOutcome.Done;

/**
 * The split virtqueue of VIRTIO 1.3 section 2.7 as a state machine: what a driver and a device may do, one action at a
 * time. {@link #apply} takes one step, for holding an implementation's history against the standard;
 * {@link SplitRingMachine} explores them all.
 *
 * <p>Left out: memory ordering (every action takes effect at once; the order of accesses is what protocols/split-ring.c
 * and {@link StoreBufferModel} are about), addresses and payload, and a driver or device that breaks the rules, except
 * for one that rewrites a descriptor under the device. An action that the rules forbid is refused.
 *
 * <p>To read on: {@link State}, then {@link RingAction}, then what the actions do in {@code DriverSteps} and
 * {@code DeviceSteps}, then the clauses in {@link Invariants}.
 */
public final class SplitRingModel extends RingModel<State> {
    private final SplitRingSetup setup;
    private final DriverSteps driver;
    private final DeviceSteps device;

    /** The ring of that size, with these features. */
    public SplitRingModel(SplitRingSetup setup) {
        this.setup = setup;
        driver = new DriverSteps(setup);
        device = new DeviceSteps(setup);
    }

    /** What it is built for. */
    public SplitRingSetup setup() {
        return setup;
    }

    /** With indices at 0. */
    @Override
    public State initial() {
        return State.initial(setup.size(), RingHistory.NONE);
    }

    /**
     * A ring that was just reset, with all indices at {@code firstIndex}: so that they soon wrap. A reset device starts
     * at 0 (VIRTIO 1.3 section 2.7.6); another index is that of a queue that goes on elsewhere. The event fields start
     * where the indices do, as the 0 of memory that was cleared does: both sides hear of the first buffer.
     *
     * @param firstIndex 0 to the modulus less 1
     */
    public State initial(int firstIndex) {
        Draft draft = new Draft(initial());
        draft.availIdx = firstIndex;
        draft.usedIdx = firstIndex;
        draft.driverStaged = firstIndex;
        draft.deviceStaged = firstIndex;
        draft.lastUsed = firstIndex;
        draft.lastAvail = firstIndex;
        draft.asked = firstIndex;
        draft.usedEvent = setup.eventIdx() ? firstIndex : 0;
        draft.availEvent = setup.eventIdx() ? firstIndex : 0;
        return draft.state();
    }

    @Override
    public Done<State> perform(State state, RingAction action) {
        Draft draft = new Draft(state);
        Answer answer;
        if (action instanceof RingAction.Reset) {
            return new Done<>(State.initial(setup.size(), state.history()), Answer.YES);
        } else if (action instanceof OfDriver ofDriver) {
            answer = driver.apply(draft, ofDriver);
        } else {
            answer = device.apply(draft, (OfDevice) action);
        }
        return new Done<>(draft.state(), answer);
    }
}
