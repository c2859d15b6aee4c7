package dev.fencepost.model.msix;

import dev.fencepost.model.msix.MsixModelAction.Control;
import dev.fencepost.model.msix.MsixModelAction.Decode;
import dev.fencepost.model.msix.MsixModelAction.Event;
import dev.fencepost.model.msix.MsixModelAction.Read;
import dev.fencepost.model.msix.MsixModelAction.Release;
import dev.fencepost.model.msix.MsixModelAction.Reset;
import dev.fencepost.model.msix.MsixModelAction.Use;
import dev.fencepost.model.msix.MsixModelAction.Write;
import java.util.Arrays;

/**
 * Somebody who sees the actions and what came of them, and keeps its own books: what software wrote, what masks what,
 * and which events are owed a message. It knows the rules as sentences about one action and the next, not how a state
 * moves; {@link MsixModel} and an implementation can both be wrong before it without it being wrong with them.
 */
public final class MsixModelWitness {
    private final int vectors;
    private final int[] dwords;
    private final int[] uses;
    private final boolean[] owed;
    private boolean enable;
    private boolean functionMask;
    private boolean decode;

    /** Sees a function from power on. */
    public MsixModelWitness(int vectors) {
        this.vectors = vectors;
        dwords = new int[4 * vectors];
        uses = new int[vectors];
        owed = new boolean[vectors];
        reset();
    }

    /** Takes the state as it is for granted: an event that is pending is owed. */
    static MsixModelWitness of(MsixModelState state) {
        MsixModelWitness witness = new MsixModelWitness(state.vectors().size());
        for (int vector = 0; vector < witness.vectors; vector++) {
            MsixModelState.Vector entry = state.vectors().get(vector);
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
            dwords[4 * vector + 3] = MsixModelState.MASK;
        }
        Arrays.fill(owed, false);
        enable = false;
        functionMask = false;
        decode = false;
    }

    private boolean masked(int vector) {
        return !enable || functionMask || (dwords[4 * vector + 3] & MsixModelState.MASK) != 0;
    }

    /** Sees an action and what came of it; says what is wrong with that. */
    public MsixModelBreach saw(MsixModelAction action, MsixModelOutcome outcome) {
        boolean[] due = new boolean[vectors];
        MsixModelBreach breach = MsixModelBreach.NONE;
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
        return breach == MsixModelBreach.NONE ? delivery(due, outcome) : breach;
    }

    private MsixModelBreach delivery(boolean[] due, MsixModelOutcome outcome) {
        for (MsixMessage message : outcome.messages()) {
            int vector = message.vector();
            if (masked(vector)) {
                return MsixModelBreach.SENT_WHILE_MASKED;
            } else if (!due[vector]) {
                return MsixModelBreach.SENT_WITHOUT_CAUSE;
            }
            due[vector] = false;
            long address = (long) dwords[4 * vector + 1] << Integer.SIZE | dwords[4 * vector] & 0xffff_ffffL;
            if (message.address() != address || message.data() != dwords[4 * vector + 2]) {
                return MsixModelBreach.WRONG_MESSAGE;
            }
        }
        for (int vector = 0; vector < vectors; vector++) {
            boolean pending = outcome.state().vectors().get(vector).pending();
            if (pending && !masked(vector)) {
                return MsixModelBreach.PENDING_UNMASKED;
            } else if (due[vector] || owed[vector] && !pending) {
                return MsixModelBreach.LOST;
            } else if (pending && !owed[vector]) {
                return MsixModelBreach.PENDING_WITHOUT_EVENT;
            }
        }
        return MsixModelBreach.NONE;
    }

    private MsixModelBreach access(MsixModelAction action, MsixModelOutcome outcome) {
        boolean write = action instanceof Write;
        MsixRegion region = write ? ((Write) action).region() : ((Read) action).region();
        int offset = write ? ((Write) action).offset() : ((Read) action).offset();
        int size = write ? ((Write) action).size() : ((Read) action).size();
        boolean sound = size == 4 && offset % 4 == 0 || size == 8 && offset % 8 == 0;
        sound &= offset >= 0 && offset + size <= region.bytes(vectors) && !(write && region == MsixRegion.PBA);
        if (write && decode && sound) {
            long value = ((Write) action).value();
            for (int i = 0; i < size / 4; i++) {
                dwords[offset / 4 + i] = (int) (value >>> 32 * i);
            }
        }
        if (!isTable(outcome.state())) {
            return !decode
                    ? MsixModelBreach.DECODE_IGNORED
                    : sound ? MsixModelBreach.QWORD_DIFFERS : MsixModelBreach.BAD_ACCESS_ACTS;
        } else if (!decode || !sound) {
            MsixModelBreach acts = decode ? MsixModelBreach.BAD_ACCESS_ACTS : MsixModelBreach.DECODE_IGNORED;
            return outcome.bad().isPresent() ? MsixModelBreach.NONE : acts;
        }
        boolean right = outcome.bad().isEmpty() && (write || outcome.value() == value(region, offset, size));
        return right ? MsixModelBreach.NONE : MsixModelBreach.QWORD_DIFFERS;
    }

    private long value(MsixRegion region, int offset, int size) {
        long value = 0;
        for (int i = size / 4 - 1; i >= 0; i--) {
            int dword = region == MsixRegion.TABLE ? dwords[offset / 4 + i] : owed(8 * (offset + 4 * i));
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

    private boolean isTable(MsixModelState state) {
        for (int i = 0; i < dwords.length; i++) {
            if (state.vectors().get(i / 4).dword(i % 4) != dwords[i]) {
                return false;
            }
        }
        return true;
    }

    private MsixModelBreach afterReset(MsixModelState state) {
        boolean clean = !state.enable() && !state.functionMask() && !state.decode() && isTable(state);
        for (MsixModelState.Vector entry : state.vectors()) {
            clean &= !entry.pending();
        }
        return clean ? MsixModelBreach.NONE : MsixModelBreach.RESET_LEAVES;
    }
}
