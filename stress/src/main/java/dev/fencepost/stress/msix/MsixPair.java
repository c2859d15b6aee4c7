package dev.fencepost.stress.msix;

import dev.fencepost.impl.memory.Mode;
import dev.fencepost.impl.memory.SharedMemory;
import dev.fencepost.impl.memory.Update;
import dev.fencepost.impl.msix.MsixSite;

/** A mask and a pending bit in two words, as a device has them that does not know the trap. */
final class MsixPair {
    /** What it takes of memory. */
    static final int BYTES = 64;

    private static final int MASK = 0;
    private static final int PENDING = 4;

    private final SharedMemory memory;

    MsixPair(SharedMemory memory) {
        this.memory = memory;
    }

    /** Masked, with nothing pending. */
    MsixPair masked() {
        memory.store32(Mode.OPAQUE, MASK, 1);
        memory.store32(Mode.OPAQUE, PENDING, 0);
        return this;
    }

    /** An event: looks and then sets; how many messages the device sent. */
    int checkThenAct() {
        if (memory.load32(Mode.OPAQUE, MASK) == 0) {
            return 1;
        }
        memory.fullFence(MsixSite.I1);
        memory.store32(Mode.OPAQUE, PENDING, 1);
        return 0;
    }

    /** An event: sets and then looks; how many messages the device sent. */
    int actThenCheck() {
        memory.getAndUpdate32(Mode.RELEASE, Update.SET, PENDING, 1);
        memory.fullFence(MsixSite.I1);
        return memory.load32(Mode.OPAQUE, MASK) == 0 ? taken() : 0;
    }

    /** Opens the mask; how many messages software sent. */
    int unmask() {
        memory.store32(Mode.OPAQUE, MASK, 0);
        memory.fullFence(MsixSite.U1);
        return taken();
    }

    private int taken() {
        return memory.getAndUpdate32(Mode.ACQUIRE, Update.SET, PENDING, 0);
    }
}
