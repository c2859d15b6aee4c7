package dev.fencepost.model.ring;

import dev.fencepost.model.machine.Invariant;
import dev.fencepost.model.machine.Machine;
import dev.fencepost.model.machine.Steps;
import dev.fencepost.model.machine.Subject;
import dev.fencepost.model.platform.Side;
import dev.fencepost.model.ring.RingAction.Add;
import dev.fencepost.model.ring.RingAction.AddList;
import dev.fencepost.model.ring.RingAction.Reset;
import dev.fencepost.model.ring.RingAction.Rewrite;
import dev.fencepost.model.ring.RingOutcome.Done;
import dev.fencepost.model.spec.Clause;
import java.util.List;
import java.util.function.Consumer;

/**
 * A {@link RingModel} with every choice explored, within bounds.
 *
 * @param <S> a state of that ring
 */
public abstract class RingMachine<S extends RingView> implements Machine<S> {
    private static final int SIDES = Side.values().length;
    private static final int ENOUGH_BUFFERS = 2;

    private final RingModel<S> model;
    private final RingChoices<S> choices;
    private final RingBounds bounds;

    public RingMachine(RingModel<S> model, RingChoices<S> choices, RingBounds bounds) {
        this.model = model;
        this.choices = choices;
        this.bounds = bounds;
    }

    /** The state with another history. */
    public abstract S with(S state, RingHistory history);

    /** What comes of an action without the precautions that are left out, given what comes of it with them. */
    public abstract S left(S before, RingAction action, S right);

    /** What an action looks like in a counterexample. */
    public abstract String words(S before, RingAction action, S after);

    @Override
    public void initial(Consumer<? super S> states) {
        states.accept(model.initial());
    }

    @Override
    public void steps(S state, Steps<S> steps) {
        List<RingAction> tried = choices.in(state);
        for (int i = 0; i < tried.size(); i++) {
            RingAction action = tried.get(i);
            if (model.apply(state, action) instanceof Done<S> done) {
                S after = left(state, action, counted(action, done.state()));
                steps.to(i * SIDES + action.side().ordinal(), after);
            }
        }
    }

    private S counted(RingAction action, S s) {
        RingHistory h = s.history();
        if ((action instanceof Add || action instanceof AddList) && bounds.buffers() > 0) {
            h = new RingHistory(h.added() + 1, h.resets(), h.rewrites());
        } else if (action instanceof Reset) {
            h = new RingHistory(h.added(), h.resets() + 1, h.rewrites());
        } else if (action instanceof Rewrite) {
            h = new RingHistory(h.added(), h.resets(), h.rewrites() + 1);
        }
        return h == s.history() ? s : with(s, h);
    }

    @Override
    public Invariant<S> atRest() {
        return Invariant.ofStates(
                "both sides sleep for good only when all buffers are back", Clause.S6, s -> s.inFlight() == 0);
    }

    /**
     * What is explored, within which bounds.
     *
     * @param name of the model, for the command line
     * @param size queue size
     * @param features and what else it is built for
     */
    public final Subject subject(String name, int size, String features) {
        String most = bounds.buffers() == 0 ? "endless" : "buffers " + bounds.buffers();
        return new Subject(
                name,
                "queue size " + size + ", " + most + features + ", resets " + bounds.resets() + ", rewrites "
                        + bounds.rewrites(),
                bounds.buffers(),
                blindSpots());
    }

    /** A bound that its own mutants survive says nothing. */
    private List<String> blindSpots() {
        return bounds.buffers() == 0 || bounds.buffers() >= ENOUGH_BUFFERS
                ? List.of()
                : List.of("one buffer is too few to tell whether buffers are mixed up or used out of order");
    }

    @Override
    public List<String> actors() {
        return List.of(Side.DRIVER.label(), Side.DEVICE.label());
    }

    @Override
    public int actor(int action) {
        return action % SIDES;
    }

    /** The action that {@link #steps} numbers like this in {@code before}. */
    public RingAction action(S before, int number) {
        return choices.in(before).get(number / SIDES);
    }

    @Override
    public String describe(S before, int action, S after) {
        return words(before, action(before, action), after);
    }
}
