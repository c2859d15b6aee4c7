package dev.fencepost.model.proposal;

import dev.fencepost.model.memory.Execution;
import dev.fencepost.model.memory.Witness;
import dev.fencepost.model.protocol.Claim;
import dev.fencepost.model.protocol.Scenario;
import java.util.Optional;

/**
 * An execution that breaks a claim.
 *
 * @param scenario what was explored
 * @param claim the first of its claims that the execution breaks
 * @param witness the execution
 */
record Violation(Scenario scenario, Claim claim, Witness witness) {
    /** The violation that an execution is, if it breaks a claim of its scenario. */
    static Optional<Violation> of(Scenario scenario, Execution execution) {
        return scenario.claims().stream()
                .filter(claim -> claim.bad().holds(execution::value))
                .findFirst()
                .map(claim -> new Violation(scenario, claim, Witness.of(execution)));
    }
}
