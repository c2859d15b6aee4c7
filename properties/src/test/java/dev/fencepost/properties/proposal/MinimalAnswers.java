package dev.fencepost.properties.proposal;

import dev.fencepost.model.platform.Platforms;
import dev.fencepost.model.proposal.minimal.MinimalAnswer;
import dev.fencepost.model.proposal.minimal.MinimalPlans;
import dev.fencepost.properties.ring.RingFeatures;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Answers for two buffers, each found once for all tests. */
final class MinimalAnswers {
    private static final Map<List<Object>, MinimalAnswer> FOUND = new ConcurrentHashMap<>();

    private MinimalAnswers() {}

    static MinimalAnswer of(String platform, RingFeatures features) {
        return FOUND.computeIfAbsent(
                List.of(platform, features),
                any -> new MinimalPlans(Duration.ofSeconds(60), step -> {})
                        .find(features.split(), 2, Platforms.of(platform).orElseThrow()));
    }
}
