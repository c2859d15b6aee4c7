package dev.fencepost.properties.grant.table;

import dev.fencepost.properties.argument.Argument;
import dev.fencepost.properties.grant.persistent.PersistentGrantArguments;
import java.util.ArrayList;
import java.util.List;

/** Numbers that peers choose and that are wrong, those that look right in their low bits among them. */
public final class GrantNumbersCheck implements Runnable {
    /** For whoever loads it anew. */
    public GrantNumbersCheck() {}

    @Override
    public void run() {
        List<Argument> ofPeers =
                new ArrayList<>(PersistentGrantArguments.table().all());
        ofPeers.addAll(GrantArguments.table().all());
        ofPeers.removeIf(argument -> argument.answer() == null);
        for (Argument argument : ofPeers) {
            List<String> faults = argument.faults();
            if (!faults.isEmpty()) {
                throw new AssertionError("what a peer chooses is not refused, or changes something (G5): " + faults);
            }
        }
    }
}
