package dev.fencepost.model.verdict;

import dev.fencepost.model.spec.Clause;
import java.util.List;
import java.util.Objects;

/**
 * An execution that breaks a clause, reduced to what matters.
 *
 * @param clause the rule that is broken
 * @param finding what went wrong, in one sentence
 * @param scenario the scenario of the protocol that it happens in
 * @param bound the smallest bound that exposes it, in buffers
 * @param agents heads of the timeline's columns
 * @param timeline steps in an order in which they take effect
 * @param missing the orderings whose restoration alone makes this scenario hold
 */
public record Counterexample(
        Clause clause,
        String finding,
        String scenario,
        int bound,
        List<String> agents,
        List<Step> timeline,
        List<MissingOrder> missing) {
    /** Copies the lists. */
    public Counterexample {
        Objects.requireNonNull(clause, "clause");
        Objects.requireNonNull(finding, "finding");
        Objects.requireNonNull(scenario, "scenario");
        agents = List.copyOf(agents);
        timeline = List.copyOf(timeline);
        missing = List.copyOf(missing);
    }

    /**
     * One step of one agent.
     *
     * @param agent index of its column
     * @param text the access, for example {@code read avail.idx = 1}
     * @param overtook how many earlier accesses of the same agent in this timeline it takes effect before; 0 for most
     */
    public record Step(int agent, String text, int overtook) {}

    /**
     * An ordering that the protocol needs and does not get.
     *
     * @param site the barrier site
     * @param orders which access before which
     * @param primitive what the plan has there
     * @param why why that does not give the ordering on this platform
     */
    public record MissingOrder(String site, String orders, String primitive, String why) {}
}
