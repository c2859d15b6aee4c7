package dev.fencepost.model.proposal;

import dev.fencepost.model.memory.ExecutionExplorer;
import dev.fencepost.model.memory.Exploration;
import dev.fencepost.model.memory.MemoryModel;
import dev.fencepost.model.protocol.Scenario;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Explores one scenario until an execution breaks a claim. */
final class ScenarioSearch {
    private final Duration limit;

    /** With a time limit for one exploration. */
    ScenarioSearch(Duration limit) {
        this.limit = limit;
    }

    /** What an exploration did, and the execution that ended it if that breaks a claim. */
    record Found(Optional<Violation> violation, Exploration exploration) {
        boolean timedOut() {
            return exploration.end() == Exploration.End.TIMED_OUT;
        }
    }

    /** The execution that breaks a claim; what the exploration did is added to {@code tally}. */
    Optional<Violation> find(Scenario scenario, MemoryModel model, Tally tally) {
        Found found = find(scenario, model);
        tally.add(scenario, found.exploration());
        return found.violation();
    }

    Found find(Scenario scenario, MemoryModel model) {
        List<Violation> found = new ArrayList<>();
        Exploration exploration = new ExecutionExplorer(scenario.program(), model)
                .explore(
                        execution -> {
                            Violation.of(scenario, execution).ifPresent(found::add);
                            return found.isEmpty();
                        },
                        limit);
        return new Found(found.stream().findFirst(), exploration);
    }
}
