package dev.fencepost.model.msix.intercept;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A function passed through to a guest, as guest, hypervisor, device model and hardware each see it. A message is one
 * value here.
 *
 * @param lines the vectors
 * @param enable MSI-X Enable in hardware
 * @param guestMaskAll Function Mask as the guest wants it
 * @param hostMaskAll Function Mask as the hypervisor wants it: its last resort where it cannot reach the table
 * @param decode Memory Space Enable
 * @param handling the guest's write that is on its way through the device model
 */
public record State(
        List<Line> lines,
        boolean enable,
        boolean guestMaskAll,
        boolean hostMaskAll,
        boolean decode,
        Handling handling) {
    /** Copies the list. */
    public State {
        lines = List.copyOf(lines);
    }

    /**
     * A vector.
     *
     * @param guest what the guest wrote last
     * @param hypervisor what the hypervisor keeps
     * @param model what the device model keeps
     * @param hardware what the function has
     */
    public record Line(Copy guest, Tracked hypervisor, Copy model, Hardware hardware) {}

    /**
     * Message and mask of a vector.
     *
     * @param message 0 at first
     * @param masked true at first
     */
    public record Copy(int message, boolean masked) {}

    /**
     * What the hypervisor keeps of a vector.
     *
     * @param known whether the device model has bound it, from when on its accesses are intercepted
     * @param shadow the message that it saw the guest write
     * @param valid whether it saw one
     * @param dirty whether it saw one since the device model last took it
     * @param guestMasked whether the guest wants the vector masked
     * @param hostMasked whether the hypervisor does
     */
    public record Tracked(
            boolean known, int shadow, boolean valid, boolean dirty, boolean guestMasked, boolean hostMasked) {}

    /**
     * What the function itself has of a vector.
     *
     * @param message in its table
     * @param masked its mask bit
     * @param pending its pending bit
     */
    public record Hardware(int message, boolean masked, boolean pending) {}

    /** Where a write is that the guest waits for. */
    public enum Stage {
        /** Nothing is on its way. */
        IDLE,
        /** The device model has it before it. */
        AT_DEVICE_MODEL,
        /** The device model is done, the hypervisor is to end it. */
        COMPLETING
    }

    /**
     * A write on its way.
     *
     * @param stage where it is
     * @param vector of which line
     * @param message what it writes, or -1 if it leaves the message alone
     * @param control the mask that it writes, or -1 if it leaves that alone
     * @param replay whether the unmask is to be done again once the device model has bound the new message
     */
    public record Handling(Stage stage, int vector, int message, int control, boolean replay) {
        /** None. */
        public static final Handling NONE = new Handling(Stage.IDLE, 0, -1, -1, false);
    }

    /** Whether no write is on its way. */
    public boolean idle() {
        return handling.stage() == Stage.IDLE;
    }

    /** Whether hardware would send a message of that vector now. */
    public boolean open(int vector) {
        return enable
                && !guestMaskAll
                && !hostMaskAll
                && !lines.get(vector).hardware().masked();
    }

    /** The same with another line. */
    public State with(int vector, Line line) {
        List<Line> changed = new ArrayList<>(lines);
        changed.set(vector, line);
        return new State(changed, enable, guestMaskAll, hostMaskAll, decode, handling);
    }

    /** The same with another write on its way. */
    public State with(Handling now) {
        return new State(lines, enable, guestMaskAll, hostMaskAll, decode, now);
    }

    /** The same with another Function Mask of the hypervisor. */
    public State withHostMaskAll(boolean now) {
        return new State(lines, enable, guestMaskAll, now, decode, handling);
    }

    /** Just assigned to a guest, after a reset. */
    static State initial(int vectors) {
        Copy fresh = new Copy(0, true);
        Line line =
                new Line(fresh, new Tracked(false, 0, false, false, true, false), fresh, new Hardware(0, true, false));
        return new State(Collections.nCopies(vectors, line), false, false, false, true, Handling.NONE);
    }
}
