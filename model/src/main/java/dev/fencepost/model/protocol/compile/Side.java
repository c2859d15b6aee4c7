package dev.fencepost.model.protocol.compile;

import dev.fencepost.model.c.Expr;
import dev.fencepost.model.c.SourceException;
import dev.fencepost.model.c.Stmt;
import dev.fencepost.model.platform.Role;
import dev.fencepost.model.spec.Rule;
import java.util.List;

/** A side being run: what its statements, expressions and accesses need of each other. */
interface Side {
    ProtocolText text();

    SharedMemory memory();

    Constants constants();

    Registers registers();

    /** Notes that {@code bad} must not hold here. */
    void forbid(Path path, Value bad, int at, Rule rule, String finding);

    /** Who runs. */
    Role role();

    /** The value of an expression, handed on for each way to it. */
    List<End> evaluate(Expr expression, Scope scope, Path path, Then then) throws SourceException;

    /** Runs a statement; answers all its ends. */
    List<End> run(Stmt statement, Scope scope, Path path) throws SourceException;

    /** Calls a function or a primitive. */
    List<End> call(Expr.Call call, Scope scope, Path path, Then then) throws SourceException;
}
