package dev.fencepost.properties.msix.intercept;

import dev.fencepost.model.msix.intercept.Action.DeviceModelRuns;
import dev.fencepost.model.msix.intercept.Action.GuestControl;
import dev.fencepost.model.msix.intercept.Action.GuestWrite;
import dev.fencepost.model.msix.intercept.Action.HostMask;
import dev.fencepost.model.msix.intercept.Action.HypervisorCompletes;
import dev.fencepost.model.msix.intercept.Action.Reassign;
import dev.fencepost.model.msix.intercept.State;
import dev.fencepost.model.msix.intercept.State.Copy;
import dev.fencepost.model.msix.intercept.State.Hardware;
import dev.fencepost.model.msix.intercept.State.Line;
import dev.fencepost.model.msix.intercept.State.Tracked;
import dev.fencepost.model.spec.Clause;

/** Mistakes of a hypervisor that answers for an MSI-X table, most of which shipped, and what each breaks. */
public enum MsixInterceptMutants {
    /** Row 84: the unmask that sent the guest to the device model is never done. */
    NO_REPLAY(
            "the mask that the hypervisor takes",
            Clause.M8,
            (before, action, right) ->
                    action instanceof HypervisorCompletes && before.handling().replay()
                            ? line(
                                    right,
                                    before.handling().vector(),
                                    l -> masks(l, true, tracked(l).hostMasked()))
                            : right),
    /** Row 86: the shadow answers as soon as the vector is bound, also for what was written before. */
    NO_VALID_BIT(
            "a read of a message",
            Clause.M8,
            (before, action, right) ->
                    all(right, l -> tracked(l).known() && !tracked(l).valid() ? valid(l) : l)),
    /** Row 87: a mask after a change of the message goes to the device model and nowhere else. */
    DIRTY_BEFORE_MASK(
            "the mask that the hypervisor takes",
            Clause.M8,
            (before, action, right) -> action instanceof GuestWrite write
                            && write.control() == 1
                            && old(before, write).dirty()
                    ? line(
                            right,
                            write.vector(),
                            l -> masks(
                                    l,
                                    old(before, write).guestMasked(),
                                    old(before, write).hostMasked()))
                    : right),
    /** Row 89: masks are tracked only while MSI-X is enabled. */
    GATED_ON_ENABLE(
            "the mask that the hypervisor takes",
            Clause.M8,
            (before, action, right) -> action instanceof GuestWrite write
                            && !before.enable()
                            && old(before, write).known()
                    ? line(
                            right,
                            write.vector(),
                            l -> masks(
                                    l,
                                    old(before, write).guestMasked(),
                                    old(before, write).hostMasked()))
                    : right),
    /** Row 90: one bit says what either wants, and whoever unmasks clears it. */
    ONE_BIT(
            "hardware masks a vector",
            Clause.M8,
            (before, action, right) -> action instanceof HostMask mask && !mask.masked()
                    ? line(right, mask.vector(), l -> hardware(l, l.hardware().message(), false))
                    : right),
    /** Row 91: the function mask of the hypervisor survives the guest it was set for. */
    STICKY_MASKALL(
            "a function of which no vector is bound",
            Clause.M1,
            (before, action, right) ->
                    action instanceof Reassign ? right.withHostMaskAll(before.hostMaskAll()) : right),
    /** Row 95: the guest's write reaches the mask bit of hardware. */
    PASSTHROUGH(
            "hardware masks a vector",
            Clause.M8,
            (before, action, right) -> action instanceof GuestWrite write
                            && write.control() == 0
                            && old(before, write).known()
                    ? line(right, write.vector(), l -> hardware(l, l.hardware().message(), false))
                    : right),
    /** Row 98: the device model takes no new message for a vector that is not masked. */
    WRITE_WHILE_UNMASKED_DROPPED(
            "a read of a message",
            Clause.M8,
            (before, action, right) -> action instanceof DeviceModelRuns
                            && before.handling().message() >= 0
                            && !before.lines()
                                    .get(before.handling().vector())
                                    .model()
                                    .masked()
                    ? line(
                            right,
                            before.handling().vector(),
                            l -> model(
                                    l,
                                    before.lines()
                                            .get(before.handling().vector())
                                            .model()
                                            .message()))
                    : right),
    /** The host's unmask does not reach hardware. */
    HOST_UNMASK_FORGOTTEN(
            "hardware leaves a vector open",
            Clause.M8,
            (before, action, right) -> action instanceof HostMask mask && !mask.masked()
                    ? line(right, mask.vector(), l -> hardware(l, l.hardware().message(), true))
                    : right),
    /** The guest reads the mask of hardware, which is not its own alone. */
    GUEST_READS_HARDWARE(
            "the mask that the hypervisor takes",
            Clause.M8,
            (before, action, right) -> action instanceof HostMask mask
                    ? line(
                            right,
                            mask.vector(),
                            l -> masks(l, l.hardware().masked(), tracked(l).hostMasked()))
                    : right),
    /** The device model keeps the mask that it saw first. */
    MODEL_KEEPS_MASK(
            "a read of vector control",
            Clause.M8,
            (before, action, right) -> action instanceof DeviceModelRuns && !before.enable()
                    ? line(
                            right,
                            before.handling().vector(),
                            l -> new Line(
                                    l.guest(),
                                    l.hypervisor(),
                                    new Copy(l.model().message(), true),
                                    l.hardware()))
                    : right),
    /** The vector opens before hardware has the new message. */
    BOUND_WITH_OLD_MESSAGE(
            "an open vector sends the message",
            Clause.M5,
            (before, action, right) ->
                    action instanceof DeviceModelRuns && before.handling().replay()
                            ? line(
                                    right,
                                    before.handling().vector(),
                                    l -> hardware(
                                            l,
                                            before.lines()
                                                    .get(before.handling().vector())
                                                    .hardware()
                                                    .message(),
                                            l.hardware().masked()))
                            : right),
    /** What is pending stays so when the whole function is unmasked. */
    PENDING_FORGOTTEN(
            "nothing stays pending",
            Clause.M3,
            (before, action, right) -> action instanceof GuestControl
                    ? line(
                            right,
                            0,
                            l -> new Line(
                                    l.guest(),
                                    l.hypervisor(),
                                    l.model(),
                                    new Hardware(
                                            l.hardware().message(),
                                            l.hardware().masked(),
                                            before.lines().get(0).hardware().pending())))
                    : right),
    /** The host's mask reaches the mask bit of the first vector and of no other. */
    HOST_MASK_OF_THE_FIRST_ALONE(
            "hardware masks a vector",
            Clause.M8,
            (before, action, right) -> action instanceof HostMask mask && mask.vector() > 0
                    ? line(
                            right,
                            mask.vector(),
                            l -> new Line(
                                    l.guest(),
                                    l.hypervisor(),
                                    l.model(),
                                    before.lines().get(mask.vector()).hardware()))
                    : right),
    /** Vectors that the guest opened before it enabled MSI-X are never bound. */
    ENABLE_BINDS_NOTHING(
            "a vector that the guest opened",
            Clause.M3,
            (before, action, right) -> action instanceof GuestControl
                    ? new State(
                            before.lines(),
                            right.enable(),
                            right.guestMaskAll(),
                            right.hostMaskAll(),
                            right.decode(),
                            right.handling())
                    : right);

