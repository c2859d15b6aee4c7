package dev.fencepost.model.msix.table;

import dev.fencepost.model.msix.table.Action.Control;
import dev.fencepost.model.msix.table.Action.Decode;
import dev.fencepost.model.msix.table.Action.Event;
import dev.fencepost.model.msix.table.Action.Read;
import dev.fencepost.model.msix.table.Action.Release;
import dev.fencepost.model.msix.table.Action.Reset;
import dev.fencepost.model.msix.table.Action.Use;
import dev.fencepost.model.msix.table.Action.Write;
import java.util.Arrays;

/**
 * Somebody who sees the actions and what came of them, and keeps its own books: what software wrote, what masks what,
 * and which events are owed a message. It knows the rules as sentences about one action and the next, not how a state
 * moves; {@link MsixModel} and an implementation can both be wrong before it without it being wrong with them.
 */
public final class Witness {
    private final int vectors;
    private final int[] dwords;
    private final int[] uses;
    private final boolean[] owed;
    private boolean enable;
    private boolean functionMask;
    private boolean decode;

    /** Sees a function from power on. */
    public Witness(int vectors) {
        this.vectors = vectors;
        dwords = new int[4 * vectors];
        uses = new int[vectors];
        owed = new boolean[vectors];
        reset();
    }

    /** Takes the state as it is for granted: an event that is pending is owed. */
    static Witness of(State state) {
        Witness witness = new Witness(state.vectors().size());
        for (int vector = 0; vector < witness.vectors; vector++) {
            State.Vector entry = state.vectors().get(vector);
            for (int i = 0; i < 4; i++) {
                witness.dwords[4 * vector + i] = entry.dword(i);
            }
            witness.uses[vector] = entry.uses();
            witness.owed[vector] = entry.pending();
        }
        witness.enable = state.enable();
        witness.functionMask = state.functionMask();
        witness.decode = state.decode();
        return witness;
    }

    private void reset() {
        Arrays.fill(dwords, 0);
        for (int vector = 0; vector < vectors; vector++) {
            dwords[4 * vector + 3] = State.MASK;
        }
        Arrays.fill(owed, false);
        enable = false;
        functionMask = false;
        decode = false;
    }

    private boolean masked(int vector) {
        return !enable || functionMask || (dwords[4 * vector + 3] & State.MASK) != 0;
    }

    /** Sees an action and what came of it; says what is wrong with that. */
    public Breach saw(Action action, Outcome outcome) {
        boolean[] due = new boolean[vectors];
        Breach breach = Breach.NONE;
        if (action instanceof Read || action instanceof Write) {
            breach = access(action, outcome);
        } else if (action instanceof Control control) {
            enable = control.enable();
            functionMask = control.functionMask();
        } else if (action instanceof Decode now) {
            decode = now.on();
        } else if (action instanceof Event event) {
            owed[event.vector()] |= uses[event.vector()] > 0;
        } else if (action instanceof Use use) {
            uses[use.vector()]++;
        } else if (action instanceof Release release) {
            uses[release.vector()] = Math.max(0, uses[release.vector()] - 1);
            owed[release.vector()] &= uses[release.vector()] > 0;
        } else if (action instanceof Reset) {
            reset();
            breach = afterReset(outcome.state());
        }
        for (int vector = 0; vector < vectors; vector++) {
            due[vector] = owed[vector] && !masked(vector);
            owed[vector] &= !due[vector];
        }
        return breach == Breach.NONE ? delivery(due, outcome) : breach;
    }

    private Breach delivery(boolean[] due, Outcome outcome) {
        for (Message message : outcome.messages()) {
            int vector = message.vector();
            if (masked(vector)) {
                return Breach.SENT_WHILE_MASKED;
            } else if (!due[vector]) {
                return Breach.SENT_WITHOUT_CAUSE;
            }
            due[vector] = false;
            long address = (long) dwords[4 * vector + 1] << Integer.SIZE | dwords[4 * vector] & 0xffff_ffffL;
            if (message.address() != address || message.data() != dwords[4 * vector + 2]) {
                return Breach.WRONG_MESSAGE;
            }
        }
        for (int vector = 0; vector < vectors; vector++) {
            boolean pending = outcome.state().vectors().get(vector).pending();
            if (pending && !masked(vector)) {
                return Breach.PENDING_UNMASKED;
            } else if (due[vector] || owed[vector] && !pending) {
                return Breach.LOST;
            } else if (pending && !owed[vector]) {
                return Breach.PENDING_WITHOUT_EVENT;
            }
        }
        return Breach.NONE;
    }

    private Breach access(Action action, Outcome outcome) {
        boolean write = action instanceof Write;
        Region region = write ? ((Write) action).region() : ((Read) action).region();
        int offset = write ? ((Write) action).offset() : ((Read) action).offset();
        int size = write ? ((Write) action).size() : ((Read) action).size();
        boolean sound = size == 4 && offset % 4 == 0 || size == 8 && offset % 8 == 0;
        sound &= offset >= 0 && offset + size <= region.bytes(vectors) && !(write && region == Region.PBA);
        if (write && decode && sound) {
            long value = ((Write) action).value();
            for (int i = 0; i < size / 4; i++) {
                dwords[offset / 4 + i] = (int) (value >>> 32 * i);
            }
        }
        if (!isTable(outcome.state())) {
            return !decode ? Breach.DECODE_IGNORED : sound ? Breach.QWORD_DIFFERS : Breach.BAD_ACCESS_ACTS;
        } else if (!decode || !sound) {
            Breach acts = decode ? Breach.BAD_ACCESS_ACTS : Breach.DECODE_IGNORED;
            return outcome.bad().isPresent() ? Breach.NONE : acts;
        }
        boolean right = outcome.bad().isEmpty() && (write || outcome.value() == value(region, offset, size));
        return right ? Breach.NONE : Breach.QWORD_DIFFERS;
    }

    private long value(Region region, int offset, int size) {
        long value = 0;
        for (int i = size / 4 - 1; i >= 0; i--) {
            int dword = region == Region.TABLE ? dwords[offset / 4 + i] : owed(8 * (offset + 4 * i));
            value = value << Integer.SIZE | dword & 0xffff_ffffL;
        }
        return value;
    }

    private int owed(int first) {
        int bits = 0;
        for (int i = 0; i < Integer.SIZE && first + i < vectors; i++) {
            bits |= owed[first + i] ? 1 << i : 0;
        }
        return bits;
    }

    private boolean isTable(State state) {
        for (int i = 0; i < dwords.length; i++) {
            if (state.vectors().get(i / 4).dword(i % 4) != dwords[i]) {
                return false;
            }
        }
        return true;
    }

    private Breach afterReset(State state) {
        boolean clean = !state.enable() && !state.functionMask() && !state.decode() && isTable(state);
        for (State.Vector entry : state.vectors()) {
            clean &= !entry.pending();
        }
        return clean ? Breach.NONE : Breach.RESET_LEAVES;
    }
}
