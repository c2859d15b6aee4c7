package dev.fencepost.model.proposal.check;

import dev.fencepost.model.machine.Exploration;
import dev.fencepost.model.machine.Explorer;
import dev.fencepost.model.machine.Limits;
import dev.fencepost.model.machine.Listener;
import dev.fencepost.model.machine.program.Forbidden;
import dev.fencepost.model.machine.program.Naming;
import dev.fencepost.model.machine.program.ProgramMachine;
import dev.fencepost.model.machine.program.ProgramState;
import dev.fencepost.model.machine.program.Representable;
import dev.fencepost.model.machine.program.StoreBuffer;
import dev.fencepost.model.memory.execution.ProgramFault;
import dev.fencepost.model.memory.program.Condition;
import dev.fencepost.model.memory.program.Instruction;
import dev.fencepost.model.platform.BarrierPlan;
import dev.fencepost.model.platform.Platform;
import dev.fencepost.model.platform.Platforms;
import dev.fencepost.model.protocol.Claim;
import dev.fencepost.model.protocol.Protocol;
import dev.fencepost.model.protocol.Scenario;
import dev.fencepost.model.protocol.Variant;
import dev.fencepost.model.spec.Rule;
import dev.fencepost.model.verdict.Counterexample;
import dev.fencepost.model.verdict.Evidence;
import dev.fencepost.model.verdict.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Checks one barrier plan as {@link PlanCheck} does, by an engine of another kind: the program of each scenario is a
 * state machine whose threads take steps, behind store buffers or without. Its verdict is that of the axioms of TSO, or
 * of SC.
 */
public final class OperationalCheck {
    private final Variant variant;
    private final int bound;
    private final Optional<StoreBuffer> buffer;
    private final Limits limits;
    private final Mutants mutants;

    /**
     * A check of plans within one bound.
     *
     * @param variant the protocol, and what its parties agreed on
     * @param bound how many of its units a scenario passes at most
     * @param buffer of each thread; without one every store is seen at once
     * @param limits for one exploration; one that hits them makes the verdict Bounded
     * @param mutants what is known about the bound
     */
    public OperationalCheck(Variant variant, int bound, Optional<StoreBuffer> buffer, Limits limits, Mutants mutants) {
        this.variant = variant;
        this.bound = bound;
        this.buffer = buffer;
        this.limits = limits;
        this.mutants = mutants;
    }

    /**
     * The platform on which the protocol has a meaning and store buffers are all there is, if there is one: x86, all of
     * it coherent; both sides on kernels for several processors where it has a meaning so.
     */
    public static Optional<Platform> platform(Protocol protocol) {
        return Platforms.rows().stream()
                .filter(OperationalCheck::isStoreBuffered)
                .filter(row -> protocol.objection(row).isEmpty())
                .min(Comparator.comparing(row -> row.driver().build() == Platform.Build.UP));
    }

    private static boolean isStoreBuffered(Platform row) {
        return row.base() == Platform.BaseModel.TSO && row.weakBoundaries().isEmpty();
    }

    /** Why a scenario is more than threads behind store buffers, as a sentence without its full stop; empty if not. */
    public static Optional<String> objection(Scenario scenario) {
        return scenario.written()
                .map(program ->
                        "it has plain accesses, and a store buffer is no model of a compiler, which may reorder,"
                                + " merge or hoist them: mark them, or ask check")
                .or(() -> Representable.objection(scenario.program()));
    }

    /** One scenario, and what its exploration found. */
    public record Scene(Scenario scenario, Exploration<ProgramState> exploration) {}

    /**
     * An answer.
     *
     * @param verdict the verdict about all of it
     * @param scenes what was explored, in this order; the last one is broken if the verdict is Violated
     */
    public record Answer(Verdict verdict, List<Scene> scenes) {
        /** Copies the list. */
        public Answer {
            scenes = List.copyOf(scenes);
        }
    }

