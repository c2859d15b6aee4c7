package dev.fencepost.properties.proposal;

import dev.fencepost.model.memory.Execution;
import dev.fencepost.model.memory.ExecutionExplorer;
import dev.fencepost.model.memory.Exploration;
import dev.fencepost.model.platform.BarrierPlan;
import dev.fencepost.model.platform.Platform;
import dev.fencepost.model.vring.RingFeatures;
import dev.fencepost.model.vring.Scenario;
import dev.fencepost.model.vring.SplitRingProtocol;
import java.util.function.Predicate;

/** Whether a plan is sufficient: every scenario explored, nothing concluded, nothing remembered. */
final class MinimalJudge {
    private MinimalJudge() {}

    static boolean sufficient(BarrierPlan plan, RingFeatures features, int buffers, Platform platform) {
        for (int count = 1; count <= buffers; count++) {
            for (Scenario scenario : new SplitRingProtocol(features, plan, platform).scenarios(count)) {
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
