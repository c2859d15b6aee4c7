package dev.fencepost.stress.msix;

import dev.fencepost.impl.memory.SharedMemory;
import dev.fencepost.impl.msix.MsixLayout;

/** The guest: masks its vector, flushes, spoils the data of the message, writes others and unmasks. */
final class MsixGuestProgram extends MsixActor {
    private static final String[] NAMES = {"mask", "flush", "spoil data", "write data", "unmask", "done"};

    MsixGuestProgram(SharedMemory memory, MsixLayout layout, int cause, boolean acts) {
        super(memory, layout, cause);
        at = acts ? 0 : NAMES.length - 1;
    }

    @Override
    boolean isDone() {
        return at == NAMES.length - 1;
    }

    @Override
    public void run(int way) {
        if (at == 0) {
            write(CONTROL, 1);
        } else if (at == 1) {
            if (!table.isSettled()) {
                return; // the read is not answered yet
            }
        } else if (at == 2) {
            write(DATA, POISON);
        } else if (at == 3) {
            write(DATA, 2);
        } else {
            write(CONTROL, 0);
        }
        at++;
    }

    @Override
    public String at() {
        return NAMES[at];
    }
}
