package dev.fencepost.properties.machine;

import dev.fencepost.model.machine.Codec;
import dev.fencepost.model.machine.Invariant;
import dev.fencepost.model.machine.Machine;
import dev.fencepost.model.machine.Steps;
import dev.fencepost.model.machine.Subject;
import dev.fencepost.model.spec.Clause;
import java.util.List;
import java.util.function.Consumer;

/** From 0 to 1 and 2; from 1 to 3, which is forbidden; 2 is stuck. */
final class Fork implements Machine<Integer> {
    @Override
    public Subject subject() {
        return new Subject("fork", "four states", 0, List.of());
    }

    @Override
    public List<String> actors() {
        return List.of("a");
    }

    @Override
    public Codec<Integer> codec() {
        return new NumberCodec();
    }

    @Override
    public void initial(Consumer<? super Integer> states) {
        states.accept(0);
    }

    @Override
    public void steps(Integer state, Steps<Integer> steps) {
        if (state == 0) {
            steps.to(0, 1);
            steps.to(0, 2);
        } else if (state == 1) {
            steps.to(0, 3);
        }
    }

    @Override
    public String describe(Integer before, int action, Integer after) {
        return before + " to " + after;
    }

    @Override
    public int actor(int action) {
        return 0;
    }

    @Override
    public List<Invariant<Integer>> invariants() {
        return List.of(Invariant.ofStates("never 3", Clause.S1, s -> s != 3));
    }

    @Override
    public Invariant<Integer> atRest() {
        return Invariant.ofStates("never stops", Clause.S6, s -> false);
    }
}
