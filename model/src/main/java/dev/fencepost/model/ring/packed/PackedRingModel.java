package dev.fencepost.model.ring.packed;

import dev.fencepost.model.ring.RingAction;
import dev.fencepost.model.ring.RingAction.OfDevice;
import dev.fencepost.model.ring.RingAction.OfDriver;
import dev.fencepost.model.ring.RingHistory;
import dev.fencepost.model.ring.RingModel;
import dev.fencepost.model.ring.RingOutcome.Answer;
import dev.fencepost.model.ring.RingOutcome.Done;

/**
 * The packed virtqueue of VIRTIO 1.3 section 2.8 as a state machine: what a driver and a device may do, one action at a
 * time. {@link #apply} takes one step, for holding an implementation's history against the standard;
 * {@link PackedRingMachine} explores them all.
 *
 * <p>One ring serves both directions. Whether a descriptor is available or used, and in which lap, is in its AVAIL and
 * USED bits, compared with the wrap counter of whoever looks (P1); each side looks at one slot, the next (P4). A batch
 * shows when the bits of its first descriptor are written, those of all others before (P3).
 *
 * <p>Left out: memory ordering (every action takes effect at once; the order of accesses is what
 * protocols/packed-ring.c is about), addresses and payload, and a driver or device that breaks the rules, except for
 * one that rewrites a descriptor under the device. An action that the rules forbid is refused.
 *
 * <p>To read on: {@link State}, then {@link RingAction}, then what the actions do in {@code DriverSteps} and
 * {@code DeviceSteps}, then the clauses in {@link Invariants}.
 */
public final class PackedRingModel extends RingModel<State> {
    private final PackedRingSetup setup;
    private final DriverSteps driver;
    private final DeviceSteps device;

    /** The ring of that size, with these features. */
    public PackedRingModel(PackedRingSetup setup) {
        this.setup = setup;
        driver = new DriverSteps(setup);
        device = new DeviceSteps(setup);
    }

    /** What it is built for. */
    public PackedRingSetup setup() {
        return setup;
    }

    /** With all positions at offset 0 and wrap counter 1. */
    @Override
    public State initial() {
        return State.initial(setup.size(), RingHistory.NONE);
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
