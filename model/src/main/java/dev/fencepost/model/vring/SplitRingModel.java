package dev.fencepost.model.vring;

import dev.fencepost.model.vring.SplitRingModelAction.OfDevice;
import dev.fencepost.model.vring.SplitRingModelAction.OfDriver;
import dev.fencepost.model.vring.SplitRingModelOutcome.Answer;
import dev.fencepost.model.vring.SplitRingModelOutcome.Done;
import dev.fencepost.model.vring.SplitRingModelOutcome.Refused;
import dev.fencepost.model.vring.SplitRingModelState.History;

/**
 * The split virtqueue of VIRTIO 1.3 section 2.7 as a state machine: what a driver and a device may do, one action at a
 * time. {@link #apply} takes one step, for holding an implementation's history against the standard;
 * {@link SplitRingModelMachine} explores them all.
 *
 * <p>Left out: memory ordering (every action takes effect at once; the order of accesses is what
 * {@link SplitRingProtocol} and {@link SplitRingStoreBufferModel} are about), addresses and payload, and a driver or
 * device that breaks the rules, except for one that rewrites a descriptor under the device. An action that the rules
 * forbid is refused.
 *
 * <p>To read on: {@link SplitRingModelState}, then {@link SplitRingModelAction}, then what the actions do in
 * {@code SplitRingModelDriver} and {@code SplitRingModelDevice}, then the clauses in {@link SplitRingModelInvariants}.
 */
public final class SplitRingModel {
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

    /** A ring that was just reset, with indices at 0. */
    public SplitRingModelState initial() {
        return SplitRingModelState.initial(setup.size(), new History(0, 0, 0));
    }

    /**
     * A ring that was just reset, with all indices at {@code firstIndex}: so that they soon wrap.
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
        return draft.state();
    }

    /** Does one action, or says why it cannot be done. */
    public SplitRingModelOutcome apply(SplitRingModelState state, SplitRingModelAction action) {
        SplitRingModelDraft draft = new SplitRingModelDraft(state);
        try {
            Answer answer;
            if (action instanceof SplitRingModelAction.Reset) {
                return new Done(SplitRingModelState.initial(setup.size(), state.history()), Answer.YES);
            } else if (action instanceof OfDriver ofDriver) {
                answer = driver.apply(draft, ofDriver);
            } else {
                answer = device.apply(draft, (OfDevice) action);
            }
            return new Done(draft.state(), answer);
        } catch (Refusal refusal) {
            return new Refused(refusal.getMessage());
        }
    }

    /** An action that is refused; says why. */
    static final class Refusal extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Refusal(String reason) {
            super(reason, null, false, false); // no stack trace: thrown in the course of every exploration
        }

        /** Refuses unless {@code holds}. */
        static void unless(boolean holds, String reason) {
            if (!holds) {
                throw new Refusal(reason);
            }
        }
    }
}
