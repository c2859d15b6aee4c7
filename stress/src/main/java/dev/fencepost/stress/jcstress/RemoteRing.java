package dev.fencepost.stress.jcstress;

import dev.fencepost.impl.memory.BarrierPolicy;
import dev.fencepost.impl.memory.MappedMemory;
import java.nio.ByteBuffer;

/** A ring whose driver reaches its memory through an interconnect. */
final class RemoteRing {
    private final PostedWrites interconnect;
    private final Ring ring;

    RemoteRing(ByteBuffer buffer, boolean mandatory) {
        MappedMemory memory = MappedMemory.of(buffer, BarrierPolicy.WEAK);
        interconnect = new PostedWrites(memory, mandatory);
        ring = Ring.split(interconnect, memory, false);
    }

    /** Before the first buffer. */
    RemoteRing reset() {
        interconnect.direct(true);
        ring.reset();
        interconnect.direct(false);
        return this;
    }

    /** Driver: writes the payload and makes it available. */
    void addPayload() {
        ring.addPayload();
    }

    /** Device: takes the buffer and reads its payload, after some of the driver's stores have arrived. */
    int takePayload() {
        interconnect.deliverSome();
        return ring.takePayload();
    }
}
