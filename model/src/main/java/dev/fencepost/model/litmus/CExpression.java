package dev.fencepost.model.litmus;

import dev.fencepost.model.memory.program.Operator;
import java.util.List;

/** An expression of a function body as it is written. {@code offset} is where it starts in the source. */
sealed interface CExpression {
    int offset();

    record Number(long value, int offset) implements CExpression {}

    /** A local variable, a parameter, or a name nobody declared; all are registers. */
    record Name(String name, int offset) implements CExpression {}

    record Binary(Operator operator, CExpression left, CExpression right, int offset) implements CExpression {}

    /** {@code (type) operand}, for types that change values. */
    record Cast(String type, CExpression operand, int offset) implements CExpression {}

    /**
     * The address of a field of the struct that {@code base} points to; {@code name} may be {@code f.g} or
     * {@code f[2]}.
     */
    record Field(CExpression base, String name, int offset) implements CExpression {}

    /** The address of an element of the array at {@code base}. */
    record Element(CExpression base, CExpression index, int offset) implements CExpression {}

    /** {@code *address}: a plain access. */
    record Dereference(CExpression address, int offset) implements CExpression {}

    /** A primitive. */
    record Call(String name, List<CExpression> arguments, int offset) implements CExpression {}
}
