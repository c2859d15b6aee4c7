package dev.fencepost.stress.dispatch;

import dev.fencepost.impl.dispatch.DispatchThread;
import dev.fencepost.impl.dispatch.Topology;
import dev.fencepost.stress.harness.Program;

/** The main loop: one change of the topology, then it frees what nobody uses any more. */
final class DispatchMainProgram implements Program {
    private static final int CHANGE = 0;
    private static final int HASTE = 1;
    private static final int RECLAIM = 2;
    private static final int DONE = 3;
    private static final String[] NAMES = {"change the topology", "free at once", "reclaim", "done"};

    private final Topology topology;
    private final DispatchThread thread;
    private final DispatchHarnessDevice going;
    private final int does;
    private final boolean hasty;
    private int at;

    DispatchMainProgram(
            Topology topology, DispatchThread thread, DispatchHarnessDevice going, DispatchHarnessSetup setup) {
        this.topology = topology;
        this.thread = thread;
        this.going = going;
        does = setup.mainDoes();
        hasty = setup.mutant() == DispatchHarnessSetup.HASTY;
        at = does == DispatchHarnessSetup.NOTHING ? DONE : CHANGE;
    }

    boolean isDone() {
        return at == DONE;
    }

    @Override
    public int ways(boolean drained) {
        return at == DONE ? 0 : 1;
    }

    @Override
    public void run(int way) {
        if (at == CHANGE) {
            change();
            at = hasty ? HASTE : RECLAIM;
        } else if (at == HASTE) {
            going.free();
            at = DONE;
        } else {
            at = topology.reclaim(thread) == 0 ? DONE : RECLAIM;
        }
    }

    private void change() {
        if (does == DispatchHarnessSetup.UNPLUG) {
            topology.unplug(thread, DispatchHarness.GOING_NUMBER);
        } else if (does == DispatchHarnessSetup.REARRANGE) {
            topology.rearrange(thread);
        } else {
            topology.start(thread, DispatchHarness.STAYING_NUMBER);
        }
    }

    @Override
    public String at() {
        return NAMES[at];
    }
}
