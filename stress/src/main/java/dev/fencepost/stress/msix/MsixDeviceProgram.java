package dev.fencepost.stress.msix;

import dev.fencepost.impl.memory.Mode;
import dev.fencepost.impl.memory.SharedMemory;
import dev.fencepost.impl.memory.Update;
import dev.fencepost.impl.msix.MsixLayout;

/** The device: for each event something to find, and then the event; in the end it may stop to use the vector. */
final class MsixDeviceProgram extends MsixActor {
    private static final int ONE_USE = 1 << 16;

    private final int state;
    private final int events;
    private final boolean leaks;
    private final int steps;

    MsixDeviceProgram(SharedMemory memory, MsixLayout layout, int cause, MsixHarnessSetup setup) {
        super(memory, layout, cause);
        state = layout.state(0);
        events = setup.events();
        leaks = setup.leaks();
        steps = 2 * events + (setup.release() ? 1 : 0);
    }

    @Override
    boolean isDone() {
        return at == steps;
    }

    @Override
    public void run(int way) {
        if (at == 2 * events && leaks) {
            memory.getAndUpdate32(Mode.RELEASE, Update.ADD, state, -ONE_USE);
        } else if (at == 2 * events) {
            table.release(0);
        } else if (at % 2 == 0) {
            memory.store32(Mode.OPAQUE, cause, at / 2 + 1);
        } else {
            table.event(0);
        }
        at++;
    }

    @Override
    public String at() {
        return at == 2 * events ? "release" : at % 2 == 0 ? "prepare" : "event";
    }
}
