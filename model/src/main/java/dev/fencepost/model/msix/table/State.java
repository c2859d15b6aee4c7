package dev.fencepost.model.msix.table;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A state of {@link MsixModel}.
 *
 * @param vectors the table, with what belongs to each entry
 * @param enable MSI-X Enable of Message Control
 * @param functionMask Function Mask of Message Control
 * @param decode Memory Space Enable of the Command register
 */
public record State(List<Vector> vectors, boolean enable, boolean functionMask, boolean decode) {
    /** Mask bit of vector control. */
    public static final int MASK = 1;

    /** Copies the list. */
    public State {
        vectors = List.copyOf(vectors);
    }

    /**
     * A vector.
     *
     * @param addressLow message address, low half
     * @param addressHigh message address, high half
     * @param data message data
     * @param control vector control as software wrote it, reserved bits included
     * @param pending its bit in the PBA
     * @param uses how many in the device use it; events of a vector that nobody uses are dropped
     */
    public record Vector(int addressLow, int addressHigh, int data, int control, boolean pending, int uses) {
        /** Its own mask bit. */
        public boolean masked() {
            return (control & MASK) != 0;
        }

        /** The double word at {@code index} of its entry: 0 address low, 1 address high, 2 data, 3 control. */
        int dword(int index) {
            return switch (index) {
                case 0 -> addressLow;
                case 1 -> addressHigh;
                case 2 -> data;
                default -> control;
            };
        }

        Vector withDword(int index, int value) {
            return new Vector(
                    index == 0 ? value : addressLow,
                    index == 1 ? value : addressHigh,
                    index == 2 ? value : data,
                    index == 3 ? value : control,
                    pending,
                    uses);
        }

        Vector withPending(boolean now) {
            return new Vector(addressLow, addressHigh, data, control, now, uses);
        }

        Vector withUses(int now) {
            return new Vector(addressLow, addressHigh, data, control, pending && now > 0, now);
        }
    }

    /** Mask of the vector, of the function, or MSI-X not enabled: whatever stops its message (M1). */
    public boolean masked(int vector) {
        return vectors.get(vector).masked() || functionMask || !enable;
    }

    /** What a message of this vector would say now. */
    public Message message(int vector) {
        Vector entry = vectors.get(vector);
        long address = (long) entry.addressHigh() << Integer.SIZE | entry.addressLow() & 0xffff_ffffL;
        return new Message(vector, address, entry.data());
    }

    State with(int vector, Vector changed) {
        List<Vector> entries = new ArrayList<>(vectors);
        entries.set(vector, changed);
        return new State(entries, enable, functionMask, decode);
    }

    /** After power on: every vector masked, MSI-X off, memory decode off, no vector in use. */
    static State initial(int vectors) {
        return new State(Collections.nCopies(vectors, new Vector(0, 0, 0, MASK, false, 0)), false, false, false);
    }
}
