package dev.fencepost.model.proposal;

import dev.fencepost.model.memory.MemoryModel;
import dev.fencepost.model.platform.Platform;
import dev.fencepost.model.vring.RingFeatures;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Every smallest sufficient barrier plan of the split ring: all plans that hold, but not with anything weaker at any
 * one site. Each is checked again from scratch (see {@link MinimalReview}), and each step down from it has a witness.
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

    /** The minimal plans on {@code platform}, with scenarios of up to {@code buffers} buffers. */
    public MinimalAnswer find(RingFeatures features, int buffers, Platform platform) {
        return find(features, buffers, platform, platform::memoryModel);
    }

    /** The same under another memory model than the platform's, with the platform's primitives. */
    public MinimalAnswer find(RingFeatures features, int buffers, Platform platform, Supplier<MemoryModel> model) {
        MinimalRing ring = new MinimalRing(features, buffers, platform, model, limit);
        List<String> reasons = new ArrayList<>(new Twins(limit).uncovered(features, buffers));
        List<MinimalPlan> plans = List.of();
        long checks = 0;
        if (reasons.isEmpty()) {
            MinimalSearch.Result found = search(ring);
            checks = found.asked();
            found.undecided().ifPresent(question -> reasons.addAll(((MinimalRing.Question) question).reasons()));
            plans = review(ring, found, reasons);
        }
        return new MinimalAnswer(
                platform,
                model.get().name(),
                features,
                buffers,
                ring.choices(),
                reasons.isEmpty() ? plans : List.of(),
                reasons,
                checks);
    }

    private MinimalSearch.Result search(MinimalRing ring) {
        int[] plans = new int[1];
        return new MinimalSearch(
                        ring.choices().stream().map(MinimalChoices::order).toList(),
                        ring.questions(),
                        () -> progress.accept("searching: " + ++plans[0] + " plans"))
                .run();
    }

    private List<MinimalPlan> review(MinimalRing ring, MinimalSearch.Result found, List<String> reasons) {
        int[] programs = new int[1];
        MinimalReview review =
                new MinimalReview(ring, () -> progress.accept("checking again: " + ++programs[0] + " programs"));
        List<MinimalPlan> plans = new ArrayList<>();
        found.plans().forEach(chosen -> plans.add(review.review(chosen)));
        reasons.addAll(review.reasons());
        return plans;
    }
}
