package dev.fencepost.model.litmus;

import java.util.List;

/** A statement of a function body as it is written. Declarations without initialiser leave no trace. */
sealed interface CStatement {
    /** {@code register = value;}. */
    record Assign(String register, CExpression value) implements CStatement {}

    /** {@code *address = value;}. */
    record Store(CExpression address, CExpression value) implements CStatement {}

    /** {@code expression;}. */
    record Evaluate(CExpression expression) implements CStatement {}

    record If(CExpression condition, List<CStatement> then, List<CStatement> otherwise) implements CStatement {}

    record While(CExpression condition, List<CStatement> body) implements CStatement {}
}
