package dev.fencepost.stress.dispatch;

import dev.fencepost.impl.dispatch.Device;
import dev.fencepost.impl.dispatch.DispatchThread;
import dev.fencepost.impl.dispatch.Locking;
import dev.fencepost.impl.dispatch.Region;
import dev.fencepost.impl.dispatch.Topology;
import dev.fencepost.impl.memory.Mode;
import dev.fencepost.impl.memory.SharedMemory;
import dev.fencepost.impl.memory.Update;
import dev.fencepost.stress.harness.HarnessViolation;

/** A device with a register that counts its writes and a queue of one request for each vCPU; knows when it is freed. */
final class DispatchHarnessDevice extends Device {
    /** Bytes of memory that it needs. */
    static final int BYTES = 32;
    /** Where its doorbell is, in its region. */
    static final int DOORBELL = 4;

    private static final int VCPUS = 2;

    private final SharedMemory memory;
    private final int at;
    private final boolean lockFree;
    private final Topology topology;

    /** With its state from {@code at} on; its callback asks {@code topology}, unless that is null. */
    DispatchHarnessDevice(SharedMemory memory, int at, Locking locking, Topology topology) {
        super(Region.of(8, locking).withWidths(4, 4).withDoorbell(DOORBELL, 4));
        this.memory = memory;
        this.at = at;
        this.lockFree = locking == Locking.LOCK_FREE;
        this.topology = topology;
    }

    @Override
    public long read(DispatchThread thread, int region, long offset, int width) {
        return memory.load32(Mode.OPAQUE, at);
    }

    @Override
    public void write(DispatchThread thread, int region, long offset, int width, long value) {
        requireAlive();
        if (offset == DOORBELL) {
            return;
        }
        if (topology != null) {
            topology.isPlugged(thread, DispatchHarness.STAYING_NUMBER);
        }
        if (lockFree) {
            memory.getAndUpdate32(Mode.ACQUIRE, Update.ADD, at, 1);
        } else {
            memory.store32(Mode.PLAIN, at, memory.load32(Mode.PLAIN, at) + 1);
        }
    }

    @Override
    public void serve(DispatchThread thread) {
        requireAlive();
        for (int vcpu = 0; vcpu < VCPUS; vcpu++) {
            int request = memory.load32(Mode.OPAQUE, posted(vcpu));
            if (request != 0) {
                memory.store32(Mode.OPAQUE, handled(vcpu), request);
            }
        }
    }

    @Override
    public void free() {
        memory.store32(Mode.OPAQUE, at + 4, 1);
    }

    private void requireAlive() {
        if (memory.load32(Mode.OPAQUE, at + 4) != 0) {
            throw new HarnessViolation("a device that is freed is called (Q4)");
        }
    }

    /** How many writes it has counted. */
    int count() {
        return memory.load32(Mode.OPAQUE, at);
    }

    /** Puts a request of a vCPU into its queue. */
    void post(int vcpu) {
        memory.store32(Mode.OPAQUE, posted(vcpu), 1);
    }

    /** Whether a request waits in its queue. */
    boolean hasWork() {
        boolean work = false;
        for (int vcpu = 0; vcpu < VCPUS; vcpu++) {
            work |= memory.load32(Mode.OPAQUE, posted(vcpu)) != memory.load32(Mode.OPAQUE, handled(vcpu));
        }
        return work;
    }

    private int posted(int vcpu) {
        return at + 8 + 4 * vcpu;
    }

    private int handled(int vcpu) {
        return at + 16 + 4 * vcpu;
    }
}
