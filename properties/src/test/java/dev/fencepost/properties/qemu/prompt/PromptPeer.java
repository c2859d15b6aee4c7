package dev.fencepost.properties.qemu.prompt;

import dev.fencepost.impl.memory.SharedMemory;
import dev.fencepost.impl.ring.RingDriver;
import dev.fencepost.properties.qemu.Standby;
import dev.fencepost.properties.qemu.block.BlockPlan;

/** A block device that has answered everything before a kick returns, and a driver of ours on the same memory. */
interface PromptPeer extends Standby.Peer {
    /** The number of a request for the device's name, which it answers at once. */
    int GET_ID = 8;

    /** Entries of an indirect table. */
    int TABLE = 8;

    /** Resets the device, and starts its queue; the driver of it. */
    RingDriver open(BlockPlan plan);

    /** What both see. */
    SharedMemory memory();

    /** Free space there, from a multiple of 16 on; until the next {@link #open}. */
    int allocate(int bytes);

    /** Where the avail ring or the driver event suppression lies. */
    int driverArea();

    /** Notifies the device. */
    void kick();

    /** Whether it has interrupted since this was last asked. */
    boolean takeInterrupt();

    /** Whether it has met an error that only a reset ends. */
    boolean needsReset();
}
