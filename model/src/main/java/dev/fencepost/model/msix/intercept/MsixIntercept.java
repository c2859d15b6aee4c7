package dev.fencepost.model.msix.intercept;

import dev.fencepost.model.msix.intercept.Action.DeviceEvent;
import dev.fencepost.model.msix.intercept.Action.DeviceModelRuns;
import dev.fencepost.model.msix.intercept.Action.GuestControl;
import dev.fencepost.model.msix.intercept.Action.GuestDecode;
import dev.fencepost.model.msix.intercept.Action.GuestWrite;
import dev.fencepost.model.msix.intercept.Action.HostMask;
import dev.fencepost.model.msix.intercept.Action.HypervisorCompletes;
import dev.fencepost.model.msix.intercept.State.Copy;
import dev.fencepost.model.msix.intercept.State.Handling;
import dev.fencepost.model.msix.intercept.State.Hardware;
import dev.fencepost.model.msix.intercept.State.Line;
import dev.fencepost.model.msix.intercept.State.Stage;
import dev.fencepost.model.msix.intercept.State.Tracked;

/**
 * A hypervisor between a guest and the MSI-X table of a function that is passed through to it, as Xen's vMSI-X is:
 * which accesses it answers itself, which reach the device model, and what it must do once the device model is back
 * (M8).
 *
 * <p>The device model keeps a copy of what reaches it; an unmask makes it bind the vector, that is program the hardware
 * with its copy of the message. While a write is on its way the guest's CPU waits. Left out: vCPUs that write at the
 * same time (the hypervisor's lock of the interrupt takes one after the other), address and data as two values,
 * registers beside the table on its pages, and Message Control while memory decode is off, which Xen refuses (M9).
 */
public final class MsixIntercept {
    private final Design design;
    private final int vectors;
    private final int shadowed;

    /**
     * A hypervisor of that design.
     *
     * @param design any but {@link Design#NONE}, which has nothing to explore
     * @param vectors entries of the table
     * @param shadowed of how many of them, from the first on, it keeps the message; Xen has three
     */
    public MsixIntercept(Design design, int vectors, int shadowed) {
        if (!design.answersMasks()) {
            throw new IllegalArgumentException("design " + design.label() + " intercepts nothing");
        }
        this.design = design;
        this.vectors = vectors;
        this.shadowed = shadowed;
    }

    /** Just assigned to a guest. */
    public State initial() {
        return State.initial(vectors);
    }

    /** Whether an action can happen. */
    public boolean allows(State state, Action action) {
        if (action instanceof DeviceModelRuns) {
            return state.handling().stage() == Stage.AT_DEVICE_MODEL;
        } else if (action instanceof HypervisorCompletes) {
            return state.handling().stage() == Stage.COMPLETING;
        } else if (action instanceof GuestWrite || action instanceof GuestControl) {
            return state.idle() && state.decode();
        } else if (action instanceof HostMask mask) {
            Tracked line = state.lines().get(mask.vector()).hypervisor();
            boolean reaches = state.decode() || mask.masked(); // unmasking waits for the table
            return line.known() && reaches && line.hostMasked() != mask.masked();
        }
        return action instanceof DeviceEvent || state.idle();
    }

    /** Does one action that {@link #allows} says can happen. */
    public State apply(State state, Action action) {
        if (action instanceof GuestWrite write) {
            return guestWrites(state, write);
        } else if (action instanceof GuestControl control) {
            return guestControls(state, control);
        } else if (action instanceof GuestDecode decode) {
            return new State(
                    state.lines(),
                    state.enable(),
                    state.guestMaskAll(),
                    state.hostMaskAll(),
                    decode.on(),
                    state.handling());
        } else if (action instanceof DeviceModelRuns) {
            return deviceModelRuns(state);
        } else if (action instanceof HypervisorCompletes) {
            return completes(state);
        } else if (action instanceof HostMask mask) {
            return hostMasks(state, mask);
        } else if (action instanceof DeviceEvent event) {
            Line line = state.lines().get(event.vector());
            Hardware hardware = line.hardware();
            boolean pending = hardware.pending() || !state.open(event.vector());
            return state.with(
                    event.vector(),
                    new Line(
                            line.guest(),
                            line.hypervisor(),
                            line.model(),
                            new Hardware(hardware.message(), hardware.masked(), pending)));
        }
        return initial();
    }

    /** Whether a read of a message reaches the device model. */
    public boolean messageReadReachesModel(State state, int vector) {
        Tracked line = state.lines().get(vector).hypervisor();
        return !(design.answersMessages() && line.known() && vector < shadowed && line.valid());
    }

    /** Whether a read of vector control does. */
    public boolean controlReadReachesModel(State state, int vector) {
        return !state.lines().get(vector).hypervisor().known();
    }

    /** What a read of a message gives. */
    public int readMessage(State state, int vector) {
        Line line = state.lines().get(vector);
        return messageReadReachesModel(state, vector)
                ? line.model().message()
                : line.hypervisor().shadow();
    }

    /** What a read of vector control gives: whether its mask bit is set. */
    public boolean readMasked(State state, int vector) {
        Line line = state.lines().get(vector);
        return controlReadReachesModel(state, vector)
                ? line.model().masked()
                : line.hypervisor().guestMasked();
    }

    /** Whether a write reaches the device model. */
    public boolean writeReachesModel(State state, GuestWrite write) {
        Tracked line = state.lines().get(write.vector()).hypervisor();
        boolean rebinds = write.control() == 0 && (line.dirty() || write.message() >= 0);
        return !line.known() || design.forwardsMasks() || write.message() >= 0 || rebinds;
    }

