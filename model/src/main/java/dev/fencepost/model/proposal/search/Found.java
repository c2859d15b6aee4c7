package dev.fencepost.model.proposal.search;

import dev.fencepost.model.memory.execution.Exploration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What explorations did.
 *
 * @param violation the execution that ended them, if one did
 * @param explorations in their order
 * @param unknown why something was not decided, a sentence each
 */
record Found(Optional<Violation> violation, List<Exploration> explorations, List<String> unknown) {
    boolean timedOut() {
        return explorations.stream().anyMatch(each -> each.end() == Exploration.End.TIMED_OUT);
    }

    /** What an exploration did after these had found nothing. */
    Found then(Found next) {
        List<Exploration> all = new ArrayList<>(explorations);
        all.addAll(next.explorations);
        return new Found(next.violation, all, next.unknown);
    }
}
