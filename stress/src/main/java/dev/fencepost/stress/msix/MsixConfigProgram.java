package dev.fencepost.stress.msix;

import dev.fencepost.impl.memory.SharedMemory;
import dev.fencepost.impl.msix.MsixLayout;

/** Configuration: closes the function, waits, spoils the address of the message, writes it again and opens it. */
final class MsixConfigProgram extends MsixActor {
    private static final String[] NAMES = {"close", "wait", "spoil address", "write address", "open", "done"};

    MsixConfigProgram(SharedMemory memory, MsixLayout layout, int cause, boolean acts) {
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
            table.startControl(true, true);
        } else if (at == 1) {
            if (!table.isQuiet()) {
                return; // the write has not taken effect yet
            }
        } else if (at == 2) {
            write(ADDRESS, POISON);
        } else if (at == 3) {
            write(ADDRESS, 0);
        } else {
            table.startControl(true, false);
        }
        at++;
    }

    @Override
    public String at() {
        return NAMES[at];
    }
}
