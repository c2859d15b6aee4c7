package dev.fencepost.model.msix.table;

import dev.fencepost.model.msix.table.Action.Control;
import dev.fencepost.model.msix.table.Action.Decode;
import dev.fencepost.model.msix.table.Action.Event;
import dev.fencepost.model.msix.table.Action.OfDevice;
import dev.fencepost.model.msix.table.Action.Read;
import dev.fencepost.model.msix.table.Action.Release;
import dev.fencepost.model.msix.table.Action.Use;
import dev.fencepost.model.msix.table.Action.Write;
import dev.fencepost.model.msix.table.State.Vector;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The MSI-X capability of a PCI function (PCI Local Bus 3.0, section 6.8.2) as a state machine: what software and the
 * device may do to table, pending bit array and Message Control, one action at a time, and which messages go out.
 *
 * <p>Where the specification leaves a choice or calls something undefined, this is what QEMU and Xen do: an event while
 * MSI-X is disabled becomes pending (M1); a message says what the table says when it is sent, also where software wrote
 * to it while the vector was unmasked (M5); vector control keeps reserved bits as written; a release drops what is
 * pending (M4); and refused reads give what {@link BadRead} says.
 *
 * <p>Left out: that writes are posted and messages travel (every action takes effect at once; {@code protocols/msix.c}
 * is about their order), bus mastering, and steering tags.
 */
public final class MsixModel {
    private static final int ENTRY = Region.ENTRY;
    private static final int MOST_USES = 65535;

    private final Setup setup;

    /** The capability of a function built like this. */
    public MsixModel(Setup setup) {
        this.setup = Objects.requireNonNull(setup, "setup");
    }

    /** What it is built as. */
    public Setup setup() {
        return setup;
    }

    /** After power on: every vector masked, MSI-X off, memory decode off, no vector in use. */
    public State initial() {
        return State.initial(setup.vectors());
    }

    /**
     * Does one action.
     *
     * @throws IllegalArgumentException if the device names a vector that the table does not have
     * @throws IllegalStateException if it uses one for the 65536th time: an implementation counts in 16 bits
     */
    public Outcome apply(State state, Action action) {
        if (action instanceof OfDevice device && (device.vector() < 0 || device.vector() >= setup.vectors())) {
            throw new IllegalArgumentException(
                    "vector " + device.vector() + ": expected 0 to " + (setup.vectors() - 1));
        }
        if (action instanceof Read read) {
            return read(state, read);
        } else if (action instanceof Write write) {
            return write(state, write);
        } else if (action instanceof Control control) {
            return afterMasking(
                    state, new State(state.vectors(), control.enable(), control.functionMask(), state.decode()));
        } else if (action instanceof Decode decode) {
            return done(new State(state.vectors(), state.enable(), state.functionMask(), decode.on()), List.of());
        } else if (action instanceof Event event) {
            return event(state, event.vector());
        } else if (action instanceof Use use) {
            Vector entry = state.vectors().get(use.vector());
            if (entry.uses() == MOST_USES) {
                throw new IllegalStateException("vector " + use.vector() + " is used " + MOST_USES + " times");
            }
            return done(state.with(use.vector(), entry.withUses(entry.uses() + 1)), List.of());
        } else if (action instanceof Release release) {
            Vector entry = state.vectors().get(release.vector());
            return done(state.with(release.vector(), entry.withUses(Math.max(0, entry.uses() - 1))), List.of());
        }
        return reset(state);
    }

    /** Masked: pending, however often. Else sent, once (M2). */
    private Outcome event(State state, int vector) {
        Vector entry = state.vectors().get(vector);
        if (entry.uses() == 0) {
            return done(state, List.of());
        } else if (state.masked(vector)) {
            return done(state.with(vector, entry.withPending(true)), List.of());
        }
        return done(state, List.of(state.message(vector)));
    }

    private Outcome read(State state, Read read) {
        int vectors = setup.vectors();
        BadAccess bad = BadAccess.of(read.region(), vectors, state.decode(), read.offset(), read.size(), false);
        if (bad != null) {
            return new Outcome(state, setup.badRead().value(read.size()), Optional.of(bad), List.of());
        }
        long value = dword(state, read.region(), read.offset()) & 0xffff_ffffL;
        if (read.size() == Long.BYTES) {
            value |= (long) dword(state, read.region(), read.offset() + Integer.BYTES) << Integer.SIZE;
        }
        return new Outcome(state, value, Optional.empty(), List.of());
    }

    private static int dword(State state, Region region, int offset) {
        if (region == Region.TABLE) {
            return state.vectors().get(offset / ENTRY).dword(offset % ENTRY / Integer.BYTES);
        }
        int bits = 0;
        int first = offset * Byte.SIZE;
        int last = Math.min(first + Integer.SIZE, state.vectors().size());
        for (int vector = first; vector < last; vector++) {
            if (state.vectors().get(vector).pending()) {
                bits |= 1 << vector - first;
            }
        }
        return bits;
    }

    /**
     * Two double words, low half first, so that a qword over data and vector control unmasks with the new data (M6).
     */
    private Outcome write(State state, Write write) {
        int vectors = setup.vectors();
        BadAccess bad = BadAccess.of(write.region(), vectors, state.decode(), write.offset(), write.size(), true);
        if (bad != null) {
            return new Outcome(state, 0, Optional.of(bad), List.of());
        }
        State written = put(state, write.offset(), (int) write.value());
        if (write.size() == Long.BYTES) {
            written = put(written, write.offset() + Integer.BYTES, (int) (write.value() >>> Integer.SIZE));
        }
        return afterMasking(state, written);
    }

    private static State put(State state, int offset, int value) {
        int vector = offset / ENTRY;
        return state.with(vector, state.vectors().get(vector).withDword(offset % ENTRY / Integer.BYTES, value));
    }

    /** Sends what was pending of each vector whose mask fell; a write that changes no mask sends nothing (M3). */
    private Outcome afterMasking(State before, State written) {
        State state = written;
        List<Message> messages = new ArrayList<>();
        for (int vector = 0; vector < setup.vectors(); vector++) {
            Vector entry = state.vectors().get(vector);
            if (entry.pending() && before.masked(vector) && !written.masked(vector)) {
                state = state.with(vector, entry.withPending(false));
                messages.add(state.message(vector));
            }
        }
        return done(state, messages);
    }

    private Outcome reset(State state) {
        List<Vector> vectors = new ArrayList<>();
        for (Vector entry : state.vectors()) {
            vectors.add(new Vector(0, 0, 0, State.MASK, false, entry.uses()));
        }
        return done(new State(vectors, false, false, false), List.of());
    }

    private static Outcome done(State state, List<Message> messages) {
        return new Outcome(state, 0, Optional.empty(), messages);
    }
}