    private State guestWrites(State state, GuestWrite write) {
        int vector = write.vector();
        Line line = state.lines().get(vector);
        Copy guest = new Copy(
                write.message() >= 0 ? write.message() : line.guest().message(),
                write.control() >= 0 ? write.control() == 1 : line.guest().masked());
        Tracked tracked = line.hypervisor();
        boolean replay = false;
        if (tracked.known()) {
            if (write.message() >= 0) {
                tracked = latched(tracked, vector, write.message());
            }
            if (write.control() == 0 && tracked.dirty()) {
                replay = true; // the mask stays until hardware has the new message
                tracked = with(tracked, false, tracked.guestMasked(), tracked.hostMasked());
            } else if (write.control() >= 0) {
                tracked = with(tracked, tracked.dirty(), write.control() == 1, tracked.hostMasked());
            }
        }
        State after = state.with(vector, new Line(guest, tracked, line.model(), line.hardware()));
        if (tracked.known() && write.control() >= 0 && !replay) {
            after = masked(after, vector);
        }
        if (!writeReachesModel(state, write)) {
            return after;
        }
        return after.with(new Handling(Stage.AT_DEVICE_MODEL, vector, write.message(), write.control(), replay));
    }

    private Tracked latched(Tracked line, int vector, int message) {
        boolean kept = vector < shadowed;
        return new Tracked(
                true,
                kept ? message : line.shadow(),
                kept || line.valid(),
                true,
                line.guestMasked(),
                line.hostMasked());
    }

    private static Tracked with(Tracked line, boolean dirty, boolean guestMasked, boolean hostMasked) {
        return new Tracked(line.known(), line.shadow(), line.valid(), dirty, guestMasked, hostMasked);
    }

    private State guestControls(State state, GuestControl control) {
        State after = new State(
                state.lines(),
                control.enable(),
                control.maskAll(),
                state.hostMaskAll(),
                state.decode(),
                state.handling());
        for (int vector = 0; vector < vectors; vector++) {
            Line line = after.lines().get(vector);
            if (opens(state, after)
                    && (line.hypervisor().known() || !line.model().masked())) {
                after = bound(after, vector, line.hypervisor().known());
            }
        }
        return after;
    }

    /** When the device model binds anew: messages changed while the function was closed count from now on (M5). */
    private static boolean opens(State before, State after) {
        boolean unmasks = before.guestMaskAll() && !after.guestMaskAll();
        return after.enable() && (!before.enable() || unmasks);
    }

    private State deviceModelRuns(State state) {
        Handling handling = state.handling();
        int vector = handling.vector();
        Line line = state.lines().get(vector);
        Copy model = new Copy(
                handling.message() >= 0 ? handling.message() : line.model().message(),
                handling.control() >= 0 ? handling.control() == 1 : line.model().masked());
        State after = state.with(vector, new Line(line.guest(), line.hypervisor(), model, line.hardware()));
        boolean first = !line.hypervisor().known();
        if (handling.control() == 0 && state.enable() && (first || handling.replay())) {
            after = bound(after, vector, !first);
        }
        return after.with(new Handling(Stage.COMPLETING, vector, -1, -1, handling.replay()));
    }

    /**
     * The device model has hardware programmed with its copy of the message.
     *
     * @param maskStays whether the guest's mask is the hypervisor's to end; else the binding brings it along
     */
    private State bound(State state, int vector, boolean maskStays) {
        Line line = state.lines().get(vector);
        Tracked tracked = line.hypervisor();
        boolean guestMasked = maskStays ? tracked.guestMasked() : line.model().masked();
        Tracked known = new Tracked(
                true, tracked.shadow(), tracked.valid(), tracked.dirty(), guestMasked, tracked.hostMasked());
        Hardware hardware = new Hardware(
                line.model().message(),
                line.hardware().masked(),
                line.hardware().pending());
        return masked(state.with(vector, new Line(line.guest(), known, line.model(), hardware)), vector);
    }

    private State completes(State state) {
        Handling handling = state.handling();
        State after = state.with(Handling.NONE);
        if (!handling.replay()) {
            return after;
        }
        int vector = handling.vector();
        Line line = after.lines().get(vector);
        Tracked tracked = with(
                line.hypervisor(),
                line.hypervisor().dirty(),
                false,
                line.hypervisor().hostMasked());
        return masked(after.with(vector, new Line(line.guest(), tracked, line.model(), line.hardware())), vector);
    }

    private State hostMasks(State state, HostMask mask) {
        Line line = state.lines().get(mask.vector());
        Tracked tracked = with(
                line.hypervisor(), line.hypervisor().dirty(), line.hypervisor().guestMasked(), mask.masked());
        State after = state.with(mask.vector(), new Line(line.guest(), tracked, line.model(), line.hardware()));
        return state.decode() ? masked(after, mask.vector()) : after.withHostMaskAll(true);
    }

    /** Brings the mask bit of hardware to what host and guest want, and sends what then waits for nothing. */
    private State masked(State state, int vector) {
        Line line = state.lines().get(vector);
        Tracked tracked = line.hypervisor();
        boolean masked = !tracked.known() || tracked.hostMasked() || tracked.guestMasked();
        Hardware hardware =
                new Hardware(line.hardware().message(), masked, line.hardware().pending());
        return sent(state.with(vector, new Line(line.guest(), tracked, line.model(), hardware)), vector);
    }

    private static State sent(State state, int vector) {
        Line line = state.lines().get(vector);
        if (!state.open(vector) || !line.hardware().pending()) {
            return state;
        }
        Hardware sent = new Hardware(line.hardware().message(), false, false);
        return state.with(vector, new Line(line.guest(), line.hypervisor(), line.model(), sent));
    }
}
