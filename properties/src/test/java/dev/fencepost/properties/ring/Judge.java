package dev.fencepost.properties.ring;

import dev.fencepost.model.memory.execution.ExecutionExplorer;
import dev.fencepost.model.memory.execution.Exploration;
import dev.fencepost.model.memory.execution.MemoryModel;
import dev.fencepost.model.platform.BarrierPlan;
import dev.fencepost.model.platform.Platform;
import dev.fencepost.model.platform.Platforms;
import dev.fencepost.model.protocol.Claim;
import dev.fencepost.model.protocol.Scenario;
import dev.fencepost.model.protocol.Variant;
import java.util.ArrayList;
import java.util.List;

/** Explores scenarios for the tests of this package. */
public final class Judge {
    /** What a whole exploration of a scenario found: executions, and the clause of each that is broken. */
    public record Finding(long executions, List<String> broken) {}

    private Judge() {}

    public static Platform platform(String id) {
        return Platforms.of(id).orElseThrow();
    }

    /** Explores everything; every exploration of the ring must be complete. */
    public static Finding explore(Scenario scenario, MemoryModel model) {
        List<String> broken = new ArrayList<>();
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
        return new Finding(exploration.executions(), broken);
    }

    /** Whether some execution breaks a claim; the first that does ends the exploration. */
    public static boolean breaks(Scenario scenario, MemoryModel model) {
        boolean[] broken = new boolean[1];
        Exploration exploration = new ExecutionExplorer(scenario.program(), model).explore(execution -> {
            broken[0] = scenario.claims().stream().anyMatch(claim -> claim.bad().holds(execution::value));
            return !broken[0];
        });
        if (!exploration.complete() && !broken[0]) {
            throw new AssertionError(scenario.name() + " was not explored completely: " + exploration);
        }
        return broken[0];
    }

    /**
     * The first scenario, by buffers and then in order, that some execution breaks: {@code 2 kick S6}; or {@code -}.
     */
    public static String smallest(
            RingFeatures features, BarrierPlan plan, Platform platform, MemoryModel model, int most) {
        return smallest(features.split(), plan, platform, model, most);
    }

    /** The same of any protocol. */
    public static String smallest(Variant variant, BarrierPlan plan, Platform platform, MemoryModel model, int most) {
        for (int buffers = 1; buffers <= most; buffers++) {
            for (Scenario scenario : variant.protocol().scenarios(variant.features(), plan, platform, buffers)) {
                Finding finding = explore(scenario, model);
                if (!finding.broken().isEmpty()) {
                    return buffers + " " + scenario.name() + " "
                            + finding.broken().get(0);
                }
            }
        }
        return "-";
    }
}
