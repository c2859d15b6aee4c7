package dev.fencepost.model.ring;

import dev.fencepost.model.ring.RingOutcome.Done;
import dev.fencepost.model.ring.RingOutcome.Refused;

/**
 * A virtqueue as a state machine: what a driver and a device may do, one action at a time.
 *
 * @param <S> a state, which says what lies in shared memory and what each side knows
 */
public abstract class RingModel<S> {
    /** For the two rings. */
    public RingModel() {}

    /** A ring that was just reset. */
    public abstract S initial();

    /** Does one action, or says why it cannot be done. */
    public final RingOutcome<S> apply(S state, RingAction action) {
        try {
            return perform(state, action);
        } catch (RingRefusal refusal) {
            return new Refused<>(refusal.getMessage());
        }
    }

    /** Does one action; throws {@link RingRefusal} where it cannot be done. */
    public abstract Done<S> perform(S state, RingAction action);
}
