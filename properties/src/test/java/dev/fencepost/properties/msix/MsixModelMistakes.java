package dev.fencepost.properties.msix;

import dev.fencepost.model.msix.MsixMessage;
import dev.fencepost.model.msix.MsixModelAction.Control;
import dev.fencepost.model.msix.MsixModelAction.Event;
import dev.fencepost.model.msix.MsixModelAction.Read;
import dev.fencepost.model.msix.MsixModelAction.Release;
import dev.fencepost.model.msix.MsixModelAction.Reset;
import dev.fencepost.model.msix.MsixModelAction.Write;
import dev.fencepost.model.msix.MsixModelBreach;
import dev.fencepost.model.msix.MsixModelOutcome;
import dev.fencepost.model.msix.MsixModelState;
import dev.fencepost.model.msix.MsixModelState.Vector;
import dev.fencepost.model.msix.MsixRegion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Mistakes of an MSI-X capability, and what each breaks. */
enum MsixModelMistakes {
    RESET_KEEPS_PENDING(
            MsixModelBreach.RESET_LEAVES,
            (before, action, right) -> action instanceof Reset ? state(right, vectors(before, right.state())) : right),
    FUNCTION_MASK_IGNORED(
            MsixModelBreach.SENT_WHILE_MASKED,
            (before, action, right) -> action instanceof Event event
                            && before.functionMask()
                            && before.enable()
                            && !before.vectors().get(event.vector()).masked()
                            && before.vectors().get(event.vector()).uses() > 0
                    ? new MsixModelOutcome(before, 0, Optional.empty(), List.of(before.message(event.vector())))
                    : right),
    EVENT_DROPPED_WHILE_MASKED(
            MsixModelBreach.LOST, (before, action, right) -> action instanceof Event ? state(right, before) : right),
    UNMASK_FORGETS(
            MsixModelBreach.LOST,
            (before, action, right) ->
                    action instanceof Write && !right.messages().isEmpty()
                            ? new MsixModelOutcome(right.state(), 0, Optional.empty(), List.of())
                            : right),
    FUNCTION_UNMASK_FORGETS(
            MsixModelBreach.PENDING_UNMASKED,
            (before, action, right) ->
                    action instanceof Control && !right.messages().isEmpty()
                            ? new MsixModelOutcome(
                                    new MsixModelState(
                                            before.vectors(),
                                            right.state().enable(),
                                            right.state().functionMask(),
                                            before.decode()),
                                    0,
                                    Optional.empty(),
                                    List.of())
                            : right),
    SENT_TWICE(
            MsixModelBreach.SENT_WITHOUT_CAUSE,
            (before, action, right) -> !right.messages().isEmpty() && action instanceof Write
                    ? messages(right, right.messages().get(0), right.messages().get(0))
                    : right),
    REWRITE_SENDS(
            MsixModelBreach.SENT_WITHOUT_CAUSE,
            (before, action, right) -> action instanceof Write write
                            && write.offset() == 12
                            && !right.state().masked(0)
                    ? messages(right, right.state().message(0))
                    : right),
    RELEASE_KEEPS_PENDING(
            MsixModelBreach.PENDING_WITHOUT_EVENT,
            (before, action, right) ->
                    action instanceof Release ? state(right, vectors(before, right.state())) : right),
    OLD_MESSAGE(
            MsixModelBreach.WRONG_MESSAGE,
            (before, action, right) -> action instanceof Write write
                            && write.size() == 8
                            && !right.messages().isEmpty()
                    ? messages(right, before.message(right.messages().get(0).vector()))
                    : right),
    NEIGHBOURS_MESSAGE(
            MsixModelBreach.WRONG_MESSAGE,
            (before, action, right) ->
                    action instanceof Event && !right.messages().isEmpty()
                            ? messages(right, mixed(before, right.messages().get(0)))
                            : right),
    MISALIGNED_WRITE_LANDS(
            MsixModelBreach.BAD_ACCESS_ACTS,
            (before, action, right) -> action instanceof Write write && write.size() == 2 && before.decode()
                    ? new MsixModelOutcome(unmasked(before), 0, Optional.empty(), List.of())
                    : right),
    PBA_WRITE_LANDS(
            MsixModelBreach.PENDING_WITHOUT_EVENT,
            (before, action, right) -> action instanceof Write write && write.region() == MsixRegion.PBA
                    ? state(right, pendingBits(before))
                    : right),
    QWORD_HALVES_SWAPPED(
            MsixModelBreach.QWORD_DIFFERS,
            (before, action, right) -> action instanceof Read read
                            && read.size() == 8
                            && right.bad().isEmpty()
                    ? new MsixModelOutcome(right.state(), Long.rotateLeft(right.value(), 32), right.bad(), List.of())
                    : right),
    DECODE_NOT_LOOKED_AT(
            MsixModelBreach.DECODE_IGNORED,
            (before, action, right) -> action instanceof Read && !before.decode()
                    ? new MsixModelOutcome(before, 0, Optional.empty(), List.of())
                    : right);

    private final MsixModelBreach breach;
    private final MsixModelTwin.Mistake mistake;

    MsixModelMistakes(MsixModelBreach breach, MsixModelTwin.Mistake mistake) {
        this.breach = breach;
        this.mistake = mistake;
    }

    MsixModelBreach breach() {
        return breach;
    }

    MsixModelTwin.Mistake mistake() {
        return mistake;
    }

    private static MsixModelOutcome state(MsixModelOutcome right, MsixModelState state) {
        return new MsixModelOutcome(state, right.value(), right.bad(), right.messages());
    }

    private static MsixModelOutcome messages(MsixModelOutcome right, MsixMessage... messages) {
        return new MsixModelOutcome(right.state(), right.value(), right.bad(), List.of(messages));
    }

    /** What was pending before still is. */
    private static MsixModelState vectors(MsixModelState before, MsixModelState after) {
        List<Vector> entries = new ArrayList<>();
        for (int i = 0; i < after.vectors().size(); i++) {
            Vector e = after.vectors().get(i);
            boolean pending = before.vectors().get(i).pending();
            entries.add(new Vector(e.addressLow(), e.addressHigh(), e.data(), e.control(), pending, e.uses()));
        }
        return new MsixModelState(entries, after.enable(), after.functionMask(), after.decode());
    }

    private static MsixMessage mixed(MsixModelState state, MsixMessage message) {
        int other = (message.vector() + 1) % state.vectors().size();
        return new MsixMessage(
                message.vector(), message.address(), state.vectors().get(other).data());
    }

    private static MsixModelState unmasked(MsixModelState before) {
        List<Vector> entries = new ArrayList<>(before.vectors());
        Vector e = entries.get(0);
        entries.set(0, new Vector(e.addressLow(), e.addressHigh(), e.data(), 0, e.pending(), e.uses()));
        return new MsixModelState(entries, before.enable(), before.functionMask(), before.decode());
    }

    private static MsixModelState pendingBits(MsixModelState before) {
        List<Vector> entries = new ArrayList<>(before.vectors());
        Vector e = entries.get(0);
        entries.set(0, new Vector(e.addressLow(), e.addressHigh(), e.data(), e.control(), before.masked(0), e.uses()));
        return new MsixModelState(entries, before.enable(), before.functionMask(), before.decode());
    }
}
