package dev.fencepost.model.protocol.compile;

import dev.fencepost.model.c.CType;
import dev.fencepost.model.memory.program.Expression;
import java.util.Objects;

/**
 * A private value: known where the program is made, or an expression over what the side loads.
 *
 * @param type an integer, a pointer to shared memory, or nothing
 * @param term its value
 */
record Value(CType type, Expression term) {
    static final Value NOTHING = new Value(new CType.Void(), Expression.constant(0));

    Value {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(term, "term");
    }

    static Value of(CType type, long value) {
        return new Value(type, Expression.constant(value));
    }

    static Value of(long value) {
        return of(CType.INT, value);
    }

    /** What a name stands for that has a number: an int where it fits. */
    static Value named(long value) {
        boolean fits = value == (int) value;
        return of(fits ? CType.INT : new CType.Int(value >>> 32 == 0 ? 32 : 64, value >>> 32 != 0), value);
    }

    static Value truth(boolean value) {
        return of(value ? 1 : 0);
    }

    boolean isKnown() {
        return term instanceof Expression.Constant;
    }

    /** The value of one that is known. */
    long known() {
        return ((Expression.Constant) term).value();
    }

    boolean isPointer() {
        return type instanceof CType.Pointer;
    }
}
