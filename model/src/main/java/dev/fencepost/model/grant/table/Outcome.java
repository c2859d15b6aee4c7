package dev.fencepost.model.grant.table;

/** What comes of an action in a state of {@link GrantTableModel}. */
public sealed interface Outcome {
    /**
     * It is done.
     *
     * @param state the state after it
     * @param yes false where a guest looked or tried and did not get what it wanted
     */
    record Done(long[] state, boolean yes) implements Outcome {}

    /**
     * It cannot be done here: a lock is held, or there is nothing to do it with.
     *
     * @param reason why
     */
    record Refused(String reason) implements Outcome {}
}
