package dev.fencepost.model.proposal;

import dev.fencepost.model.memory.Witness;
import dev.fencepost.model.protocol.Claim;
import dev.fencepost.model.protocol.Scenario;

/**
 * An execution that breaks a claim.
 *
 * @param scenario what was explored
 * @param claim the first of its claims that the execution breaks
 * @param witness the execution
 */
record Violation(Scenario scenario, Claim claim, Witness witness) {}
