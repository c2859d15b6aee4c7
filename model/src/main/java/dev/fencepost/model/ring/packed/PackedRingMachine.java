package dev.fencepost.model.ring.packed;

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

/** {@link PackedRingModel} with every choice explored, within bounds. */
public final class PackedRingMachine extends RingMachine<State> {
    private final PackedRingSetup setup;
    private final PackedRingCodec codec;
    private final Set<PackedRingPrecaution> leftOut;

    /** The ring of that size, with these features, within these bounds. */
    public PackedRingMachine(PackedRingSetup setup, RingBounds bounds) {
        this(setup, bounds, Set.of());
    }

    /**
     * The same without some precautions.
     *
     * @throws IllegalArgumentException for one that makes no difference with these features
     */
    public PackedRingMachine(PackedRingSetup setup, RingBounds bounds, Set<PackedRingPrecaution> leftOut) {
        super(new PackedRingModel(setup), new Choices(setup, bounds), bounds);
        this.setup = setup;
        this.leftOut = Set.copyOf(leftOut);
        RingPrecaution.requireNeeded(leftOut, setup.eventIdx(), setup.indirect(), setup.inOrder());
        this.codec = new PackedRingCodec(setup, bounds);
    }

    @Override
    public State with(State s, RingHistory history) {
        return new State(s.shared(), s.driver(), s.device(), history);
    }

    @Override
    public State left(State before, RingAction action, State right) {
        if (leftOut.isEmpty()) {
            return right;
        }
        Draft draft = new Draft(right);
        leftOut.forEach(precaution -> precaution.leaveOut(before, action, draft));
        return draft.state();
    }

    @Override
    public List<Invariant<State>> invariants() {
        return new Invariants(setup).all();
    }

    @Override
    public Subject subject() {
        return subject(
                "packed-ring",
                setup.size(),
                (setup.eventIdx() ? ", EVENT_IDX" : ", flags")
                        + (setup.indirect() ? ", INDIRECT_DESC" : "")
                        + (setup.inOrder() ? ", IN_ORDER" : "")
                        + RingPrecaution.words(leftOut));
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
