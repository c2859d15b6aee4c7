package dev.fencepost.model.vring;

import dev.fencepost.model.machine.Codec;
import dev.fencepost.model.machine.Invariant;
import dev.fencepost.model.machine.Subject;
import java.util.List;
import java.util.Set;

/** {@link PackedRingModel} with every choice explored, within bounds. */
public final class PackedRingModelMachine extends RingModelMachine<PackedRingModelState> {
    private final PackedRingModelSetup setup;
    private final PackedRingModelCodec codec;
    private final Set<PackedRingPrecaution> leftOut;

    /** The ring of that size, with these features, within these bounds. */
    public PackedRingModelMachine(PackedRingModelSetup setup, RingModelBounds bounds) {
        this(setup, bounds, Set.of());
    }

    /**
     * The same without some precautions.
     *
     * @throws IllegalArgumentException for one that makes no difference with these features
     */
    public PackedRingModelMachine(
            PackedRingModelSetup setup, RingModelBounds bounds, Set<PackedRingPrecaution> leftOut) {
        super(new PackedRingModel(setup), new PackedRingModelChoices(setup, bounds), bounds);
        this.setup = setup;
        this.leftOut = Set.copyOf(leftOut);
        RingPrecaution.requireNeeded(leftOut, setup.eventIdx(), setup.indirect(), setup.inOrder());
        this.codec = new PackedRingModelCodec(setup, bounds);
    }

    @Override
    PackedRingModelState with(PackedRingModelState s, RingModelHistory history) {
        return new PackedRingModelState(s.shared(), s.driver(), s.device(), history);
    }

    @Override
    PackedRingModelState left(PackedRingModelState before, RingModelAction action, PackedRingModelState right) {
        if (leftOut.isEmpty()) {
            return right;
        }
        PackedRingModelDraft draft = new PackedRingModelDraft(right);
        leftOut.forEach(precaution -> precaution.leaveOut(before, action, draft));
        return draft.state();
    }

    @Override
    public List<Invariant<PackedRingModelState>> invariants() {
        return new PackedRingModelInvariants(setup).all();
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
    public Codec<PackedRingModelState> codec() {
        return codec;
    }

    @Override
    String words(PackedRingModelState before, RingModelAction action, PackedRingModelState after) {
        return PackedRingModelWords.of(before, action, after);
    }
}
