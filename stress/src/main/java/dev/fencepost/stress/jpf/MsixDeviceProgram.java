package dev.fencepost.stress.jpf;

import dev.fencepost.impl.memory.Mode;
import dev.fencepost.impl.memory.SharedMemory;
import dev.fencepost.impl.msix.MsixLayout;

/** The device: for each event something to find, and then the event. */
final class MsixDeviceProgram extends MsixActor {
    private final int events;

    MsixDeviceProgram(SharedMemory memory, MsixLayout layout, int cause, int events) {
        super(memory, layout, cause);
        this.events = events;
    }

    @Override
    boolean isDone() {
        return at == 2 * events;
    }

    @Override
    public void run(int way) {
        if (at % 2 == 0) {
            memory.store32(Mode.OPAQUE, cause, at / 2 + 1);
        } else {
            table.event(0);
        }
        at++;
    }

    @Override
    public String at() {
        return at % 2 == 0 ? "prepare" : "event";
    }
}
