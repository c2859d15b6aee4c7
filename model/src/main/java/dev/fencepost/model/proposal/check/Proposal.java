package dev.fencepost.model.proposal.check;

import dev.fencepost.model.platform.BarrierPlan;
import dev.fencepost.model.platform.BarrierSite;
import dev.fencepost.model.platform.Placement;
import dev.fencepost.model.platform.Platform;
import dev.fencepost.model.protocol.Variant;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A proposed change of the barriers of a protocol.
 *
 * @param name short and unique, for tables: the file's name without its ending
 * @param title one line
 * @param source the commit, review or thread it comes from
 * @param variant the protocol, and what its parties agreed on
 * @param bound how many of its units a scenario passes, at least 1
 * @param changes for each site that the proposal is about, what was there and what is to be there; at every other site
 *     the mandatory barrier stands, so that the peer is right
 * @param expectations the platforms to check it on and what its author, or history, expects there
 */
public record Proposal(
        String name,
        String title,
        String source,
        Variant variant,
        int bound,
        Map<BarrierSite, Change> changes,
        List<Expectation> expectations) {
    /** Copies the collections. */
    public Proposal {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(title, "title");
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(variant, "variant");
        if (bound < 1) {
            throw new IllegalArgumentException("a bound of " + bound + ": at least 1 is needed");
        }
        changes = Map.copyOf(changes);
        expectations = List.copyOf(expectations);
    }

    /** The plan that stood before, or the one that is proposed. */
    public BarrierPlan plan(Stage stage) {
        BarrierPlan plan = BarrierPlan.mandatory();
        for (Map.Entry<BarrierSite, Change> entry : changes.entrySet()) {
            Change change = entry.getValue();
            plan = plan.with(entry.getKey(), stage == Stage.BEFORE ? change.before() : change.after());
        }
        return plan;
    }

    /** Which of its two plans. */
    public enum Stage {
        /** The plan that stood before. */
        BEFORE,
        /** The plan that is proposed. */
        AFTER
    }

    /** What changes at one site. */
    public record Change(Placement before, Placement after) {
        /** Checks that nothing is missing. */
        public Change {
            Objects.requireNonNull(before, "before");
            Objects.requireNonNull(after, "after");
        }
    }

    /**
     * What is expected on one platform.
     *
     * @param platform the row
     * @param stage of the plan before, or of the one proposed
     * @param verdict {@code Holds}, {@code Violated} or {@code Bounded}
     */
    public record Expectation(Platform platform, Stage stage, String verdict) {
        /** The words that an expectation can be. */
        public static final List<String> WORDS = List.of("Holds", "Violated", "Bounded");

        /** Checks the word. */
        public Expectation {
            Objects.requireNonNull(platform, "platform");
            Objects.requireNonNull(stage, "stage");
            if (!WORDS.contains(verdict)) {
                throw new IllegalArgumentException("a verdict is one of " + WORDS + ", not " + verdict);
            }
        }
    }
}
