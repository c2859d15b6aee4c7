package dev.fencepost.model.ring.split;

import dev.fencepost.model.machine.Codec;
import dev.fencepost.model.machine.Invariant;
import dev.fencepost.model.machine.Subject;
import dev.fencepost.model.ring.RingAction;
import dev.fencepost.model.ring.RingBounds;
import dev.fencepost.model.ring.RingHistory;
import dev.fencepost.model.ring.RingMachine;
import dev.fencepost.model.ring.RingPrecaution;
import java.util.List;
import java.util.Set;

/** {@link SplitRingModel} with every choice explored, within bounds. */
public final class SplitRingMachine extends RingMachine<State> {
    private final SplitRingSetup setup;
    private final SplitRingCodec codec;
    private final Set<SplitRingPrecaution> leftOut;

    /** The ring of that size, with these features, within these bounds. */
    public SplitRingMachine(SplitRingSetup setup, RingBounds bounds) {
        this(setup, bounds, Set.of());
    }

    /**
     * The same without some precautions.
     *
     * @throws IllegalArgumentException for one that makes no difference with these features
     */
    public SplitRingMachine(SplitRingSetup setup, RingBounds bounds, Set<SplitRingPrecaution> leftOut) {
        super(new SplitRingModel(setup), new Choices(setup, bounds), bounds);
        this.setup = setup;
        this.leftOut = Set.copyOf(leftOut);
        RingPrecaution.requireNeeded(leftOut, setup.eventIdx(), setup.indirect(), setup.inOrder());
        this.codec = new SplitRingCodec(setup, bounds);
    }

    @Override
    public State with(State s, RingHistory history) {
        return new State(s.shared(), s.driver(), s.device(), history);
    }

    @Override
    public State canonical(State state) {
        return setup.inOrder() ? state : Symmetry.representative(state);
    }

    @Override
    public State left(State before, RingAction action, State right) {
        if (leftOut.isEmpty()) {
            return right;
        }
        Draft draft = new Draft(right);
        leftOut.forEach(precaution -> precaution.leaveOut(setup, before, action, draft));
        return draft.state();
    }

    @Override
    public List<Invariant<State>> invariants() {
        return new Invariants(setup).all();
    }

    @Override
    public Subject subject() {
        String features = (setup.eventIdx() ? ", EVENT_IDX" : ", flags")
                + (setup.indirect() ? ", INDIRECT_DESC" : "")
                + (setup.inOrder() ? ", IN_ORDER" : "");
        return subject(
                "split-ring",
                setup.size(),
                features + ", indices modulo " + setup.modulus() + RingPrecaution.words(leftOut));
    }

    @Override
    public Codec<State> codec() {
        return codec;
    }

    @Override
    public String words(State before, RingAction action, State after) {
        return Words.of(before, action, after);
    }
}
