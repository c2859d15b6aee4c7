package dev.fencepost.model.litmus;

import dev.fencepost.model.memory.Operator;
import java.util.List;

/** An expression of a function body as it is written. {@code offset} is where it starts in the source. */
sealed interface CExpression {
    int offset();

    record Number(long value, int offset) implements CExpression {}

    /** A local variable, a parameter, or a name nobody declared; all are registers. */
    record Name(String name, int offset) implements CExpression {}

    record Binary(Operator operator, CExpression left, CExpression right, int offset) implements CExpression {}

    /** {@code *address}: a plain access. */
    record Dereference(CExpression address, int offset) implements CExpression {}

    /** A primitive. */
    record Call(String name, List<CExpression> arguments, int offset) implements CExpression {}
}
