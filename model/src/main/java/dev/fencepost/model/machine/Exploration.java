package dev.fencepost.model.machine;

import dev.fencepost.model.spec.Clause;
import dev.fencepost.model.spec.Rule;
import dev.fencepost.model.verdict.Counterexample;
import dev.fencepost.model.verdict.Evidence;
import dev.fencepost.model.verdict.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What an exploration found.
 *
 * @param machine what was explored
 * @param failure the first thing found broken, by a shortest trace, if any
 * @param limits which limits ended it early, one sentence each; empty if it went to its end or found something
 * @param states distinct states found, with a symmetry distinct representatives
 * @param steps steps followed, also those to known states
 * @param depth steps from an initial state to the farthest state found
 * @param bytes memory of the store at its end
 * @param seconds wall-clock time
 * @param <S> a state
 */
public record Exploration<S>(
        Machine<S> machine,
        Optional<Failure<S>> failure,
        List<String> limits,
        long states,
        long steps,
        int depth,
        long bytes,
        double seconds) {
    /** Fencepost's clauses as they stand there, then those that a protocol file declares. */
    private static final Comparator<Rule> IN_ORDER = Comparator.comparingInt(
                    (Rule rule) -> rule instanceof Clause clause ? clause.ordinal() : Integer.MAX_VALUE)
            .thenComparing(Rule::name);

    /** Copies the list. */
    public Exploration {
        limits = List.copyOf(limits);
    }

    /**
     * Something broken.
     *
     * @param broken what
     * @param trace how to get there; its last state, or last step, is the broken one
     */
    public record Failure<S>(Invariant<S> broken, Trace<S> trace) {}

    /** Holds, Violated or Bounded: a limit or a blind spot of the bounds is never Holds. */
    public Verdict verdict() {
        if (failure.isPresent()) {
            return new Verdict.Violated(evidence(), counterexample(failure.get()));
        }
        List<String> reasons = Stream.concat(limits.stream(), machine.subject().blindSpots().stream())
                .toList();
        return reasons.isEmpty() ? new Verdict.Holds(evidence()) : new Verdict.Bounded(evidence(), reasons);
    }

    private Evidence evidence() {
        Subject subject = machine.subject();
        String bounds = String.format(
                Locale.ROOT, "%s; %,d states, %,d steps, depth %d", subject.bounds(), states, steps, depth);
        List<Rule> clauses = Stream.concat(machine.invariants().stream(), Stream.of(machine.atRest()))
                .map(Invariant::clause)
                .distinct()
                .sorted(IN_ORDER)
                .toList();
        return new Evidence(
                "machine",
                subject.model(),
                subject.basis(),
                Evidence.Row.CONTRACT,
                bounds,
                states,
                steps,
                seconds,
                clauses);
    }

    /** The steps to a failure, in words. */
    public List<Counterexample.Step> timeline(Failure<S> failure) {
        List<Counterexample.Step> timeline = new ArrayList<>();
        int[] positions = new int[machine.actors().size()];
        S before = failure.trace().first();
        for (Trace.Step<S> step : failure.trace().steps()) {
            String text = machine.describe(before, step.action(), step.next());
            int actor = machine.actor(step.action());
            timeline.add(new Counterexample.Step(actor, ++positions[actor], text));
            before = step.next();
        }
        return timeline;
    }

    private Counterexample counterexample(Failure<S> failure) {
        Subject subject = machine.subject();
        return new Counterexample(
                failure.broken().clause(),
                "broken: " + failure.broken().name(),
                subject.name(),
                subject.buffers(),
                machine.actors(),
                timeline(failure),
                List.of(),
                Optional.empty());
    }
}
