package dev.fencepost.stress.dispatch;

import dev.fencepost.impl.dispatch.LockKind;
import dev.fencepost.impl.dispatch.Locks;
import dev.fencepost.stress.harness.HarnessLock;
import dev.fencepost.stress.harness.Journal;
import dev.fencepost.stress.harness.Steps;
import dev.fencepost.stress.harness.StoreBufferMemory;

/** The locks of a dispatcher whose operations are cut into steps. */
final class DispatchHarnessLocks extends Locks {
    private static final int DEVICES = 2;

    private final HarnessLock big;
    private final HarnessLock aioContext;
    private final HarnessLock coalesced;
    private final HarnessLock[] devices = new HarnessLock[DEVICES];
    private final boolean taken;
    private final int main;

    /** All of them; {@code taken} is false where vCPUs forget to lock. */
    DispatchHarnessLocks(Steps steps, StoreBufferMemory memory, Journal journal, boolean taken, int main) {
        big = new HarnessLock(steps, memory, "the big lock", journal);
        aioContext = new HarnessLock(steps, memory, "the AioContext", journal);
        coalesced = new HarnessLock(steps, memory, "the coalesced writes", journal);
        for (int i = 0; i < DEVICES; i++) {
            devices[i] = new HarnessLock(steps, memory, "device " + i, journal);
        }
        this.taken = taken;
        this.main = main;
    }

    @Override
    public void lock(LockKind kind, int index, int thread) {
        if (taken || thread == main) {
            of(kind, index).lock();
        }
    }

    @Override
    public void unlock(LockKind kind, int index, int thread) {
        if (taken || thread == main) {
            of(kind, index).unlock();
        }
    }

    /** Nobody else could go on meanwhile: the harness has no operation that waits like this. */
    @Override
    public void relax() {
        throw new IllegalStateException("an operation of the harness waits for something that is no lock");
    }

    private HarnessLock of(LockKind kind, int index) {
        switch (kind) {
            case BIG:
                return big;
            case AIO_CONTEXT:
                return aioContext;
            case COALESCED:
                return coalesced;
            case DEVICE:
                return devices[index];
            default:
                throw new IllegalArgumentException("the harness has no lock " + kind);
        }
    }
}
