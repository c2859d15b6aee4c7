package dev.fencepost.model.proposal;

import dev.fencepost.model.memory.DataRace;
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
 * @param race of a violation that is a race of plain accesses, two that race; else empty
 */
record Violation(Scenario scenario, Claim claim, Witness witness, Optional<DataRace> race) {
    /** An execution that ends as it must not. */
    Violation(Scenario scenario, Claim claim, Witness witness) {
        this(scenario, claim, witness, Optional.empty());
    }
}
