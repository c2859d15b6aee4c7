package dev.fencepost.properties.msix;

import dev.fencepost.model.msix.table.Action.Control;
import dev.fencepost.model.msix.table.Action.Event;
import dev.fencepost.model.msix.table.Action.Read;
import dev.fencepost.model.msix.table.Action.Release;
import dev.fencepost.model.msix.table.Action.Reset;
import dev.fencepost.model.msix.table.Action.Write;
import dev.fencepost.model.msix.table.Breach;
import dev.fencepost.model.msix.table.Message;
import dev.fencepost.model.msix.table.Outcome;
import dev.fencepost.model.msix.table.Region;
import dev.fencepost.model.msix.table.State;
import dev.fencepost.model.msix.table.State.Vector;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Mistakes of an MSI-X capability, and what each breaks. */
enum MsixModelMutants {
    RESET_KEEPS_PENDING(
            Breach.RESET_LEAVES,
            (before, action, right) -> action instanceof Reset ? state(right, vectors(before, right.state())) : right),
    FUNCTION_MASK_IGNORED(
            Breach.SENT_WHILE_MASKED,
            (before, action, right) -> action instanceof Event event
                            && before.functionMask()
                            && before.enable()
                            && !before.vectors().get(event.vector()).masked()
                            && before.vectors().get(event.vector()).uses() > 0
                    ? new Outcome(before, 0, Optional.empty(), List.of(before.message(event.vector())))
                    : right),
    EVENT_DROPPED_WHILE_MASKED(
            Breach.LOST, (before, action, right) -> action instanceof Event ? state(right, before) : right),
    UNMASK_FORGETS(
            Breach.LOST,
            (before, action, right) ->
                    action instanceof Write && !right.messages().isEmpty()
                            ? new Outcome(right.state(), 0, Optional.empty(), List.of())
                            : right),
    FUNCTION_UNMASK_FORGETS(
            Breach.PENDING_UNMASKED,
            (before, action, right) ->
                    action instanceof Control && !right.messages().isEmpty()
                            ? new Outcome(
                                    new State(
                                            before.vectors(),
                                            right.state().enable(),
                                            right.state().functionMask(),
                                            before.decode()),
                                    0,
                                    Optional.empty(),
                                    List.of())
                            : right),
    SENT_TWICE(
            Breach.SENT_WITHOUT_CAUSE,
            (before, action, right) -> !right.messages().isEmpty() && action instanceof Write
                    ? messages(right, right.messages().get(0), right.messages().get(0))
                    : right),
    REWRITE_SENDS(
            Breach.SENT_WITHOUT_CAUSE,
            (before, action, right) -> action instanceof Write write
                            && write.offset() == 12
                            && !right.state().masked(0)
                    ? messages(right, right.state().message(0))
                    : right),
    RELEASE_KEEPS_PENDING(
            Breach.PENDING_WITHOUT_EVENT,
            (before, action, right) ->
                    action instanceof Release ? state(right, vectors(before, right.state())) : right),
    OLD_MESSAGE(
            Breach.WRONG_MESSAGE,
            (before, action, right) -> action instanceof Write write
                            && write.size() == 8
                            && !right.messages().isEmpty()
                    ? messages(right, before.message(right.messages().get(0).vector()))
                    : right),
    NEIGHBOURS_MESSAGE(
            Breach.WRONG_MESSAGE,
            (before, action, right) ->
                    action instanceof Event && !right.messages().isEmpty()
                            ? messages(right, mixed(before, right.messages().get(0)))
                            : right),
    MISALIGNED_WRITE_LANDS(
            Breach.BAD_ACCESS_ACTS,
            (before, action, right) -> action instanceof Write write && write.size() == 2 && before.decode()
                    ? new Outcome(unmasked(before), 0, Optional.empty(), List.of())
                    : right),
    PBA_WRITE_LANDS(
            Breach.PENDING_WITHOUT_EVENT,
            (before, action, right) -> action instanceof Write write && write.region() == Region.PBA
                    ? state(right, pendingBits(before))
                    : right),
    QWORD_HALVES_SWAPPED(
            Breach.QWORD_DIFFERS,
            (before, action, right) -> action instanceof Read read
                            && read.size() == 8
                            && right.bad().isEmpty()
                    ? new Outcome(right.state(), Long.rotateLeft(right.value(), 32), right.bad(), List.of())
                    : right),
    DECODE_NOT_LOOKED_AT(
            Breach.DECODE_IGNORED,
            (before, action, right) -> action instanceof Read && !before.decode()
                    ? new Outcome(before, 0, Optional.empty(), List.of())
                    : right);

    private final Breach breach;
    private final MsixModelMutant.Mistake mistake;

    MsixModelMutants(Breach breach, MsixModelMutant.Mistake mistake) {
        this.breach = breach;
        this.mistake = mistake;
    }

    Breach breach() {
        return breach;
    }

    MsixModelMutant.Mistake mistake() {
        return mistake;
    }

    private static Outcome state(Outcome right, State state) {
        return new Outcome(state, right.value(), right.bad(), right.messages());
    }

    private static Outcome messages(Outcome right, Message... messages) {
        return new Outcome(right.state(), right.value(), right.bad(), List.of(messages));
    }

    /** What was pending before still is. */
    private static State vectors(State before, State after) {
        List<Vector> entries = new ArrayList<>();
        for (int i = 0; i < after.vectors().size(); i++) {
            Vector e = after.vectors().get(i);
            boolean pending = before.vectors().get(i).pending();
            entries.add(new Vector(e.addressLow(), e.addressHigh(), e.data(), e.control(), pending, e.uses()));
        }
        return new State(entries, after.enable(), after.functionMask(), after.decode());
    }

    private static Message mixed(State state, Message message) {
        int other = (message.vector() + 1) % state.vectors().size();
        return new Message(
                message.vector(), message.address(), state.vectors().get(other).data());
    }

    private static State unmasked(State before) {
        List<Vector> entries = new ArrayList<>(before.vectors());
        Vector e = entries.get(0);
        entries.set(0, new Vector(e.addressLow(), e.addressHigh(), e.data(), 0, e.pending(), e.uses()));
        return new State(entries, before.enable(), before.functionMask(), before.decode());
    }

    private static State pendingBits(State before) {
        List<Vector> entries = new ArrayList<>(before.vectors());
        Vector e = entries.get(0);
        entries.set(0, new Vector(e.addressLow(), e.addressHigh(), e.data(), e.control(), before.masked(0), e.uses()));
        return new State(entries, before.enable(), before.functionMask(), before.decode());
    }
}
