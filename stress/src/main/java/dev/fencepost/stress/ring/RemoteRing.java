package dev.fencepost.stress.ring;

import dev.fencepost.impl.memory.BarrierPolicy;
import dev.fencepost.impl.memory.MappedMemory;
import dev.fencepost.stress.lesson.PostedWrites;
import java.nio.ByteBuffer;

/** A ring whose driver reaches its memory through an interconnect. */
public final class RemoteRing {
    private final PostedWrites interconnect;
    private final Ring ring;

    public RemoteRing(ByteBuffer buffer, boolean mandatory) {
        MappedMemory memory = MappedMemory.of(buffer, BarrierPolicy.WEAK);
        interconnect = new PostedWrites(memory, mandatory);
        ring = Ring.split(interconnect, memory, false);
    }

    /** Before the first buffer. */
    public RemoteRing reset() {
        interconnect.direct(true);
        ring.reset();
        interconnect.direct(false);
        return this;
    }

    /** Driver: writes the payload and makes it available. */
    public void addPayload() {
        ring.addPayload();
    }

    /** Device: takes the buffer and reads its payload, after some of the driver's stores have arrived. */
    public int takePayload() {
        interconnect.deliverSome();
        return ring.takePayload();
    }
}
