package dev.fencepost.model.machine;

import java.util.List;

/**
 * A way through a machine.
 *
 * @param first an initial state
 * @param steps the steps from there
 * @param <S> a state
 */
public record Trace<S>(S first, List<Step<S>> steps) {
    /** Copies the list. */
    public Trace {
        steps = List.copyOf(steps);
    }

    /**
     * One step.
     *
     * @param action the machine's number for it
     * @param next the state it leads to
     */
    public record Step<S>(int action, S next) {}

    /** Its length, in steps. */
    public int length() {
        return steps.size();
    }

    /** The state it ends in. */
    public S last() {
        return steps.isEmpty() ? first : steps.get(steps.size() - 1).next();
    }
}
