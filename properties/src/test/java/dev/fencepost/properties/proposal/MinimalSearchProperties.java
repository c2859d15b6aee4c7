package dev.fencepost.properties.proposal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fencepost.model.proposal.minimal.MinimalFactors;
import dev.fencepost.model.proposal.minimal.MinimalGroup;
import dev.fencepost.model.proposal.minimal.MinimalOrder;
import dev.fencepost.model.proposal.minimal.MinimalSearch;
import dev.fencepost.model.proposal.minimal.MinimalSearch.Answer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** The search finds what trying every plan finds, and the check that says so catches searches that are wrong. */
class MinimalSearchProperties {
    private static final int MUTANT_SAMPLES = 300;

    /** Whether a result says exactly what trying every plan says; a limit that was hit must be told, and end it. */
    private static boolean right(MinimalProblem problem, MinimalSearch.Result result) {
        if (result.undecided().isPresent()) {
            return result.plans().isEmpty();
        }
        return new HashSet<>(result.plans()).equals(problem.minimal())
                && new HashSet<>(result.plans()).size() == result.plans().size();
    }

    @Property
    void theSearchFindsAllMinimalPlansAndNothingElse(@ForAll long seed) {
        MinimalProblem problem = new MinimalProblem(seed, 0);
        MinimalSearch.Result result = problem.search();
        assertThat(result.undecided()).isEmpty();
        assertThat(result.plans()).containsExactlyInAnyOrderElementsOf(problem.minimal());
    }

    @Property
    void aLimitIsToldOrMadeNoDifference(@ForAll long seed) {
        MinimalProblem problem = new MinimalProblem(seed, 0.5);
        assertThat(right(problem, problem.search())).isTrue();
    }

    @Property
    void theProductOfTheGroupsIsTheSetOfPlans(@ForAll long seed) {
        List<List<Integer>> plans = new MinimalProblem(seed, 0).search().plans();
        Set<List<Integer>> product = new HashSet<>();
        if (!plans.isEmpty()) {
            product.add(List.of());
        }
        List<Integer> places = new ArrayList<>();
        for (MinimalGroup group : MinimalFactors.of(plans)) {
            places.addAll(group.places());
            Set<List<Integer>> longer = new HashSet<>();
            for (List<Integer> start : product) {
                for (List<Integer> alternative : group.alternatives()) {
                    List<Integer> next = new ArrayList<>(start);
                    next.addAll(alternative);
                    longer.add(next);
                }
            }
            product = longer;
        }
        Set<List<Integer>> expected = new HashSet<>();
        plans.forEach(plan -> expected.add(places.stream().map(plan::get).toList()));
        assertThat(product).isEqualTo(expected);
    }

    @Example
    void aSearchThatSkipsCandidatesIsCaught() {
        assertThat(wrongAnswers(0, Skipping::new)).isPositive();
    }

    @Example
    void aSearchThatTakesALimitForSafeIsCaught() {
        assertThat(wrongAnswers(0.5, Trusting::new)).isPositive();
    }

    @Example
    void theSamplesSuspectNobodyElse() {
        assertThat(wrongAnswers(0, Honest::new)).isZero();
        assertThat(wrongAnswers(0.5, Honest::new)).isZero();
    }

    private interface Maker {
        MinimalSearch make(MinimalProblem problem);
    }

    private static long wrongAnswers(double undecided, Maker maker) {
        return LongStream.range(0, MUTANT_SAMPLES)
                .mapToObj(seed -> new MinimalProblem(seed, undecided))
                .filter(problem -> !right(problem, maker.make(problem).run()))
                .count();
    }

    /** No mutant. */
    private static final class Honest extends MinimalSearch {
        Honest(MinimalProblem problem) {
            super(problem.orders(), problem.questions(), () -> {});
        }
    }

    /** Looks for the next plans at all places but the last. */
    private static final class Skipping extends MinimalSearch {
        Skipping(MinimalProblem problem) {
            super(problem.orders(), problem.questions(), () -> {});
        }

        @Override
        public List<List<Integer>> beyond(List<Integer> places, List<Integer> plan, List<Integer> bad) {
            List<Integer> fewer = places.size() > 1 ? places.subList(0, places.size() - 1) : places;
            return super.beyond(fewer, plan, bad);
        }
    }

    /** Takes a question that hit a limit for answered well. */
    private static final class Trusting extends MinimalSearch {
        Trusting(MinimalProblem problem) {
            super(problem.orders(), problem.questions(), () -> {});
        }

        @Override
        public boolean isSafe(Answer answer) {
            return answer != Answer.INSUFFICIENT;
        }
    }

    @Example
    void whatIsNoPartialOrderIsRefused() {
        boolean[][] circle = {{true, true}, {true, true}};
        boolean[][] twoWeakest = {{true, false}, {false, true}};
        assertThatThrownBy(() -> new MinimalOrder(circle)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new MinimalOrder(twoWeakest))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no weakest element");
    }
}
