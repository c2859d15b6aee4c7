package dev.fencepost.properties.machine;

import dev.fencepost.model.machine.Codec;
import dev.fencepost.model.machine.Invariant;
import dev.fencepost.model.machine.Layout;
import dev.fencepost.model.machine.Layout.Field;
import dev.fencepost.model.machine.Machine;
import dev.fencepost.model.machine.Steps;
import dev.fencepost.model.machine.Subject;
import dev.fencepost.model.spec.Clause;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Two counters that go up to a side each: (a+1)(b+1) states, 2ab+a+b steps, depth a+b, at rest in the corner. */
final class Grid implements Machine<long[]> {
    private static final int MOST = (1 << 21) - 1;

    private final Layout layout = new Layout();
    private final List<Field> counters = new ArrayList<>();
    private final int[] sides;
    private final List<Invariant<long[]>> invariants;
    private final boolean mayRest;
    private final long[] next;

    Grid(int a, int b, boolean mayRest, List<Invariant<long[]>> invariants) {
        this.sides = new int[] {a, b};
        this.mayRest = mayRest;
        this.invariants = invariants;
        counters.add(layout.field(MOST));
        layout.array(2, MOST); // fills the first word: the counters are state[0] and state[1]
        counters.add(layout.field(MOST));
        next = layout.state();
    }

    /** That the counters never are at this point. */
    static Invariant<long[]> never(int a, int b) {
        return Invariant.ofStates("not at " + a + "," + b, Clause.S1, s -> !(s[0] == a && s[1] == b));
    }

    @Override
    public Subject subject() {
        return new Subject("grid", "two counters", 0, List.of());
    }

    @Override
    public List<String> actors() {
        return List.of("a", "b");
    }

    @Override
    public Codec<long[]> codec() {
        return layout;
    }

    @Override
    public void initial(Consumer<? super long[]> states) {
        states.accept(layout.state());
    }

    @Override
    public void steps(long[] state, Steps<long[]> steps) {
        for (int i = 0; i < sides.length; i++) {
            int value = counters.get(i).get(state);
            if (value < sides[i]) {
                layout.encode(state, next);
                counters.get(i).set(next, value + 1);
                steps.to(i, next);
            }
        }
    }

    @Override
    public String describe(long[] before, int action, long[] after) {
        return counters.get(action).get(before) + " to " + counters.get(action).get(after);
    }

    @Override
    public int actor(int action) {
        return action;
    }

    @Override
    public List<Invariant<long[]>> invariants() {
        return invariants;
    }

    @Override
    public Invariant<long[]> atRest() {
        return Invariant.ofStates("never stops", Clause.S6, s -> mayRest);
    }
}
