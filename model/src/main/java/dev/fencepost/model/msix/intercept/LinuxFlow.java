package dev.fencepost.model.msix.intercept;

import dev.fencepost.model.msix.intercept.Action.DeviceModelRuns;
import dev.fencepost.model.msix.intercept.Action.GuestControl;
import dev.fencepost.model.msix.intercept.Action.GuestWrite;
import dev.fencepost.model.msix.intercept.Action.HypervisorCompletes;

/**
 * What a Linux guest does to its table when interrupts come faster than it handles them ({@code handle_edge_irq}): one
 * that arrives while its handler runs is marked pending and its vector masked, by a write to vector control and a read
 * of the table's first double word that flushes it, whatever the vector; before the handler runs again the vector is
 * unmasked, without a flush. An interrupt that finds its handler idle touches nothing.
 *
 * <p>Counts which of these accesses reach the device model. The guest has programmed every vector, opened it and, as an
 * affinity change does, written its message again: from then on a shadow may answer for it.
 */
public final class LinuxFlow {
    private static final int FLUSHED = 0;

    private final MsixIntercept intercept;
    private final boolean[] running;
    private final boolean[] pending;
    private State state;
    private long accesses;
    private long reads;
    private long writes;

    /** A guest with that many vectors, 1 or more, behind a hypervisor of that design. */
    public LinuxFlow(Design design, int vectors) {
        intercept = design.answersMasks() ? new MsixIntercept(design, vectors, 3) : null;
        running = new boolean[vectors];
        pending = new boolean[vectors];
        if (intercept != null) {
            state = intercept.apply(intercept.initial(), new GuestControl(true, false));
            for (int vector = 0; vector < vectors; vector++) {
                done(new GuestWrite(vector, 1, -1));
                done(new GuestWrite(vector, -1, 0));
                done(new GuestWrite(vector, -1, 1));
                done(new GuestWrite(vector, 1, -1));
                done(new GuestWrite(vector, -1, 0));
            }
        }
    }

    private void done(GuestWrite write) {
        state = intercept.apply(state, write);
        while (!state.idle()) {
            boolean atModel = intercept.allows(state, new DeviceModelRuns());
            state = intercept.apply(state, atModel ? new DeviceModelRuns() : new HypervisorCompletes());
        }
    }

    /** An interrupt arrives; one that arrives while its vector is masked stays with the device. */
    public void interrupt(int vector) {
        if (running[vector] && !pending[vector]) {
            pending[vector] = true;
            control(vector, 1);
            accesses++;
            reads += intercept == null || intercept.messageReadReachesModel(state, FLUSHED) ? 1 : 0;
        }
        running[vector] = true;
    }

    /** The handler of a vector comes to its end; it runs again if an interrupt came meanwhile. */
    public void handled(int vector) {
        running[vector] = pending[vector];
        if (pending[vector]) {
            pending[vector] = false;
            control(vector, 0);
        }
    }

    private void control(int vector, int masked) {
        GuestWrite write = new GuestWrite(vector, -1, masked);
        accesses++;
        if (intercept == null) {
            writes++;
        } else {
            writes += intercept.writeReachesModel(state, write) ? 1 : 0;
            done(write);
        }
    }

    /** Accesses to the table. */
    public long accesses() {
        return accesses;
    }

    /** Reads of them that reached the device model. */
    public long readsThatReach() {
        return reads;
    }

    /** Writes of them that did. */
    public long writesThatReach() {
        return writes;
    }
}
