package dev.fencepost.model.c;

import java.util.List;
import java.util.Objects;

/** A type, as far as values and the layout of memory depend on it. */
public sealed interface CType {
    /** The type of C's {@code int}, which small operands are converted to. */
    Int INT = new Int(32, true);

    /**
     * An integer.
     *
     * @param bits its width: 1 for a truth value, 8, 16, 32 or 64
     * @param signed whether it has negative values
     */
    record Int(int bits, boolean signed) implements CType {
        /** The value that is kept of {@code value} when it is converted to this type. */
        public long convert(long value) {
            if (bits == 1) {
                return value != 0 ? 1 : 0;
            }
            if (bits == 64) {
                return value;
            }
            long kept = value & (1L << bits) - 1;
            return signed && kept >> (bits - 1) != 0 ? kept - (1L << bits) : kept;
        }

        /** What an operand of this type is converted to before anything is done with it (C11 6.3.1.1). */
        public Int promoted() {
            return bits < 32 ? INT : this;
        }

        /** What two operands are converted to (C11 6.3.1.8). */
        public static Int common(Int left, Int right) {
            Int a = left.promoted();
            Int b = right.promoted();
            if (a.bits != b.bits) {
                return a.bits > b.bits ? a : b;
            }
            return a.signed ? b : a;
        }
    }

    /** No value. */
    record Void() implements CType {}

    /** The address of something. */
    record Pointer(CType to) implements CType {}

    /** Elements, as many as an expression says that is evaluated where the program is made. */
    record Array(CType of, Expr size) implements CType {}

    /** Members, one after the other. */
    record Struct(String tag, List<Member> members) implements CType {
        /** Copies the list. */
        public Struct {
            Objects.requireNonNull(tag, "tag");
            members = List.copyOf(members);
        }
    }

    /** A member of a struct. */
    record Member(String name, CType type) {}
}
