package dev.fencepost.properties.proposal;

import dev.fencepost.model.memory.execution.Execution;
import dev.fencepost.model.memory.execution.ExecutionExplorer;
import dev.fencepost.model.memory.execution.Exploration;
import dev.fencepost.model.platform.BarrierPlan;
import dev.fencepost.model.platform.Platform;
import dev.fencepost.model.protocol.Scenario;
import dev.fencepost.model.protocol.Variant;
import java.util.function.Predicate;

/** Whether a plan is sufficient: every scenario explored, nothing concluded, nothing remembered. */
final class MinimalJudge {
    private MinimalJudge() {}

    static boolean sufficient(BarrierPlan plan, Variant variant, int bound, Platform platform) {
        for (int count = 1; count <= bound; count++) {
            for (Scenario scenario : variant.scenarios(plan, platform, count)) {
                if (breaks(scenario, platform)) {
                    return false;
                }
            }
        }
        return true;
    }

    private static boolean breaks(Scenario scenario, Platform platform) {
        Predicate<Execution> fine = execution ->
                scenario.claims().stream().noneMatch(claim -> claim.bad().holds(execution::value));
        Exploration exploration = new ExecutionExplorer(scenario.program(), platform.memoryModel()).explore(fine);
        if (exploration.loopBoundReached()) {
            throw new IllegalStateException(scenario.name() + " reached the bound of a loop");
        }
        return exploration.end() != Exploration.End.EXHAUSTED;
    }
}
