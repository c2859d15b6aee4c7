package dev.fencepost.properties.msix;

import dev.fencepost.model.msix.table.Action;
import dev.fencepost.model.msix.table.Message;
import java.util.List;

/** Anything that can be driven like an MSI-X capability: the implementation, a broken one, somebody else's. */
@FunctionalInterface
public interface MsixDevice {
    /** Does one action and says what could be seen of it. */
    Seen apply(Action action);

    /**
     * What can be seen of an action.
     *
     * @param value what a read gave; else 0
     * @param refusal the name of the reason why an access was refused; empty if it was not
     * @param messages what was sent, in the order of vectors
     */
    record Seen(long value, String refusal, List<Message> messages) {}
}
