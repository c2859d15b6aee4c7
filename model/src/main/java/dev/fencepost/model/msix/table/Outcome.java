package dev.fencepost.model.msix.table;

import java.util.List;
import java.util.Optional;

/**
 * What came of an action.
 *
 * @param state the state after it
 * @param value what a read gave; 0 for everything else
 * @param bad why an access was refused, if it was; the state is the one before
 * @param messages what was sent, in the order of vectors
 */
public record Outcome(State state, long value, Optional<BadAccess> bad, List<Message> messages) {
    /** Copies the list. */
    public Outcome {
        messages = List.copyOf(messages);
    }
}
