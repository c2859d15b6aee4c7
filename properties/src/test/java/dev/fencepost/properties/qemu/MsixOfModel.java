package dev.fencepost.properties.qemu;

import dev.fencepost.model.msix.MsixBadRead;
import dev.fencepost.model.msix.MsixModel;
import dev.fencepost.model.msix.MsixModelAction;
import dev.fencepost.model.msix.MsixModelOutcome;
import dev.fencepost.model.msix.MsixModelSetup;
import dev.fencepost.model.msix.MsixModelState;
import dev.fencepost.model.msix.MsixRegion;

/** {@link MsixModel} as one that things happen to. */
final class MsixOfModel implements MsixCore {
    private final MsixModel model;
    private final MsixInbox inbox = new MsixInbox();
    private MsixModelState state;

    MsixOfModel(int vectors, MsixBadRead badRead) {
        model = new MsixModel(new MsixModelSetup(vectors, badRead));
        state = model.initial();
    }

    private long apply(MsixModelAction action) {
        return take(model.apply(state, action));
    }

    MsixModel model() {
        return model;
    }

    MsixModelState state() {
        return state;
    }

    /** Goes on from there; what a read gave. */
    long take(MsixModelOutcome outcome) {
        state = outcome.state();
        outcome.messages().forEach(message -> inbox.receive(message.address(), message.data()));
        return outcome.value();
    }

    @Override
    public long read(MsixRegion region, int offset, int size) {
        return apply(new MsixModelAction.Read(region, offset, size));
    }

    @Override
    public void write(MsixRegion region, int offset, int size, long value) {
        apply(new MsixModelAction.Write(region, offset, size, value));
    }

    @Override
    public void control(boolean enable, boolean functionMask) {
        apply(new MsixModelAction.Control(enable, functionMask));
    }

    @Override
    public void decode(boolean on) {
        apply(new MsixModelAction.Decode(on));
    }

    @Override
    public void event(int vector) {
        apply(new MsixModelAction.Event(vector));
    }

    @Override
    public void use(int vector) {
        apply(new MsixModelAction.Use(vector));
    }

    @Override
    public void release(int vector) {
        apply(new MsixModelAction.Release(vector));
    }

    @Override
    public void reset() {
        apply(new MsixModelAction.Reset());
    }

    @Override
    public byte[] takeInbox() {
        return inbox.take();
    }
}
