package dev.fencepost.model.machine;

/** Receives the steps of a state. */
@FunctionalInterface
public interface Steps<S> {
    /**
     * One step.
     *
     * @param action a number of the machine's own, at least 0
     * @param next the state it leads to; read before this returns, never kept
     */
    void to(int action, S next);
}
