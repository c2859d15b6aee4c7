package dev.fencepost.model.proposal.search;

import dev.fencepost.model.memory.execution.Execution;
import dev.fencepost.model.memory.execution.ExecutionExplorer;
import dev.fencepost.model.memory.execution.Witness;
import dev.fencepost.model.platform.Platform;
import dev.fencepost.model.protocol.Scenario;
import java.time.Duration;

/** Among the executions of a scenario that break a claim, the one that is easiest to read. */
final class ShortestViolation {
    /** Enough to choose from; a broken plan can have very many. */
    private static final int MOST = 200;

    /** What a cycle costs, in steps: more than a witness has. */
    private static final long CYCLE = 1_000;

    private final Duration limit;

    ShortestViolation(Duration limit) {
        this.limit = limit;
    }

    /**
     * The execution with the fewest critical cycles, and of these the one with the fewest steps; {@code found} at
     * worst.
     */
    Violation of(Scenario scenario, Platform platform, Violation found) {
        Choice choice = new Choice(scenario, found);
        new ExecutionExplorer(scenario.program(), platform.memoryModel(scenario.sides())).explore(choice::visit, limit);
        return choice.best;
    }

    private static final class Choice {
        private final Scenario scenario;
        private Violation best;
        private long cost;
        private int seen;

        Choice(Scenario scenario, Violation found) {
            this.scenario = scenario;
            this.best = found;
            this.cost = cost(found.witness(), Long.MAX_VALUE);
        }

        boolean visit(Execution execution) {
            Violation.of(scenario, execution).ifPresent(this::consider);
            return seen < MOST;
        }

        private void consider(Violation violation) {
            seen++;
            long candidate = cost(violation.witness(), cost);
            if (candidate < cost) {
                best = violation;
                cost = candidate;
            }
        }

        /** Exact where it is below {@code enough}, and not below it elsewhere. */
        private static long cost(Witness witness, long enough) {
            return CYCLE * CriticalCycle.of(witness, enough / CYCLE).size()
                    + witness.steps().size();
        }
    }
}
