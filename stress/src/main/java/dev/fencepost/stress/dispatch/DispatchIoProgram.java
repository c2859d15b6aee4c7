package dev.fencepost.stress.dispatch;

import dev.fencepost.impl.dispatch.DataPlane;
import dev.fencepost.impl.memory.Mode;
import dev.fencepost.impl.memory.SharedMemory;
import dev.fencepost.stress.harness.Program;

/** The I/O thread: handles what it is kicked for, and sleeps in between. */
final class DispatchIoProgram implements Program {
    private static final int POLL = 0;
    private static final int MAY_SLEEP = 1;
    private static final int ASLEEP = 2;
    private static final int AWAKE = 3;
    private static final String[] NAMES = {"poll", "announce sleep", "asleep", "awake"};

    private final DataPlane dataPlane;
    private final SharedMemory memory;
    private final int wakes;
    private final boolean sleepy;
    private int at;

    /** Woken by a 1 at {@code wakes} in memory; asleep from the beginning where nobody kicks. */
    DispatchIoProgram(DataPlane dataPlane, SharedMemory memory, int wakes, DispatchHarnessSetup setup) {
        this.dataPlane = dataPlane;
        this.memory = memory;
        this.wakes = wakes;
        sleepy = setup.mutant() == DispatchHarnessSetup.SLEEPY;
        at = setup.vcpuDoes() == DispatchHarnessSetup.WRITE ? ASLEEP : POLL;
    }

    boolean isAsleep() {
        return at == ASLEEP;
    }

    @Override
    public int ways(boolean drained) {
        return at != ASLEEP || memory.load32(Mode.OPAQUE, wakes) != 0 ? 1 : 0;
    }

    @Override
    public void run(int way) {
        if (at == POLL) {
            at = dataPlane.poll() ? POLL : MAY_SLEEP;
        } else if (at == MAY_SLEEP) {
            at = dataPlane.maySleep() || sleepy ? ASLEEP : AWAKE;
        } else if (at == ASLEEP) {
            memory.store32(Mode.OPAQUE, wakes, 0);
            at = AWAKE;
        } else {
            dataPlane.awake();
            at = POLL;
        }
    }

    @Override
    public String at() {
        return NAMES[at];
    }
}
