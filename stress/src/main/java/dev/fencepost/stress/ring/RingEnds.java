package dev.fencepost.stress.ring;

import dev.fencepost.impl.memory.SharedMemory;
import dev.fencepost.impl.ring.BufferWindow;
import dev.fencepost.impl.ring.RingDevice;
import dev.fencepost.impl.ring.RingDriver;

/** The two ends of a ring of one layout or the other. */
public interface RingEnds {
    /** The driver, which resets the ring. */
    RingDriver driver(SharedMemory memory, BufferWindow window);

    /** The device. */
    RingDevice device(SharedMemory memory, BufferWindow window);
}
