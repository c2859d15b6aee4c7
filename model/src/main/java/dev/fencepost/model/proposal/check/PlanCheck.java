package dev.fencepost.model.proposal.check;

import dev.fencepost.model.platform.BarrierPlan;
import dev.fencepost.model.platform.Platform;
import dev.fencepost.model.proposal.explain.Explanation;
import dev.fencepost.model.proposal.explain.Wording;
import dev.fencepost.model.proposal.search.Explored;
import dev.fencepost.model.proposal.search.ScenarioSearch;
import dev.fencepost.model.proposal.search.Tally;
import dev.fencepost.model.proposal.search.Violation;
import dev.fencepost.model.protocol.Scenario;
import dev.fencepost.model.protocol.Variant;
import dev.fencepost.model.verdict.Evidence;
import dev.fencepost.model.verdict.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Checks one barrier plan on one platform: explores every scenario of the protocol, with one of its units, then two, up
 * to the bound, until some execution breaks a claim.
 *
 * <p>Holds needs more than finding nothing: every exploration must have been complete, and the bound must be large
 * enough for the mutants (see {@link Mutants}). Otherwise the verdict is Bounded.
 */
public final class PlanCheck {
    static final String NOTHING_FORBIDDEN = "no scenario forbids anything with these features";

    private final Variant variant;
    private final int bound;
    private final Duration limit;
    private final Mutants mutants;
    private final Explored explored;

    /**
     * A check of plans within one bound.
     *
     * @param variant the protocol, and what its parties agreed on
     * @param bound how many of its units a scenario passes at most
     * @param limit time for one exploration
     * @param mutants what is known about the bound
     */
    public PlanCheck(Variant variant, int bound, Duration limit, Mutants mutants) {
        this(variant, bound, limit, mutants, new Explored(limit));
    }

    /** The same, beside others with which it shares what was explored. */
    PlanCheck(Variant variant, int bound, Duration limit, Mutants mutants, Explored explored) {
        this.variant = variant;
        this.bound = bound;
        this.limit = limit;
        this.mutants = mutants;
        this.explored = explored;
    }

    /** What is looked for. */
    public enum Extent {
        /** The first scenario that is broken. */
        FIRST,
        /** Every scenario that is broken. */
        ALL
    }

    /** The verdict about {@code plan} on {@code platform}, with the first counterexample if there is one. */
    public Verdict check(BarrierPlan plan, Platform platform) {
        return check(plan, platform, Extent.FIRST);
    }

    /** The verdict about {@code plan} on {@code platform}, with a counterexample for each broken scenario asked for. */
    public Verdict check(BarrierPlan plan, Platform platform, Extent extent) {
        Tally tally = tally();
        List<Violation> broken = broken(plan, platform, extent, tally);
        if (!broken.isEmpty()) {
            Explanation explanation = new Explanation(variant, plan, platform, explored);
            return new Verdict.Violated(
                    evidence(platform, tally),
                    broken.stream()
                            .map(found -> explored.shortest(platform, found))
                            .map(explanation::of)
                            .toList(),
                    extent == Extent.ALL ? tally.incomplete() : List.of());
        }
        List<String> reasons = new ArrayList<>(tally.incomplete());
        if (!tally.forbids()) {
            reasons.add(NOTHING_FORBIDDEN);
        }
        reasons.addAll(mutants.uncovered(variant, bound));
        return reasons.isEmpty()
                ? new Verdict.Holds(evidence(platform, tally))
                : new Verdict.Bounded(evidence(platform, tally), reasons);
    }

    /** Of each scenario that is broken, an execution with the smallest bound that breaks it; likewise of races. */
    private List<Violation> broken(BarrierPlan plan, Platform platform, Extent extent, Tally tally) {
        List<Violation> broken = new ArrayList<>();
        Set<String> names = new HashSet<>();
        Set<String> racing = new HashSet<>();
        for (int count = 1; count <= bound; count++) {
            for (Scenario scenario : variant.scenarios(plan, platform, count)) {
                if (!names.contains(scenario.name())) {
                    explored.broken(scenario, platform, tally).ifPresent(found -> {
                        broken.add(found);
                        names.add(scenario.name());
                    });
                }
                if (!racing.contains(scenario.name())) {
                    explored.race(scenario, tally).ifPresent(found -> {
                        broken.add(found);
                        racing.add(scenario.name());
                    });
                }
                if (extent == Extent.FIRST && !broken.isEmpty()) {
                    return broken;
                }
            }
        }
        return broken;
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
        return new ScenarioSearch(limit)
                .find(scenario, platform.memoryModel(scenario.sides()), tally)
                .map(found -> explored.shortest(platform, found))
                .map(shortest -> new Wording(variant.protocol(), scenario.program()).whole(shortest, plan))
                .map(lines -> new Replay(lines, List.of()))
                .orElseGet(() -> new Replay(List.of(), tally.incomplete()));
    }

    private Evidence evidence(Platform platform, Tally tally) {
        String bounds = variant.protocol().unit().upTo(bound);
        return new Evidence(
                "execution explorer",
                platform.memoryModel().name(),
                platform.basis(),
                platform.row(),
                bounds,
                tally.executions(),
                tally.nodes(),
                tally.seconds(),
                variant.protocol().clauses());
    }

    private Tally tally() {
        return new Tally(variant.protocol().unit());
    }
}
