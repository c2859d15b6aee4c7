package dev.fencepost.model.proposal.search;

import dev.fencepost.model.memory.execution.DataRace;
import dev.fencepost.model.memory.execution.Execution;
import dev.fencepost.model.memory.execution.Witness;
import dev.fencepost.model.protocol.Claim;
import dev.fencepost.model.protocol.Scenario;
import java.util.Optional;

/**
 * An execution that breaks a claim.
 *
 * @param scenario what was explored
 * @param claim the first of its claims that the execution breaks
 * @param witness the execution
 * @param race of a violation that is a race of plain accesses, two that race; else empty
 */
public record Violation(Scenario scenario, Claim claim, Witness witness, Optional<DataRace> race) {
    /** The violation that an execution is, if it ends as its scenario must not. */
    static Optional<Violation> of(Scenario scenario, Execution execution) {
        return scenario.claims().stream()
                .filter(claim -> claim.bad().holds(execution::value))
                .findFirst()
                .map(claim -> new Violation(scenario, claim, Witness.of(execution), Optional.empty()));
    }
}
