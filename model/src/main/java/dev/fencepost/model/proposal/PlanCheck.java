package dev.fencepost.model.proposal;

import dev.fencepost.model.memory.ExecutionExplorer;
import dev.fencepost.model.memory.Exploration;
import dev.fencepost.model.memory.MemoryModel;
import dev.fencepost.model.memory.Witness;
import dev.fencepost.model.platform.BarrierPlan;
import dev.fencepost.model.platform.Platform;
import dev.fencepost.model.protocol.Claim;
import dev.fencepost.model.protocol.Scenario;
import dev.fencepost.model.protocol.Unit;
import dev.fencepost.model.protocol.Variant;
import dev.fencepost.model.verdict.Evidence;
import dev.fencepost.model.verdict.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Checks one barrier plan on one platform: explores every scenario of the protocol, with one of its units, then two, up
 * to the bound, until some execution breaks a claim.
 *
 * <p>Holds needs more than finding nothing: every exploration must have been complete, and the bound must be large
 * enough for the broken twins (see {@link Twins}). Otherwise the verdict is Bounded.
 */
public final class PlanCheck {
    private final Variant variant;
    private final int bound;
    private final Duration limit;
    private final Twins twins;

    /**
     * A check of plans within one bound.
     *
     * @param variant the protocol, and what its parties agreed on
     * @param bound how many of its units a scenario passes at most
     * @param limit time for one exploration
     * @param twins what is known about the bound
     */
    public PlanCheck(Variant variant, int bound, Duration limit, Twins twins) {
        this.variant = variant;
        this.bound = bound;
        this.limit = limit;
        this.twins = twins;
    }

    /** The verdict about {@code plan} on {@code platform}. */
    public Verdict check(BarrierPlan plan, Platform platform) {
        Tally tally = tally();
        for (int count = 1; count <= bound; count++) {
            for (Scenario scenario : variant.scenarios(plan, platform, count)) {
                Optional<Violation> violation = explore(scenario, platform.memoryModel(scenario.sides()), limit, tally);
                if (violation.isPresent()) {
                    Violation shortest = new ShortestViolation(limit).of(scenario, platform, violation.get());
                    return new Verdict.Violated(
                            evidence(platform, tally), new Explanation(variant, plan, platform, limit).of(shortest));
                }
            }
        }
        List<String> reasons = new ArrayList<>(tally.incomplete);
        reasons.addAll(twins.uncovered(variant, bound));
        return reasons.isEmpty()
                ? new Verdict.Holds(evidence(platform, tally))
                : new Verdict.Bounded(evidence(platform, tally), reasons);
    }

    /** The names of the scenarios that pass {@code count} units. */
    public List<String> scenarios(Platform platform, int count) {
        return variant.scenarios(BarrierPlan.mandatory(), platform, count).stream()
                .map(Scenario::name)
                .toList();
    }

    /**
     * One scenario's shortest violation.
     *
     * @param lines the whole of it, one line for each step, the sides one after the other in program order; empty if
     *     none was found
     * @param incomplete limits that were hit before one was found, one sentence each: then nothing is known
     */
    public record Replay(List<String> lines, List<String> incomplete) {
        /** Copies the lists. */
        public Replay {
            lines = List.copyOf(lines);
            incomplete = List.copyOf(incomplete);
        }
    }

    /**
     * The shortest execution with which one scenario breaks a claim.
     *
     * @throws IllegalArgumentException if there is no such scenario
     */
    public Replay replay(BarrierPlan plan, Platform platform, String name, int count) {
        Scenario scenario = variant.scenarios(plan, platform, count).stream()
                .filter(candidate -> candidate.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no scenario " + name));
        Tally tally = tally();
        return explore(scenario, platform.memoryModel(scenario.sides()), limit, tally)
                .map(found -> new ShortestViolation(limit).of(scenario, platform, found))
                .map(shortest -> new Wording(variant.protocol(), scenario.program()).whole(shortest, plan))
                .map(lines -> new Replay(lines, List.of()))
                .orElseGet(() -> new Replay(List.of(), tally.incomplete()));
    }

    private Evidence evidence(Platform platform, Tally tally) {
        String bounds = (bound == 1 ? "" : "up to ") + variant.protocol().unit().of(bound);
        return new Evidence(
                "execution explorer",
                platform.memoryModel().name(),
                platform.basis(),
                platform.row(),
                bounds,
                tally.executions,
                tally.nodes,
                (System.nanoTime() - tally.started) / 1e9,
                variant.protocol().clauses());
    }

    private Tally tally() {
        return new Tally(variant.protocol().unit());
    }

    /** Explores one scenario until an execution breaks a claim; adds what it did to {@code tally}. */
    static Optional<Violation> explore(Scenario scenario, MemoryModel model, Duration limit, Tally tally) {
        List<Violation> found = new ArrayList<>();
        Exploration exploration = new ExecutionExplorer(scenario.program(), model)
                .explore(
                        execution -> {
                            for (Claim claim : scenario.claims()) {
                                if (claim.bad().holds(execution::value)) {
                                    found.add(new Violation(scenario, claim, Witness.of(execution)));
                                    return false;
                                }
                            }
                            return true;
                        },
                        limit);
        tally.add(scenario, exploration);
        return found.stream().findFirst();
    }

    /** An execution that breaks a claim. */
    record Violation(Scenario scenario, Claim claim, Witness witness) {}

    /** What the explorations of one check did. */
    static final class Tally {
        private final long started = System.nanoTime();
        private final List<String> incomplete = new ArrayList<>();
        private final Unit unit;
        private long executions;
        private long nodes;

        Tally(Unit unit) {
            this.unit = unit;
        }

        private void add(Scenario scenario, Exploration exploration) {
            executions += exploration.executions();
            nodes += exploration.nodes();
            if (exploration.end() == Exploration.End.TIMED_OUT) {
                incomplete.add(
                        "scenario " + scenario.name() + " with " + unit.of(scenario.bound()) + " hit the time limit");
            } else if (exploration.loopBoundReached()) {
                incomplete.add("scenario " + scenario.name() + " reached the bound of a loop");
            }
        }

        boolean complete() {
            return incomplete.isEmpty();
        }

        List<String> incomplete() {
            return List.copyOf(incomplete);
        }
    }
}
