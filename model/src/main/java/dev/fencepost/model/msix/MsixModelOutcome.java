package dev.fencepost.model.msix;

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
public record MsixModelOutcome(
        MsixModelState state, long value, Optional<MsixBadAccess> bad, List<MsixMessage> messages) {
    /** Copies the list. */
    public MsixModelOutcome {
        messages = List.copyOf(messages);
    }
}