    /**
     * Explores the scenarios whose names {@code wanted} lets pass, with one unit, then two, up to the bound, until one
     * is broken.
     *
     * @param platform whose instructions the program consists of
     * @throws IllegalArgumentException if there is an {@link #objection} to one of them, or the protocol has no clause
     * @throws ProgramFault if a thread writes through a value that is no address
     */
    public Answer check(BarrierPlan plan, Platform platform, Predicate<String> wanted, Listener listener) {
        List<Scene> scenes = new ArrayList<>();
        for (int count = 1; count <= bound; count++) {
            for (Scenario scenario : variant.scenarios(plan, platform, count)) {
                if (!wanted.test(scenario.name())) {
                    continue;
                }
                Scene scene = new Scene(scenario, explore(scenario, plan, listener));
                scenes.add(scene);
                if (scene.exploration().failure().isPresent()) {
                    Evidence evidence = evidence(platform, scenes);
                    return new Answer(new Verdict.Violated(evidence, counterexample(scene)), scenes);
                }
            }
        }
        List<String> reasons = reasons(scenes);
        Evidence evidence = evidence(platform, scenes);
        return new Answer(
                reasons.isEmpty() ? new Verdict.Holds(evidence) : new Verdict.Bounded(evidence, reasons), scenes);
    }

    private Exploration<ProgramState> explore(Scenario scenario, BarrierPlan plan, Listener listener) {
        List<Forbidden> forbidden = scenario.claims().stream()
                .map(claim -> new Forbidden(claim.bad(), claim.clause(), claim.finding()))
                .collect(Collectors.toCollection(ArrayList::new));
        if (forbidden.isEmpty()) {
            // It can still come to the bound of a loop, which is to be told.
            Rule any = variant.protocol().clauses().get(0);
            forbidden.add(new Forbidden(new Condition.Any(List.of()), any, "nothing is forbidden here"));
        }
        ProgramMachine machine = new ProgramMachine(scenario.program(), buffer, forbidden, new Names(plan));
        return Explorer.explore(machine, limits, listener);
    }

    /** What was not covered: limits, loops that were cut, and a bound that is too small for the mutants. */
    private List<String> reasons(List<Scene> scenes) {
        List<String> reasons = new ArrayList<>();
        for (Scene scene : scenes) {
            String where = "scenario " + scene.scenario().name() + " with "
                    + variant.protocol().unit().of(scene.scenario().bound()) + ": ";
            scene.exploration().limits().forEach(limit -> reasons.add(where + limit));
            scene.exploration().machine().subject().blindSpots().forEach(spot -> reasons.add("scenario " + spot));
        }
        if (clauses(scenes).isEmpty()) {
            reasons.add(PlanCheck.NOTHING_FORBIDDEN);
        }
        reasons.addAll(mutants.uncovered(variant, bound));
        return reasons.stream().distinct().toList();
    }

    private Evidence evidence(Platform platform, List<Scene> scenes) {
        return new Evidence(
                "machine",
                buffer.isEmpty() ? "sequential consistency" : "TSO, a store buffer for each thread",
                Evidence.Basis.PUBLISHED,
                platform.row(),
                variant.protocol().unit().upTo(bound),
                scenes.stream().mapToLong(scene -> scene.exploration().states()).sum(),
                scenes.stream().mapToLong(scene -> scene.exploration().steps()).sum(),
                scenes.stream()
                        .mapToDouble(scene -> scene.exploration().seconds())
                        .sum(),
                clauses(scenes));
    }

    private List<Rule> clauses(List<Scene> scenes) {
        Set<Rule> claimed = scenes.stream()
                .flatMap(scene -> scene.scenario().claims().stream())
                .map(Claim::clause)
                .collect(Collectors.toSet());
        return variant.protocol().clauses().stream().filter(claimed::contains).toList();
    }

    private static Counterexample counterexample(Scene scene) {
        Exploration<ProgramState> exploration = scene.exploration();
        Exploration.Failure<ProgramState> failure = exploration.failure().orElseThrow();
        return new Counterexample(
                failure.broken().clause(),
                failure.broken().name(),
                scene.scenario().name(),
                scene.scenario().bound(),
                exploration.machine().actors(),
                exploration.timeline(failure),
                List.of(),
                Optional.empty());
    }

    /** Values as the protocol shows them, and at each site what the plan has there. */
    private final class Names implements Naming {
        private final BarrierPlan plan;

        Names(BarrierPlan plan) {
            this.plan = plan;
        }

        @Override
        public String value(String location, long value) {
            return variant.protocol().value(location, value);
        }

        @Override
        public String fence(Instruction.Fence fence) {
            return variant.protocol()
                    .site(fence.site())
                    .map(site -> site.name() + ": " + plan.at(site).spelling())
                    .orElseGet(() -> Naming.PLAIN.fence(fence));
        }
    }
}
