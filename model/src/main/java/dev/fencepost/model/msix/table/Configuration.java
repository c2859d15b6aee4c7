package dev.fencepost.model.msix.table;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The MSI-X capability as configuration space shows it: bytes, of which software changes two bits (M11). Whatever the
 * width of a write, the bytes that it covers are written, and Enable and Function Mask take effect in one step: they
 * lie in one byte. A write that does not cover that byte does nothing, nor does one of the values that are there.
 *
 * <p>Configuration accesses are of 1, 2 or 4 bytes inside a double word, as byte enables can say it; others are
 * refused, a read of them gives what {@link BadRead} says. Memory decode has no part in it.
 */
public final class Configuration {
    private static final int CONTROL_HIGH = 3;
    private static final int ENABLE = 0x80;
    private static final int FUNCTION_MASK = 0x40;

    private final MsixModel model;
    private final Placement placement;
    private final int next;

    /**
     * Of a function.
     *
     * @param next what follows in the list of capabilities: its offset in configuration space, or 0; 0 to 255
     * @throws IllegalArgumentException if the model has another number of vectors than the placement
     */
    public Configuration(MsixModel model, Placement placement, int next) {
        this.model = Objects.requireNonNull(model, "model");
        this.placement = Objects.requireNonNull(placement, "placement");
        if (placement.vectors() != model.setup().vectors()) {
            throw new IllegalArgumentException(
                    placement.vectors() + " vectors announced, " + model.setup().vectors() + " there");
        }
        if (next < 0 || next > 0xff) {
            throw new IllegalArgumentException("next pointer " + next + ", expected 0 to 255");
        }
        this.next = next;
    }

    /** Reads {@code size} bytes at {@code offset} of the capability. */
    public Outcome read(State state, int offset, int size) {
        BadAccess bad = bad(offset, size);
        if (bad != null) {
            long value = size < 1 ? 0 : model.setup().badRead().value(Math.min(size, Long.BYTES));
            return new Outcome(state, value, Optional.of(bad), List.of());
        }
        long value = 0;
        for (int i = 0; i < size; i++) {
            value |= (long) placement.encoded(offset + i, next, state.enable(), state.functionMask()) << 8 * i;
        }
        return new Outcome(state, value, Optional.empty(), List.of());
    }

    /** Writes the low {@code size} bytes of {@code value} at {@code offset} of the capability. */
    public Outcome write(State state, int offset, int size, long value) {
        BadAccess bad = bad(offset, size);
        if (bad != null) {
            return new Outcome(state, 0, Optional.of(bad), List.of());
        }
        if (offset > CONTROL_HIGH || offset + size <= CONTROL_HIGH) {
            return new Outcome(state, 0, Optional.empty(), List.of());
        }
        long written = value >> 8 * (CONTROL_HIGH - offset);
        return model.apply(state, new Action.Control((written & ENABLE) != 0, (written & FUNCTION_MASK) != 0));
    }

    private static BadAccess bad(int offset, int size) {
        if (size != 1 && size != 2 && size != 4) {
            return BadAccess.SIZE;
        } else if (Math.floorMod(offset, Integer.BYTES) + size > Integer.BYTES) {
            return BadAccess.ALIGNMENT;
        }
        return offset < 0 || offset >= Placement.BYTES ? BadAccess.RANGE : null;
    }
}
