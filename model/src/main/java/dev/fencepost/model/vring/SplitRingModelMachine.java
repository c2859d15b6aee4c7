package dev.fencepost.model.vring;

import dev.fencepost.model.machine.Codec;
import dev.fencepost.model.machine.Invariant;
import dev.fencepost.model.machine.Machine;
import dev.fencepost.model.machine.Steps;
import dev.fencepost.model.machine.Subject;
import dev.fencepost.model.platform.Side;
import dev.fencepost.model.spec.Clause;
import dev.fencepost.model.verdict.Evidence;
import dev.fencepost.model.vring.SplitRingModelAction.Add;
import dev.fencepost.model.vring.SplitRingModelAction.Reset;
import dev.fencepost.model.vring.SplitRingModelAction.Rewrite;
import dev.fencepost.model.vring.SplitRingModelOutcome.Done;
import dev.fencepost.model.vring.SplitRingModelState.History;
import java.util.List;
import java.util.function.Consumer;

/** {@link SplitRingModel} with every choice explored, within bounds. */
public final class SplitRingModelMachine implements Machine<SplitRingModelState> {
    private static final int SIDES = Side.values().length;
    private static final int ENOUGH_BUFFERS = 2;

    private final SplitRingModel model;
    private final SplitRingModelSetup setup;
    private final SplitRingModelBounds bounds;
    private final SplitRingModelChoices choices;
    private final SplitRingModelCodec codec;

    /** The ring of that size, with these features, within these bounds. */
    public SplitRingModelMachine(SplitRingModelSetup setup, SplitRingModelBounds bounds) {
        this.model = new SplitRingModel(setup);
        this.setup = setup;
        this.bounds = bounds;
        this.choices = new SplitRingModelChoices(setup, bounds);
        this.codec = new SplitRingModelCodec(setup, bounds);
    }

    @Override
    public void initial(Consumer<? super SplitRingModelState> states) {
        states.accept(model.initial());
    }

    @Override
    public void steps(SplitRingModelState state, Steps<SplitRingModelState> steps) {
        List<SplitRingModelAction> tried = choices.in(state);
        for (int i = 0; i < tried.size(); i++) {
            SplitRingModelAction action = tried.get(i);
            if (model.apply(state, action) instanceof Done done) {
                steps.to(i * SIDES + action.side().ordinal(), counted(action, done.state()));
            }
        }
    }

    private SplitRingModelState counted(SplitRingModelAction action, SplitRingModelState s) {
        History h = s.history();
        if (action instanceof Add && bounds.buffers() > 0) {
            h = new History(h.added() + 1, h.resets(), h.rewrites());
        } else if (action instanceof Reset) {
            h = new History(h.added(), h.resets() + 1, h.rewrites());
        } else if (action instanceof Rewrite) {
            h = new History(h.added(), h.resets(), h.rewrites() + 1);
        }
        return h == s.history() ? s : new SplitRingModelState(s.shared(), s.driver(), s.device(), h);
    }

    @Override
    public SplitRingModelState canonical(SplitRingModelState state) {
        return setup.inOrder() ? state : SplitRingModelSymmetry.representative(state);
    }

    @Override
    public List<Invariant<SplitRingModelState>> invariants() {
        return new SplitRingModelInvariants(setup).all();
    }

    @Override
    public Invariant<SplitRingModelState> atRest() {
        return Invariant.ofStates(
                "both sides sleep for good only when all buffers are back",
                Clause.S6,
                s -> s.driver().chains().isEmpty());
    }

    @Override
    public Subject subject() {
        String features = (setup.eventIdx() ? ", EVENT_IDX" : ", flags")
                + (setup.indirect() ? ", INDIRECT_DESC" : "")
                + (setup.inOrder() ? ", IN_ORDER" : "");
        String most = bounds.buffers() == 0 ? "endless" : "buffers " + bounds.buffers();
        return new Subject(
                "split-ring",
                "every action takes effect at once",
                Evidence.Basis.EXTENSION,
                "queue size " + setup.size() + ", " + most + features + ", indices modulo " + setup.modulus()
                        + ", resets " + bounds.resets() + ", rewrites " + bounds.rewrites(),
                bounds.buffers(),
                blindSpots());
    }

    /** A bound that its own broken twins survive says nothing. */
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
    public Codec<SplitRingModelState> codec() {
        return codec;
    }

    @Override
    public int actor(int action) {
        return action % SIDES;
    }

    /** The action that {@link #steps} numbers like this in {@code before}. */
    public SplitRingModelAction action(SplitRingModelState before, int number) {
        return choices.in(before).get(number / SIDES);
    }

    @Override
    public String describe(SplitRingModelState before, int action, SplitRingModelState after) {
        return SplitRingModelWords.of(before, action(before, action), after);
    }
}
