package dev.fencepost.model.vring;

import dev.fencepost.model.machine.Codec;
import dev.fencepost.model.machine.Invariant;
import dev.fencepost.model.machine.Subject;
import java.util.List;

/** {@link SplitRingModel} with every choice explored, within bounds. */
public final class SplitRingModelMachine extends RingModelMachine<SplitRingModelState> {
    private final SplitRingModelSetup setup;
    private final SplitRingModelCodec codec;

    /** The ring of that size, with these features, within these bounds. */
    public SplitRingModelMachine(SplitRingModelSetup setup, RingModelBounds bounds) {
        super(new SplitRingModel(setup), new SplitRingModelChoices(setup, bounds), bounds);
        this.setup = setup;
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
    public List<Invariant<SplitRingModelState>> invariants() {
        return new SplitRingModelInvariants(setup).all();
    }

    @Override
    public Subject subject() {
        String features = (setup.eventIdx() ? ", EVENT_IDX" : ", flags")
                + (setup.indirect() ? ", INDIRECT_DESC" : "")
                + (setup.inOrder() ? ", IN_ORDER" : "");
        return subject("split-ring", setup.size(), features + ", indices modulo " + setup.modulus());
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
