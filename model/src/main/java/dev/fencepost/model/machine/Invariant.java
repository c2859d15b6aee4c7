package dev.fencepost.model.machine;

import dev.fencepost.model.spec.Rule;
import java.util.Objects;
import java.util.function.BiPredicate;
import java.util.function.Predicate;

/**
 * Something that must hold in every reachable state, or on every step.
 *
 * @param name what it says, in one sentence
 * @param clause the rule behind it
 * @param ofState holds of a state; always true for an invariant of steps
 * @param ofStep holds of the states before and after a step; null for an invariant of states
 * @param <S> a state
 */
public record Invariant<S>(String name, Rule clause, Predicate<S> ofState, BiPredicate<S, S> ofStep) {
    /** Checks that nothing is missing. */
    public Invariant {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(clause, "clause");
        Objects.requireNonNull(ofState, "ofState");
    }

    /** Of every reachable state. */
    public static <S> Invariant<S> ofStates(String name, Rule clause, Predicate<S> holds) {
        return new Invariant<>(name, clause, holds, null);
    }

    /** Of every step, given the states before and after it. */
    public static <S> Invariant<S> ofSteps(String name, Rule clause, BiPredicate<S, S> holds) {
        return new Invariant<>(name, clause, state -> true, Objects.requireNonNull(holds, "holds"));
    }
}
