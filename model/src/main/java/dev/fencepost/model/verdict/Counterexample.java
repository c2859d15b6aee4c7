package dev.fencepost.model.verdict;

import dev.fencepost.model.spec.Rule;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * An execution that breaks a clause, reduced to what matters.
 *
 * @param clause the rule that is broken
 * @param finding what went wrong, in one sentence
 * @param scenario the scenario of the protocol that it happens in
 * @param bound the smallest bound that exposes it, in the protocol's units
 * @param agents heads of the timeline's columns
 * @param timeline steps in an order in which they take effect
 * @param missing the orderings whose restoration makes this scenario hold
 * @param essence the accesses that contradict each other, empty where the execution is sequentially consistent
 */
public record Counterexample(
        Rule clause,
        String finding,
        String scenario,
        int bound,
        List<String> agents,
        List<Step> timeline,
        List<MissingOrder> missing,
        Optional<Essence> essence) {
    /** Copies the lists. */
    public Counterexample {
        Objects.requireNonNull(clause, "clause");
        Objects.requireNonNull(finding, "finding");
        Objects.requireNonNull(scenario, "scenario");
        Objects.requireNonNull(essence, "essence");
        agents = List.copyOf(agents);
        timeline = List.copyOf(timeline);
        missing = List.copyOf(missing);
    }

    /**
     * One step of one agent.
     *
     * @param agent index of its column
     * @param position its place in the program of that agent among the steps shown, from 1; 0 for a barrier
     * @param text the access or barrier, for example {@code load avail.idx = 1}
     */
    public record Step(int agent, int position, String text) {}

    /**
     * An ordering that the protocol needs and does not get.
     *
     * @param site the barrier site
     * @param orders which access before which
     * @param primitive what the plan has there
     * @param why why that does not give the ordering on this platform
     */
    public record MissingOrder(String site, String orders, String primitive, String why) {}

    /**
     * The essence of the execution as a program of its own, for other tools to judge.
     *
     * @param accesses per agent, in program order
     * @param finals what locations hold in the end, where that tells which of several writes came last
     */
    public record Essence(List<List<Access>> accesses, Map<String, Long> finals) {
        /** Copies the collections. */
        public Essence {
            accesses = accesses.stream().map(List::copyOf).toList();
            finals = Map.copyOf(finals);
        }
    }

    /**
     * An access of an {@link Essence}, or a barrier between two.
     *
     * @param kind what it is
     * @param location what it accesses, as its protocol names it; of a barrier, empty
     * @param value what it reads or writes; what an exchange writes
     * @param primitive the annotation of an access or the barrier, as the kernel spells it; empty for a plain access
     * @param initial of a read that sees the value before the essence: whether it does
     * @param old what an exchange reads, where it matters; else empty
     */
    public record Access(
            Kind kind, String location, long value, String primitive, boolean initial, Optional<Long> old) {
        /** What an access is. */
        public enum Kind {
            /** A read. */
            LOAD,
            /** A write. */
            STORE,
            /** Both in one. */
            EXCHANGE,
            /** A barrier. */
            BARRIER
        }
    }
}
