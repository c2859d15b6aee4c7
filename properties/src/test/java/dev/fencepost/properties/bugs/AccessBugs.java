package dev.fencepost.properties.bugs;

import dev.fencepost.impl.memory.Mode;
import dev.fencepost.impl.memory.SharedMemory;
import dev.fencepost.model.spec.BugCheck;
import dev.fencepost.properties.ring.split.SplitRecorded;
import java.util.List;
import java.util.function.UnaryOperator;

/** Accesses in the wrong mode or the wrong order: what a side does, held against the protocol. */
final class AccessBugs {
    private static final Attempt.Trial SOUND =
            Attempt.once(() -> SplitRecorded.shortestMismatch(MutantMemory::new, MutantMemory::new));

    private AccessBugs() {}

    static List<Attempt> all() {
        return List.of(
                attempt(11, PlainPolls::new, UnaryOperator.identity()), //
                attempt(52, UnaryOperator.identity(), LatePayload::new));
    }

    private static Attempt attempt(int number, UnaryOperator<SharedMemory> driver, UnaryOperator<SharedMemory> device) {
        return new Attempt(
                number, BugCheck.RECORDED_ACCESSES, () -> SplitRecorded.shortestMismatch(driver, device), SOUND);
    }

    /** Row 11: indices are loaded like any variable, so that a compiler may take the load out of a loop. */
    private static final class PlainPolls extends MutantMemory {
        PlainPolls(SharedMemory memory) {
            super(memory);
        }

        @Override
        public int load16(Mode mode, int offset) {
            return memory.load16(Mode.PLAIN, offset);
        }
    }

    /** Row 52: the second word of the device's answer is written once used.idx has moved, the next 16-bit store. */
    private static final class LatePayload extends MutantMemory {
        /** Pages of requests and replies; behind them lies what is none of the ring's. */
        private static final int PAGES = 1 << 12;

        private static final int CELLS = 1 << 13;

        private int heldAt = -1;
        private int held;

        LatePayload(SharedMemory memory) {
            super(memory);
        }

        @Override
        public void store32(Mode mode, int offset, int value) {
            if (offset >= PAGES && offset < CELLS) {
                heldAt = offset;
                held = value;
            } else {
                memory.store32(mode, offset, value);
            }
        }

        @Override
        public void store16(Mode mode, int offset, int value) {
            memory.store16(mode, offset, value);
            if (heldAt >= 0) {
                memory.store32(Mode.OPAQUE, heldAt, held);
                heldAt = -1;
            }
        }
    }
}
