package dev.fencepost.model.vring;

import dev.fencepost.model.machine.Codec;
import dev.fencepost.model.machine.Invariant;
import dev.fencepost.model.machine.Subject;
import java.util.List;

/** {@link PackedRingModel} with every choice explored, within bounds. */
public final class PackedRingModelMachine extends RingModelMachine<PackedRingModelState> {
    private final PackedRingModelSetup setup;
    private final PackedRingModelCodec codec;

    /** The ring of that size, with these features, within these bounds. */
    public PackedRingModelMachine(PackedRingModelSetup setup, RingModelBounds bounds) {
        super(new PackedRingModel(setup), new PackedRingModelChoices(setup, bounds), bounds);
        this.setup = setup;
        this.codec = new PackedRingModelCodec(setup, bounds);
    }

    @Override
    PackedRingModelState with(PackedRingModelState s, RingModelHistory history) {
        return new PackedRingModelState(s.shared(), s.driver(), s.device(), history);
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
                        + (setup.inOrder() ? ", IN_ORDER" : ""));
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
