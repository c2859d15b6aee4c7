package dev.fencepost.model.proposal.minimal;

import dev.fencepost.model.proposal.search.Tally;
import dev.fencepost.model.proposal.search.Violation;
import dev.fencepost.model.protocol.Claim;
import dev.fencepost.model.protocol.Scenario;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Checks plans again from scratch. Nothing of what the search knew or concluded is used, and nothing is concluded from
 * one plan for another: every program of every plan is explored. Plans that have the same at the sites of a scenario
 * share that program, and it is explored once: so a plan for each alternative of each part is enough, once it is seen
 * that no program depends on sites of two.
 */
final class MinimalReview {
    private final MinimalQuestions asked;
    private final Runnable step;
    private final Map<Asked, Told> told = new HashMap<>();
    private final Set<String> reasons = new LinkedHashSet<>();

    MinimalReview(MinimalQuestions asked, Runnable step) {
        this.asked = asked;
        this.step = step;
    }

    /** One program: a question, and the choices at the sites that it depends on. */
    private record Asked(MinimalQuestions.Question question, List<Integer> choices) {}

    private record Told(Scenario scenario, Optional<Claim> broken, List<String> incomplete) {}

    /**
     * The plans with the witnesses for their minimality.
     *
     * @throws IllegalStateException if one is not sufficient, or not minimal: then the search is wrong
     */
    List<MinimalPlan> review(MinimalProduct plans) {
        if (plans.isEmpty()) {
            return List.of();
        }
        requireApart(plans.parts());
        List<Map<List<Integer>, Map<Integer, List<MinimalWitness>>>> witnesses = new ArrayList<>();
        for (MinimalGroup part : plans.parts()) {
            Map<List<Integer>, Map<Integer, List<MinimalWitness>>> byChoices = new HashMap<>();
            for (List<Integer> choices : part.alternatives()) {
                List<Integer> chosen = new ArrayList<>(plans.get(0));
                for (int i = 0; i < choices.size(); i++) {
                    chosen.set(part.places().get(i), choices.get(i));
                }
                byChoices.put(choices, review(chosen, part.places()));
            }
            witnesses.add(byChoices);
        }
        return new ReviewedPlans(plans, asked::plan, witnesses);
    }

    private void requireApart(List<MinimalGroup> parts) {
        for (MinimalQuestions.Question question : asked.questions()) {
            if (parts.stream().noneMatch(part -> part.places().containsAll(question.places()))) {
                throw new IllegalStateException("the search took for independent what one scenario depends on");
            }
        }
    }

    /** Why a plan cannot be weakened, by place. */
    private Map<Integer, List<MinimalWitness>> review(List<Integer> chosen, List<Integer> places) {
        firstFailure(chosen).ifPresent(failure -> {
            throw new IllegalStateException(asked.plan(chosen) + " is not sufficient: "
                    + failure.scenario().name());
        });
        Map<Integer, List<MinimalWitness>> witnesses = new HashMap<>();
        for (int place : places) {
            List<MinimalWitness> here = new ArrayList<>();
            for (int weaker : asked.choices().get(place).order().stepsDown(chosen.get(place))) {
                witness(chosen, place, weaker).ifPresent(here::add);
            }
            witnesses.put(place, List.copyOf(here));
        }
        return witnesses;
    }

    private Optional<MinimalWitness> witness(List<Integer> chosen, int place, int weaker) {
        MinimalChoices here = asked.choices().get(place);
        List<Integer> weakened = new ArrayList<>(chosen);
        weakened.set(place, weaker);
        Optional<Told> failure = firstFailure(weakened);
        if (failure.isEmpty() && reasons.isEmpty()) {
            throw new IllegalStateException(asked.plan(weakened) + " is sufficient, and so is a stronger plan");
        }
        return failure.map(found -> new MinimalWitness(
                here.site(),
                here.placement(chosen.get(place)),
                here.placement(weaker),
                found.scenario().name(),
                found.scenario().bound(),
                found.broken().orElseThrow().clause(),
                found.broken().orElseThrow().finding()));
    }

    /** Limits that were hit; empty if everything was decided. */
    List<String> reasons() {
        return List.copyOf(reasons);
    }

    /** The first scenario that fails, with the smallest bound. */
    private Optional<Told> firstFailure(List<Integer> chosen) {
        for (MinimalQuestions.Question question : asked.questions()) {
            List<Integer> choices = question.places().stream().map(chosen::get).toList();
            Told answer = told.computeIfAbsent(new Asked(question, choices), any -> ask(question, chosen));
            if (answer.broken().isPresent()) {
                return Optional.of(answer);
            }
            reasons.addAll(answer.incomplete());
        }
        return Optional.empty();
    }

    private Told ask(MinimalQuestions.Question question, List<Integer> chosen) {
        step.run();
        Scenario scenario = question.scenario(chosen);
        Tally tally = asked.tally();
        Optional<Claim> broken = asked.explore(scenario, tally).map(Violation::claim);
        return new Told(scenario, broken, tally.incomplete());
    }
}
