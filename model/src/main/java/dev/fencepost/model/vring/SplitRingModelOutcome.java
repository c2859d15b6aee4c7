package dev.fencepost.model.vring;

/** What comes of an action in a state of {@link SplitRingModel}. */
public sealed interface SplitRingModelOutcome {
    /**
     * It is done.
     *
     * @param state the state after it
     * @param answer what its side learns
     */
    record Done(SplitRingModelState state, Answer answer) implements SplitRingModelOutcome {}

    /**
     * It cannot be done here: a rule forbids it, or there is nothing to do it with.
     *
     * @param reason why, with the clause if it is a rule
     */
    record Refused(String reason) implements SplitRingModelOutcome {}

    /**
     * What the side that acted learns.
     *
     * @param yes for a decision, whether it notifies; for looking again, whether it sleeps; else true
     * @param head for taking a buffer or getting one back, its head; else -1
     * @param length for getting one back, the bytes written; for taking one, those it may write; else 0
     */
    record Answer(boolean yes, int head, long length) {
        static final Answer YES = new Answer(true, -1, 0);

        static Answer of(boolean yes) {
            return new Answer(yes, -1, 0);
        }
    }
}
