package dev.fencepost.properties.msix;

import static dev.fencepost.properties.protocol.Sites.variant;

import dev.fencepost.model.memory.execution.ExecutionExplorer;
import dev.fencepost.model.memory.execution.Exploration;
import dev.fencepost.model.memory.execution.MemoryModel;
import dev.fencepost.model.platform.BarrierPlan;
import dev.fencepost.model.platform.Platform;
import dev.fencepost.model.platform.Platforms;
import dev.fencepost.model.protocol.Claim;
import dev.fencepost.model.protocol.Scenario;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Explores scenarios for the tests of this package. */
public final class MsixJudge {
    private MsixJudge() {}

    /** The clauses that some execution breaks; every exploration must be complete. */
    public static Set<String> broken(Scenario scenario, MemoryModel model) {
        Set<String> broken = new TreeSet<>();
        Exploration exploration = new ExecutionExplorer(scenario.program(), model).explore(execution -> {
            for (Claim claim : scenario.claims()) {
                if (claim.bad().holds(execution::value)) {
                    broken.add(claim.clause().name());
                }
            }
            return true;
        });
        if (!exploration.complete()) {
            throw new AssertionError(scenario.name() + " was not explored completely: " + exploration);
        }
        return broken;
    }

    /** The scenarios with that plan. */
    static List<Scenario> scenarios(BarrierPlan plan, Platform platform) {
        return variant("msix").scenarios(plan, platform, 1);
    }

    /** Which scenarios break which clauses, in order: {@code function-mask M2}; or {@code -}. */
    static String found(BarrierPlan plan, String platform) {
        Platform row = Platforms.of(platform).orElseThrow();
        return found(plan, row, row.memoryModel());
    }

    static String found(BarrierPlan plan, Platform row, MemoryModel model) {
        StringBuilder found = new StringBuilder();
        for (Scenario scenario : scenarios(plan, row)) {
            Set<String> broken = broken(scenario, model);
            if (!broken.isEmpty()) {
                found.append(found.isEmpty() ? "" : ", ")
                        .append(scenario.name())
                        .append(' ')
                        .append(String.join(" ", broken));
            }
        }
        return found.isEmpty() ? "-" : found.toString();
    }
}
