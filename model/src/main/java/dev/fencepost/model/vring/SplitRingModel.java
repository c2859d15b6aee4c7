package dev.fencepost.model.vring;

import dev.fencepost.model.vring.RingModelAction.OfDevice;
import dev.fencepost.model.vring.RingModelAction.OfDriver;
import dev.fencepost.model.vring.RingModelOutcome.Answer;
import dev.fencepost.model.vring.RingModelOutcome.Done;

/**
 * The split virtqueue of VIRTIO 1.3 section 2.7 as a state machine: what a driver and a device may do, one action at a
 * time. {@link #apply} takes one step, for holding an implementation's history against the standard;
 * {@link SplitRingModelMachine} explores them all.
 *
 * <p>Left out: memory ordering (every action takes effect at once; the order of accesses is what protocols/split-ring.c
 * and {@link SplitRingStoreBufferModel} are about), addresses and payload, and a driver or device that breaks the
 * rules, except for one that rewrites a descriptor under the device. An action that the rules forbid is refused.
 *
 * <p>To read on: {@link SplitRingModelState}, then {@link RingModelAction}, then what the actions do in
 * {@code SplitRingModelDriver} and {@code SplitRingModelDevice}, then the clauses in {@link SplitRingModelInvariants}.
 */
public final class SplitRingModel extends RingModel<SplitRingModelState> {
    private final SplitRingModelSetup setup;
    private final SplitRingModelDriver driver;
    private final SplitRingModelDevice device;

    /** The ring of that size, with these features. */
    public SplitRingModel(SplitRingModelSetup setup) {
        this.setup = setup;
        driver = new SplitRingModelDriver(setup);
        device = new SplitRingModelDevice(setup);
    }

    /** What it is built for. */
    public SplitRingModelSetup setup() {
        return setup;
    }

    /** With indices at 0. */
    @Override
    public SplitRingModelState initial() {
        return SplitRingModelState.initial(setup.size(), RingModelHistory.NONE);
    }

    /**
     * A ring that was just reset, with all indices at {@code firstIndex}: so that they soon wrap. A reset device starts
     * at 0 (VIRTIO 1.3 section 2.7.6); another index is that of a queue that goes on elsewhere. The event fields start
     * where the indices do, as the 0 of memory that was cleared does: both sides hear of the first buffer.
     *
     * @param firstIndex 0 to the modulus less 1
     */
    public SplitRingModelState initial(int firstIndex) {
        SplitRingModelDraft draft = new SplitRingModelDraft(initial());
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
    Done<SplitRingModelState> perform(SplitRingModelState state, RingModelAction action) {
        SplitRingModelDraft draft = new SplitRingModelDraft(state);
        Answer answer;
        if (action instanceof RingModelAction.Reset) {
            return new Done<>(SplitRingModelState.initial(setup.size(), state.history()), Answer.YES);
        } else if (action instanceof OfDriver ofDriver) {
            answer = driver.apply(draft, ofDriver);
        } else {
            answer = device.apply(draft, (OfDevice) action);
        }
        return new Done<>(draft.state(), answer);
    }
}
