package dev.fencepost.properties.ring.takeover;

import dev.fencepost.impl.memory.SharedMemory;
import dev.fencepost.properties.recorded.Recorder;
import java.util.function.IntConsumer;

/** Memory of an end that dies: behind one of its accesses, fences included, it does nothing any more. */
final class CrashingMemory extends Recorder {
    private int left;
    private int passed;

    /** Dies behind {@code accesses} accesses and fences. */
    CrashingMemory(SharedMemory memory, int accesses) {
        super(memory);
        left = accesses;
    }

    /** The end died. */
    static final class Crash extends RuntimeException {
        private static final long serialVersionUID = 1;

        Crash() {
            super("died", null, false, false);
        }
    }

    @Override
    public void record(Event event) {
        passed++;
        if (--left == 0) {
            throw new Crash();
        }
    }

    /** The end stops, and does not die: hands on how many accesses its successor has before it dies. */
    void finish(IntConsumer successor) {
        successor.accept(left);
    }

    int passed() {
        return passed;
    }
}
