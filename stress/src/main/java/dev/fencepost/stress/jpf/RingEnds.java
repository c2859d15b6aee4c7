package dev.fencepost.stress.jpf;

import dev.fencepost.impl.memory.SharedMemory;
import dev.fencepost.impl.vring.BufferWindow;
import dev.fencepost.impl.vring.RingDevice;
import dev.fencepost.impl.vring.RingDriver;

/** The two ends of a ring of one layout or the other. */
interface RingEnds {
    /** The driver, which resets the ring. */
    RingDriver driver(SharedMemory memory, BufferWindow window);

    /** The device. */
    RingDevice device(SharedMemory memory, BufferWindow window);
}
