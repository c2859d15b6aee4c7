package dev.fencepost.model.vring;

import dev.fencepost.model.vring.RingModelAction.OfDevice;
import dev.fencepost.model.vring.RingModelAction.OfDriver;
import dev.fencepost.model.vring.RingModelOutcome.Answer;
import dev.fencepost.model.vring.RingModelOutcome.Done;

/**
 * The packed virtqueue of VIRTIO 1.3 section 2.8 as a state machine: what a driver and a device may do, one action at a
 * time. {@link #apply} takes one step, for holding an implementation's history against the standard;
 * {@link PackedRingModelMachine} explores them all.
 *
 * <p>One ring serves both directions. Whether a descriptor is available or used, and in which lap, is in its AVAIL and
 * USED bits, compared with the wrap counter of whoever looks (P1); each side looks at one slot, the next (P4). A batch
 * shows when the bits of its first descriptor are written, those of all others before (P3).
 *
 * <p>Left out: memory ordering (every action takes effect at once; the order of accesses is what
 * protocols/packed-ring.c is about), addresses and payload, and a driver or device that breaks the rules, except for
 * one that rewrites a descriptor under the device. An action that the rules forbid is refused.
 *
 * <p>To read on: {@link PackedRingModelState}, then {@link RingModelAction}, then what the actions do in
 * {@code PackedRingModelDriver} and {@code PackedRingModelDevice}, then the clauses in
 * {@link PackedRingModelInvariants}.
 */
public final class PackedRingModel extends RingModel<PackedRingModelState> {
    private final PackedRingModelSetup setup;
    private final PackedRingModelDriver driver;
    private final PackedRingModelDevice device;

    /** The ring of that size, with these features. */
    public PackedRingModel(PackedRingModelSetup setup) {
        this.setup = setup;
        driver = new PackedRingModelDriver(setup);
        device = new PackedRingModelDevice(setup);
    }

    /** What it is built for. */
    public PackedRingModelSetup setup() {
        return setup;
    }

    /** With all positions at offset 0 and wrap counter 1. */
    @Override
    public PackedRingModelState initial() {
        return PackedRingModelState.initial(setup.size(), RingModelHistory.NONE);
    }

    @Override
    Done<PackedRingModelState> perform(PackedRingModelState state, RingModelAction action) {
        PackedRingModelDraft draft = new PackedRingModelDraft(state);
        Answer answer;
        if (action instanceof RingModelAction.Reset) {
            return new Done<>(PackedRingModelState.initial(setup.size(), state.history()), Answer.YES);
        } else if (action instanceof OfDriver ofDriver) {
            answer = driver.apply(draft, ofDriver);
        } else {
            answer = device.apply(draft, (OfDevice) action);
        }
        return new Done<>(draft.state(), answer);
    }
}
