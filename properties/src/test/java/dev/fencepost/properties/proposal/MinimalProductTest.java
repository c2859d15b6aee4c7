package dev.fencepost.properties.proposal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.model.proposal.minimal.MinimalAnswer;
import dev.fencepost.model.proposal.minimal.MinimalOrder;
import dev.fencepost.model.proposal.minimal.MinimalProduct;
import dev.fencepost.model.proposal.minimal.MinimalSearch;
import dev.fencepost.model.proposal.minimal.MinimalSearch.Answer;
import dev.fencepost.model.proposal.minimal.MinimalSearch.Question;
import dev.fencepost.properties.ring.RingFeatures;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Plans are kept as a product and not one by one: of as many parts there are as many alternatives, and no more. */
class MinimalProductTest {
    private static final int PARTS = 30;

    /** Of two places, either must have its stronger choice. */
    private record Either(int one, int other) implements Question {
        @Override
        public List<Integer> places() {
            return List.of(one, other);
        }

        @Override
        public Answer ask(List<Integer> plan) {
            return plan.get(one) > 0 || plan.get(other) > 0 ? Answer.SUFFICIENT : Answer.INSUFFICIENT;
        }
    }

    private static MinimalProduct search(int parts) {
        List<MinimalOrder> orders =
                Collections.nCopies(2 * parts, new MinimalOrder(new boolean[][] {{true, true}, {false, true}}));
        List<Question> questions = new ArrayList<>();
        for (int part = 0; part < parts; part++) {
            questions.add(new Either(part, part + parts));
        }
        return new MinimalSearch(orders, questions, () -> {}).run().plans();
    }

    /** A thousand million plans, of which 60 alternatives are kept; with each plan for itself no memory is enough. */
    @Test
    void whatIsKeptGrowsWithThePartsAndNotWithThePlans() {
        MinimalProduct plans = search(PARTS);
        assertThat(plans.size()).isEqualTo(1 << PARTS);
        assertThat(plans.parts())
                .hasSize(PARTS)
                .allSatisfy(part -> assertThat(part.alternatives()).hasSize(2));
        assertThat(plans.get(0)).startsWith(0, 0).endsWith(1, 1);
        assertThat(plans.get((1 << PARTS) - 1)).startsWith(1, 1).endsWith(0, 0);
    }

    /** Places of several parts in turn: each plan once, in lexical order. */
    @Test
    void plansStandInLexicalOrder() {
        MinimalProduct plans = search(6);
        List<List<Integer>> sorted = new ArrayList<>(plans);
        sorted.sort((a, b) -> a.toString().compareTo(b.toString()));
        assertThat(plans).hasSize(64).doesNotHaveDuplicates().containsExactlyElementsOf(sorted);
    }

    /** Each witness stands first in a plan that is named for it. */
    @Test
    void theWitnessesOfTheNamedPlansAreAll() {
        MinimalAnswer answer = MinimalAnswers.of("smp-lkmm", new RingFeatures(false, false));
        Set<Object> seen = new HashSet<>();
        for (int i = 0; i < answer.plans().size(); i++) {
            if (seen.addAll(answer.plans().get(i).witnesses())) {
                assertThat(answer.showing()).contains(i);
            }
        }
        assertThat(seen).isNotEmpty();
    }
}
