package dev.fencepost.model.proposal.search;

import dev.fencepost.model.memory.execution.ExecutionExplorer;
import dev.fencepost.model.memory.execution.Exploration;
import dev.fencepost.model.memory.execution.MemoryModel;
import dev.fencepost.model.protocol.Scenario;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Explores one scenario until an execution breaks a claim, or plain accesses race. */
public final class ScenarioSearch {
    private final Duration limit;

    /** With a time limit for one exploration. */
    public ScenarioSearch(Duration limit) {
        this.limit = limit;
    }

    /** The execution that breaks a claim or has a race; what the exploration did is added to {@code tally}. */
    public Optional<Violation> find(Scenario scenario, MemoryModel model, Tally tally) {
        Found found = broken(scenario, model);
        if (found.violation().isEmpty()) {
            found = found.then(new RaceSearch(limit).find(scenario));
        }
        tally.add(scenario, found);
        return found.violation();
    }

    /** Looks for an execution that breaks a claim. */
    Found broken(Scenario scenario, MemoryModel model) {
        List<Violation> found = new ArrayList<>();
        Exploration exploration = new ExecutionExplorer(scenario.program(), model)
                .explore(
                        execution -> {
                            Violation.of(scenario, execution).ifPresent(found::add);
                            return found.isEmpty();
                        },
                        limit);
        return new Found(found.stream().findFirst(), List.of(exploration), List.of());
    }
}
