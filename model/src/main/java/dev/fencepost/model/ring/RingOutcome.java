package dev.fencepost.model.ring;

import dev.fencepost.model.ring.packed.PackedRingModel;
import dev.fencepost.model.ring.split.SplitRingModel;

/**
 * What comes of an action in a state of {@link SplitRingModel} or {@link PackedRingModel}.
 *
 * @param <S> a state of that ring
 */
public sealed interface RingOutcome<S> {
    /**
     * It is done.
     *
     * @param state the state after it
     * @param answer what its side learns
     */
    record Done<S>(S state, Answer answer) implements RingOutcome<S> {}

    /**
     * It cannot be done here: a rule forbids it, or there is nothing to do it with.
     *
     * @param reason why, with the clause if it is a rule
     */
    record Refused<S>(String reason) implements RingOutcome<S> {}

    /**
     * What the side that acted learns.
     *
     * @param yes for a decision, whether it notifies; for looking again, whether it sleeps; else true
     * @param buffer for taking a buffer or getting one back, what names it; else -1
     * @param length for getting one back, the bytes written; for taking one, those it may write; else 0
     */
    record Answer(boolean yes, int buffer, long length) {
        public static final Answer YES = new Answer(true, -1, 0);

        static Answer of(boolean yes) {
            return new Answer(yes, -1, 0);
        }
    }
}
