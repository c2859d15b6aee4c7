package dev.fencepost.stress.dispatch;

import dev.fencepost.impl.dispatch.BusResult;
import dev.fencepost.impl.dispatch.DispatchThread;
import dev.fencepost.impl.dispatch.Dispatcher;
import dev.fencepost.stress.harness.HarnessViolation;
import dev.fencepost.stress.harness.Program;

/** A vCPU: writes a register of the device that goes and of the one that stays, or kicks the one that stays. */
final class DispatchVcpuProgram implements Program {
    private static final int POST = 0;
    private static final int KICK = 1;
    private static final int WRITE_GOING = 2;
    private static final int WRITE_STAYING = 3;
    private static final int DONE = 4;
    private static final String[] NAMES = {
        "post a request", "kick", "write to the device that goes", "write to the device that stays", "done"
    };

    private final int number;
    private final Dispatcher dispatcher;
    private final DispatchThread thread;
    private final DispatchHarnessDevice staying;
    private final boolean unplugged;
    private final boolean mixed;
    private int at;
    private int written;

    DispatchVcpuProgram(int number, Dispatcher dispatcher, DispatchHarnessDevice staying, DispatchHarnessSetup setup) {
        this.number = number;
        this.dispatcher = dispatcher;
        this.staying = staying;
        thread = dispatcher.thread(number);
        unplugged = setup.mainDoes() == DispatchHarnessSetup.UNPLUG;
        mixed = setup.vcpuDoes() == DispatchHarnessSetup.MIXED;
        boolean kicks = setup.vcpuDoes() == DispatchHarnessSetup.KICK || mixed && number == 0;
        at = kicks ? POST : unplugged || mixed ? WRITE_GOING : WRITE_STAYING;
    }

    boolean isDone() {
        return at == DONE;
    }

    /** Writes to the device that stays. */
    int written() {
        return written;
    }

    @Override
    public int ways(boolean drained) {
        return at == DONE ? 0 : 1;
    }

    @Override
    public void run(int way) {
        if (at == POST) {
            staying.post(number);
            at = KICK;
        } else if (at == KICK) {
            requireOk(dispatcher.write(thread, DispatchHarness.STAYING + DispatchHarnessDevice.DOORBELL, 4, 0));
            at = unplugged && !mixed ? WRITE_GOING : DONE;
        } else if (at == WRITE_GOING) {
            BusResult result = dispatcher.write(thread, DispatchHarness.GOING, 4, 0);
            if (result != BusResult.OK && result != BusResult.GONE && result != BusResult.UNMAPPED) {
                throw new HarnessViolation("a write to a device that goes is answered by " + result.name());
            }
            at = number == 0 || mixed ? DONE : WRITE_STAYING;
        } else {
            requireOk(dispatcher.write(thread, DispatchHarness.STAYING, 4, 0));
            written++;
            at = DONE;
        }
    }

    private static void requireOk(BusResult result) {
        if (result != BusResult.OK) {
            throw new HarnessViolation("a write to a device that stays is answered by " + result.name() + " (Q3)");
        }
    }

    @Override
    public String at() {
        return NAMES[at];
    }
}
