package dev.fencepost.properties.qemu.msix;

import dev.fencepost.model.msix.table.Action;
import dev.fencepost.model.msix.table.BadRead;
import dev.fencepost.model.msix.table.MsixModel;
import dev.fencepost.model.msix.table.Outcome;
import dev.fencepost.model.msix.table.Region;
import dev.fencepost.model.msix.table.Setup;
import dev.fencepost.model.msix.table.State;

/** {@link MsixModel} as one that things happen to. */
final class MsixOfModel implements MsixCore {
    private final MsixModel model;
    private final MsixInbox inbox = new MsixInbox();
    private State state;

    MsixOfModel(int vectors, BadRead badRead) {
        model = new MsixModel(new Setup(vectors, badRead));
        state = model.initial();
    }

    private long apply(Action action) {
        return take(model.apply(state, action));
    }

    MsixModel model() {
        return model;
    }

    State state() {
        return state;
    }

    /** Goes on from there; what a read gave. */
    long take(Outcome outcome) {
        state = outcome.state();
        outcome.messages().forEach(message -> inbox.receive(message.address(), message.data()));
        return outcome.value();
    }

    @Override
    public long read(Region region, int offset, int size) {
        return apply(new Action.Read(region, offset, size));
    }

    @Override
    public void write(Region region, int offset, int size, long value) {
        apply(new Action.Write(region, offset, size, value));
    }

    @Override
    public void control(boolean enable, boolean functionMask) {
        apply(new Action.Control(enable, functionMask));
    }

    @Override
    public void decode(boolean on) {
        apply(new Action.Decode(on));
    }

    @Override
    public void event(int vector) {
        apply(new Action.Event(vector));
    }

    @Override
    public void use(int vector) {
        apply(new Action.Use(vector));
    }

    @Override
    public void release(int vector) {
        apply(new Action.Release(vector));
    }

    @Override
    public void reset() {
        apply(new Action.Reset());
    }

    @Override
    public byte[] takeInbox() {
        return inbox.take();
    }
}
