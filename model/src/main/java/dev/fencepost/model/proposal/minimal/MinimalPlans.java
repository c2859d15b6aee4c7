package dev.fencepost.model.proposal.minimal;

import dev.fencepost.model.memory.execution.MemoryModel;
import dev.fencepost.model.platform.BarrierPlan;
import dev.fencepost.model.platform.Platform;
import dev.fencepost.model.platform.Side;
import dev.fencepost.model.proposal.check.Mutants;
import dev.fencepost.model.protocol.Variant;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Every smallest sufficient barrier plan of a protocol: all plans that hold, but not with anything weaker at any one
 * site. Each is checked again from scratch (see {@link MinimalReview}), and each step down from it has a witness.
 */
public final class MinimalPlans {
    private final Duration limit;
    private final Consumer<String> progress;

    /**
     * A finder of minimal plans.
     *
     * @param limit time for one exploration; one that hits it makes the answer Bounded
     * @param progress is told what is being done
     */
    public MinimalPlans(Duration limit, Consumer<String> progress) {
        this.limit = limit;
        this.progress = progress;
    }

    /** The minimal plans on {@code platform}, with scenarios of up to {@code bound} units. */
    public MinimalAnswer find(Variant variant, int bound, Platform platform) {
        return find(variant, bound, platform, platform::memoryModel);
    }

    /** The same under another memory model than the platform's, with the platform's primitives. */
    public MinimalAnswer find(Variant variant, int bound, Platform platform, Function<List<Side>, MemoryModel> model) {
        MinimalQuestions asked = new MinimalQuestions(variant, bound, platform, model, limit);
        List<String> reasons = new ArrayList<>(new Mutants(limit).uncovered(variant, bound));
        List<MinimalPlan> plans = List.of();
        MinimalProduct product = MinimalProduct.none();
        long checks = 0;
        if (reasons.isEmpty()) {
            MinimalSearch.Result found = search(asked);
            checks = found.asked();
            found.undecided().ifPresent(question -> reasons.addAll(((MinimalQuestions.Question) question).reasons()));
            plans = review(asked, found, reasons);
            product = reasons.isEmpty() ? found.plans() : product;
        }
        MinimalAnswer answer = new MinimalAnswer(
                platform,
                platform.memoryModel().name(),
                variant,
                bound,
                asked.choices(),
                reasons.isEmpty() ? plans : List.of(),
                product.showing(),
                MinimalFactors.of(product),
                reasons,
                checks);
        if (!answer.bounded()) {
            demandAgreement(asked, answer);
        }
        return answer;
    }

    /**
     * The mandatory plan stands for all plans that were not asked for: that it holds, and yet none is enough that is at
     * most as strong, is impossible unless choices are taken for equal that are not.
     *
     * @throws IllegalStateException if it is so all the same
     */
    private static void demandAgreement(MinimalQuestions asked, MinimalAnswer answer) {
        Optional<Boolean> holds = asked.holds(BarrierPlan.mandatory());
        if (holds.isPresent() && holds.get() != answer.covers(BarrierPlan.mandatory())) {
            throw new IllegalStateException("the mandatory barriers of the "
                    + answer.variant().protocol().title() + (holds.get() ? " hold" : " do not hold") + " on "
                    + answer.platform().id() + ", and " + (holds.get() ? "no" : "a")
                    + " smallest plan is at most as strong");
        }
    }

    private MinimalSearch.Result search(MinimalQuestions asked) {
        int[] plans = new int[1];
        return new MinimalSearch(
                        asked.choices().stream().map(MinimalChoices::order).toList(),
                        asked.questions(),
                        () -> progress.accept("searching: " + ++plans[0] + " plans"))
                .run();
    }

    private List<MinimalPlan> review(MinimalQuestions asked, MinimalSearch.Result found, List<String> reasons) {
        int[] programs = new int[1];
        MinimalReview review =
                new MinimalReview(asked, () -> progress.accept("checking again: " + ++programs[0] + " programs"));
        List<MinimalPlan> plans = review.review(found.plans());
        reasons.addAll(review.reasons());
        return plans;
    }
}
