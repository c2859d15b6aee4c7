package dev.fencepost.model.vring;

import dev.fencepost.model.vring.RingModelOutcome.Done;
import dev.fencepost.model.vring.RingModelOutcome.Refused;

/**
 * A virtqueue as a state machine: what a driver and a device may do, one action at a time.
 *
 * @param <S> a state, which says what lies in shared memory and what each side knows
 */
public abstract class RingModel<S> {
    /** For the two rings. */
    RingModel() {}

    /** A ring that was just reset. */
    public abstract S initial();

    /** Does one action, or says why it cannot be done. */
    public final RingModelOutcome<S> apply(S state, RingModelAction action) {
        try {
            return perform(state, action);
        } catch (RingModelRefusal refusal) {
            return new Refused<>(refusal.getMessage());
        }
    }

    /** Does one action; throws {@link RingModelRefusal} where it cannot be done. */
    abstract Done<S> perform(S state, RingModelAction action);
}
