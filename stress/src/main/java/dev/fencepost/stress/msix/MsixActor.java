package dev.fencepost.stress.msix;

import dev.fencepost.impl.memory.Mode;
import dev.fencepost.impl.memory.SharedMemory;
import dev.fencepost.impl.msix.MessageSink;
import dev.fencepost.impl.msix.MsixLayout;
import dev.fencepost.impl.msix.MsixRegion;
import dev.fencepost.impl.msix.MsixTable;
import dev.fencepost.stress.harness.Program;

/** One who uses the table. Messages that its thread sends are counted here, so that they are taken back with a step. */
abstract class MsixActor implements Program, MessageSink {
    static final int ADDRESS = 0;
    static final int DATA = 8;
    static final int CONTROL = 12;

    /** What address or data say while no message may be sent. */
    static final int POISON = 9;

    final SharedMemory memory;
    final MsixTable table;
    final int cause;

    /** Messages sent by this thread. */
    int sent;

    /** The newest event that one of them tells of. */
    int seen;

    /** Whether one of them was sent when none may be. */
    boolean late;

    int at;

    MsixActor(SharedMemory memory, MsixLayout layout, int cause) {
        this.memory = memory;
        this.cause = cause;
        table = new MsixTable(memory, layout, this, -1);
    }

    abstract boolean isDone();

    /** What a handler does: it looks at what the device has for it. */
    @Override
    public final void send(int vector, long address, int data) {
        sent++;
        late |= address == POISON || data == POISON;
        int found = memory.load32(Mode.OPAQUE, cause);
        seen = found > seen ? found : seen;
    }

    final void write(int offset, int value) {
        table.write(MsixRegion.TABLE, offset, 4, value);
    }

    @Override
    public final int ways(boolean drained) {
        return isDone() ? 0 : 1;
    }
}
