package dev.fencepost.model.proposal.minimal;

import dev.fencepost.model.memory.execution.MemoryModel;
import dev.fencepost.model.memory.program.LocationKind;
import dev.fencepost.model.memory.program.Program;
import dev.fencepost.model.platform.BarrierPlan;
import dev.fencepost.model.platform.BarrierSite;
import dev.fencepost.model.platform.Platform;
import dev.fencepost.model.platform.Side;
import dev.fencepost.model.proposal.search.ScenarioSearch;
import dev.fencepost.model.proposal.search.Tally;
import dev.fencepost.model.proposal.search.Violation;
import dev.fencepost.model.protocol.Scenario;
import dev.fencepost.model.protocol.Variant;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * A protocol as questions for {@link MinimalSearch}: one for each scenario and number of units, which depends on the
 * sites in its program and is answered by the execution explorer, up to the first execution that breaks a claim.
 *
 * <p>The law that the search rests on holds here: a stronger primitive leaves the accesses and the claims as they are
 * and adds pairs to the orders that fences and annotations give; all axioms of SC, TSO, Armv8, LKMM and the extension
 * forbid cycles in unions and sequences of these, never their absence, so more pairs only take executions away.
 */
final class MinimalQuestions {
    private final Variant variant;
    private final int bound;
    private final Platform platform;
    private final Function<List<Side>, MemoryModel> model;
    private final Duration limit;
    private final List<MinimalChoices> choices = new ArrayList<>();
    private final List<Question> questions = new ArrayList<>();

    MinimalQuestions(
            Variant variant, int bound, Platform platform, Function<List<Side>, MemoryModel> model, Duration limit) {
        this.variant = variant;
        this.bound = bound;
        this.platform = platform;
        this.model = model;
        this.limit = limit;
        Set<BarrierSite> sites = new HashSet<>();
        boolean ordinary = true;
        boolean plain = hasPlainAccesses();
        for (int count = 1; count <= bound; count++) {
            for (Scenario scenario : scenarios(BarrierPlan.mandatory(), count)) {
                sites.addAll(scenario.sites());
                ordinary &= isOrdinary(scenario.program(), platform);
            }
        }
        for (BarrierSite site : variant.protocol().sites()) {
            if (sites.contains(site)) {
                choices.add(new MinimalChoices(variant, site, platform, ordinary, plain));
            }
        }
        for (int count = 1; count <= bound; count++) {
            List<Scenario> scenarios = scenarios(BarrierPlan.mandatory(), count);
            for (int number = 0; number < scenarios.size(); number++) {
                questions.add(new Question(count, number, scenarios.get(number).sites()));
            }
        }
    }

    /** Whether the least plan leaves an access plain: a stronger one may mark it. */
    private boolean hasPlainAccesses() {
        BarrierPlan nothing = variant.protocol().sites().stream()
                .reduce(BarrierPlan.mandatory(), BarrierPlan::without, (one, other) -> other);
        return IntStream.rangeClosed(1, bound)
                .anyMatch(count -> scenarios(nothing, count).stream()
                        .anyMatch(scenario -> scenario.written().isPresent()));
    }

    /** Beyond a weak boundary a barrier that waits says more of what third parties wrote than one that only orders. */
    private static boolean isOrdinary(Program program, Platform platform) {
        return program.locations().stream().allMatch(location -> location.kind() == LocationKind.COHERENT)
                && (program.threads().size() <= 2 || platform.weakBoundaries().isEmpty());
    }

    /** What there is to choose, for every site that stands in some scenario, in the order of the sites. */
    List<MinimalChoices> choices() {
        return choices;
    }

    /** The plan that has these choices, and nothing at a site that no scenario has. */
    BarrierPlan plan(List<Integer> chosen) {
        BarrierPlan plan = BarrierPlan.mandatory();
        for (BarrierSite site : variant.protocol().sites()) {
            plan = plan.without(site);
        }
        for (int place = 0; place < choices.size(); place++) {
            MinimalChoices here = choices.get(place);
            plan = plan.with(here.site(), here.placement(chosen.get(place)));
        }
        return plan;
    }

    /** One for each scenario up to the bound, those with the smallest bound first. */
    List<Question> questions() {
        return questions;
    }

    /** Whether no scenario up to the bound breaks a claim; empty if a limit was hit before one did. */
    Optional<Boolean> holds(BarrierPlan plan) {
        Tally tally = tally();
        for (int count = 1; count <= bound; count++) {
            for (Scenario scenario : scenarios(plan, count)) {
                if (explore(scenario, tally).isPresent()) {
                    return Optional.of(false);
                }
            }
        }
        return tally.complete() ? Optional.of(true) : Optional.empty();
    }

    /** Explores one scenario up to the first execution that breaks a claim. */
    Optional<Violation> explore(Scenario scenario, Tally tally) {
        return new ScenarioSearch(limit).find(scenario, model.apply(scenario.sides()), tally);
    }

    /** Of one exploration. */
    Tally tally() {
        return new Tally(variant.protocol().unit());
    }

    private List<Scenario> scenarios(BarrierPlan plan, int count) {
        return variant.scenarios(plan, platform, count);
    }

    /** Whether one scenario has no execution that breaks a claim. */
    final class Question implements MinimalSearch.Question {
        private final int count;
        private final int number;
        private final List<Integer> places = new ArrayList<>();
        private List<String> reasons = List.of();

        private Question(int count, int number, Set<BarrierSite> sites) {
            this.count = count;
            this.number = number;
            for (int place = 0; place < choices.size(); place++) {
                if (sites.contains(choices.get(place).site())) {
                    places.add(place);
                }
            }
        }

        @Override
        public List<Integer> places() {
            return places;
        }

        @Override
        public MinimalSearch.Answer ask(List<Integer> plan) {
            Tally tally = tally();
            if (explore(scenario(plan), tally).isPresent()) {
                return MinimalSearch.Answer.INSUFFICIENT;
            }
            reasons = tally.incomplete();
            return tally.complete() ? MinimalSearch.Answer.SUFFICIENT : MinimalSearch.Answer.UNDECIDED;
        }

        /** Why it was undecided when it was asked last. */
        List<String> reasons() {
            return reasons;
        }

        /** The scenario; where the plan has the top of an order, with all the strongest choices at once. */
        Scenario scenario(List<Integer> plan) {
            Scenario merged = scenarios(plan(resolved(plan, 0)), count).get(number);
            for (int turn = 1; turn < turns(plan); turn++) {
                merged = MinimalMerge.of(
                        merged, scenarios(plan(resolved(plan, turn)), count).get(number));
            }
            return merged;
        }

        private int turns(List<Integer> plan) {
            return places.stream()
                    .filter(place -> isTop(plan, place))
                    .mapToInt(place -> choices.get(place).order().strongest().size())
                    .max()
                    .orElse(1);
        }

        private List<Integer> resolved(List<Integer> plan, int turn) {
            List<Integer> resolved = new ArrayList<>(plan);
            for (int place = 0; place < choices.size(); place++) {
                if (isTop(plan, place)) {
                    List<Integer> strongest = choices.get(place).order().strongest();
                    resolved.set(place, strongest.get(turn % strongest.size()));
                }
            }
            return resolved;
        }

        private boolean isTop(List<Integer> plan, int place) {
            return plan.get(place) >= choices.get(place).order().size();
        }
    }
}
