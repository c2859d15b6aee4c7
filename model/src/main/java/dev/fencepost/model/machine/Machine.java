package dev.fencepost.model.machine;

import java.util.List;
import java.util.function.Consumer;

/**
 * A state machine: where it starts, which steps each state has, and what must hold. A machine is used by one
 * exploration at a time and may keep scratch space.
 *
 * @param <S> a state: an immutable record, or words of a {@link Layout}
 */
public interface Machine<S> {
    /** What it is a model of, and within which bounds. */
    Subject subject();

    /** Who acts: the heads of a counterexample's columns. */
    List<String> actors();

    /** How a state is packed. */
    Codec<S> codec();

    /** Hands over every initial state. */
    void initial(Consumer<? super S> states);

    /**
     * Hands over every step that {@code state} has, in an order that depends on the state alone.
     *
     * @param state must not be changed
     * @param steps receives them; a mutable successor may be reused as soon as the call returns
     */
    void steps(S state, Steps<S> steps);

    /**
     * What a step does, in words: {@code avail.idx = 3}. Called for counterexamples only.
     *
     * @param action the number that {@link #steps} gave it
     */
    String describe(S before, int action, S after);

    /** Index in {@link #actors} of the one that takes a step with this number. */
    int actor(int action);

    /** What must hold in every reachable state and on every step; the first one that is broken is reported. */
    List<Invariant<S>> invariants();

    /**
     * What must hold in a state that has no step: a machine that should never stop has {@code false} here, one that may
     * finish says what finished means. A side that sleeps for ever while there is work is found by this.
     */
    Invariant<S> atRest();

    /**
     * The representative of all states that differ from {@code state} only by renaming interchangeable things; the
     * state itself unless the machine has such a symmetry. Sound only if renaming commutes with {@link #steps} and
     * changes no invariant.
     */
    default S canonical(S state) {
        return state;
    }
}