    private final String broken;
    private final Clause clause;
    private final MsixInterceptMutant.Mistake mistake;

    MsixInterceptMutants(String broken, Clause clause, MsixInterceptMutant.Mistake mistake) {
        this.broken = broken;
        this.clause = clause;
        this.mistake = mistake;
    }

    /** How the invariant that notices it begins. */
    public String broken() {
        return broken;
    }

    /** The clause behind that. */
    public Clause clause() {
        return clause;
    }

    /** What goes wrong. */
    public MsixInterceptMutant.Mistake mistake() {
        return mistake;
    }

    private interface Edit {
        Line of(Line line);
    }

    private static State line(State state, int vector, Edit edit) {
        return state.with(vector, edit.of(state.lines().get(vector)));
    }

    private static State all(State state, Edit edit) {
        State after = state;
        for (int vector = 0; vector < state.lines().size(); vector++) {
            after = line(after, vector, edit);
        }
        return after;
    }

    private static Tracked tracked(Line line) {
        return line.hypervisor();
    }

    private static Tracked old(State before, GuestWrite write) {
        return before.lines().get(write.vector()).hypervisor();
    }

    private static Line masks(Line l, boolean guest, boolean host) {
        Tracked t = l.hypervisor();
        Tracked changed = new Tracked(t.known(), t.shadow(), t.valid(), t.dirty(), guest, host);
        boolean masked = guest || host;
        return new Line(
                l.guest(),
                changed,
                l.model(),
                new Hardware(l.hardware().message(), masked, l.hardware().pending()));
    }

    private static Line valid(Line l) {
        Tracked t = l.hypervisor();
        Tracked changed = new Tracked(true, t.shadow(), true, t.dirty(), t.guestMasked(), t.hostMasked());
        return new Line(l.guest(), changed, l.model(), l.hardware());
    }

    private static Line hardware(Line l, int message, boolean masked) {
        return new Line(
                l.guest(),
                l.hypervisor(),
                l.model(),
                new Hardware(message, masked, l.hardware().pending()));
    }

    private static Line model(Line l, int message) {
        return new Line(l.guest(), l.hypervisor(), new Copy(message, l.model().masked()), l.hardware());
    }
}
