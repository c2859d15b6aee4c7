package dev.fencepost.model.vring;

import dev.fencepost.model.machine.Codec;
import dev.fencepost.model.machine.Invariant;
import dev.fencepost.model.machine.Subject;
import java.util.List;
import java.util.Set;

/** {@link SplitRingModel} with every choice explored, within bounds. */
public final class SplitRingModelMachine extends RingModelMachine<SplitRingModelState> {
    private final SplitRingModelSetup setup;
    private final SplitRingModelCodec codec;
    private final Set<SplitRingPrecaution> leftOut;

    /** The ring of that size, with these features, within these bounds. */
    public SplitRingModelMachine(SplitRingModelSetup setup, RingModelBounds bounds) {
        this(setup, bounds, Set.of());
    }

    /**
     * The same without some precautions.
     *
     * @throws IllegalArgumentException for one that makes no difference with these features
     */
    public SplitRingModelMachine(SplitRingModelSetup setup, RingModelBounds bounds, Set<SplitRingPrecaution> leftOut) {
        super(new SplitRingModel(setup), new SplitRingModelChoices(setup, bounds), bounds);
        this.setup = setup;
        this.leftOut = Set.copyOf(leftOut);
        RingPrecaution.requireNeeded(leftOut, setup.eventIdx(), setup.indirect(), setup.inOrder());
        this.codec = new SplitRingModelCodec(setup, bounds);
    }

    @Override
    SplitRingModelState with(SplitRingModelState s, RingModelHistory history) {
        return new SplitRingModelState(s.shared(), s.driver(), s.device(), history);
    }

    @Override
    public SplitRingModelState canonical(SplitRingModelState state) {
        return setup.inOrder() ? state : SplitRingModelSymmetry.representative(state);
    }

    @Override
    SplitRingModelState left(SplitRingModelState before, RingModelAction action, SplitRingModelState right) {
        if (leftOut.isEmpty()) {
            return right;
        }
        SplitRingModelDraft draft = new SplitRingModelDraft(right);
        leftOut.forEach(precaution -> precaution.leaveOut(setup, before, action, draft));
        return draft.state();
    }

    @Override
    public List<Invariant<SplitRingModelState>> invariants() {
        return new SplitRingModelInvariants(setup).all();
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
    public Codec<SplitRingModelState> codec() {
        return codec;
    }

    @Override
    String words(SplitRingModelState before, RingModelAction action, SplitRingModelState after) {
        return SplitRingModelWords.of(before, action, after);
    }
}
