package dev.fencepost.model.protocol.text;

import dev.fencepost.model.c.CType;
import dev.fencepost.model.c.Expr;
import dev.fencepost.model.c.SourceException;
import dev.fencepost.model.c.Stmt;
import java.util.ArrayList;
import java.util.List;

/** Runs statements. Loops whose end is known are run to it; others for so many rounds. */
final class Statements {
    /** Rounds of a loop whose condition is known; one that is longer never ends. */
    private static final int LONGEST = 10_000;

    private final Side side;
    private final ProtocolText text;
    private final Branches branches;
    private final SiteStatements sites;
    private final long rounds;

    Statements(Side side, Branches branches, SiteStatements sites) {
        this.side = side;
        this.text = side.text();
        this.branches = branches;
        this.sites = sites;
        this.rounds = side.constants().find(ProtocolText.ROUNDS);
    }

    List<End> run(Stmt statement, Scope scope, Path path) throws SourceException {
        text.step(statement.at());
        if (statement instanceof Stmt.Empty) {
            return List.of(End.next(path));
        } else if (statement instanceof Stmt.Evaluate evaluate) {
            return side.evaluate(evaluate.expression(), scope, path, (at, value) -> List.of(End.next(at)));
        } else if (statement instanceof Stmt.Declare declare) {
            return declare(declare, scope, path);
        } else if (statement instanceof Stmt.Group group) {
            return all(group.statements(), scope, path);
        } else if (statement instanceof Stmt.Block block) {
            return all(block.statements(), new Scope(scope), path);
        } else if (statement instanceof Stmt.If branch) {
            return side.evaluate(
                    branch.condition(),
                    scope,
                    path,
                    (at, condition) -> branches.on(
                            condition,
                            at,
                            yes -> branches.whole(branch.then(), scope, yes),
                            no -> branches.whole(branch.otherwise(), scope, no)));
        } else if (statement instanceof Stmt.Loop loop) {
            return round(loop, scope, path, 0, 0);
        } else if (statement instanceof Stmt.Until until) {
            return afterBody(until.body(), scope, path, at -> round(asLoop(until), scope, at, 1, 1));
        } else if (statement instanceof Stmt.Return leave) {
            return leave.value() == null
                    ? List.of(End.of(path, End.Kind.RETURN))
                    : side.evaluate(
                            leave.value(), scope, path, (at, value) -> List.of(new End(at, End.Kind.RETURN, value)));
        } else if (statement instanceof Stmt.Labelled labelled) {
            return sites.run(labelled, scope, path);
        }
        return List.of(End.of(path, statement instanceof Stmt.Break ? End.Kind.BREAK : End.Kind.CONTINUE));
    }

    private List<End> all(List<Stmt> statements, Scope scope, Path start) throws SourceException {
        List<End> open = List.of(End.next(start));
        List<End> ends = new ArrayList<>();
        for (Stmt statement : statements) {
            List<End> next = new ArrayList<>();
            for (End end : open) {
                next.addAll(branches.whole(statement, scope, end.path()));
            }
            next.stream().filter(end -> !end.is(End.Kind.NEXT)).forEach(ends::add);
            open = next.stream().filter(end -> end.is(End.Kind.NEXT)).toList();
            side.text().limit(open.size(), statement.at());
        }
        ends.addAll(open);
        return ends;
    }

    private List<End> declare(Stmt.Declare declare, Scope scope, Path path) throws SourceException {
        CType type = declare.type();
        if (declare.initial() == null || declare.initial() instanceof Expr.Values) {
            String key = scope.declare(declare.name(), type, declare.at(), side.registers());
            new InitialValues(side).set(path, key, type, declare.initial(), declare.at());
            return List.of(End.next(path));
        }
        if (!(type instanceof CType.Int || type instanceof CType.Pointer)) {
            throw text.error(declare.at(), "a struct or an array starts with values in braces, or with zeros");
        }
        return side.evaluate(declare.initial(), scope, path, (at, value) -> {
            at.set(scope.declare(declare.name(), type, declare.at(), side.registers()), Arithmetic.convert(value, type));
            return List.of(End.next(at));
        });
    }

    private static Stmt.Loop asLoop(Stmt.Until until) {
        Stmt nothing = new Stmt.Empty(until.at());
        return new Stmt.Loop(until.at(), nothing, until.condition(), nothing, until.body());
    }

    /** From the test of a loop on; {@code open} counts the rounds that nothing known bounds. */
    private List<End> round(Stmt.Loop loop, Scope scope, Path path, int number, int open) throws SourceException {
        if (number > LONGEST) {
            throw text.error(loop.at(), "this loop does not end within " + LONGEST + " rounds");
        }
        return side.evaluate(loop.condition(), scope, path, (at, condition) -> {
            // Where the test has parted the ways, what is known on this one was decided by a load.
            boolean counts = !condition.isKnown() || at.block() != path.block()
                    || loop.condition() instanceof Expr.Number
                    || loop.condition() instanceof Expr.Name name && name.name().equals("true");
            return branches.on(
                    condition,
                    at,
                    in -> counts && open >= rounds
                            ? Branches.cut(in)
                            : body(loop, scope, in, number + 1, counts ? open + 1 : open),
                    out -> List.of(End.next(out)));
        });
    }

    private List<End> body(Stmt.Loop loop, Scope scope, Path path, int number, int open) throws SourceException {
        return afterBody(loop.body(), scope, path, at -> {
            List<End> ends = new ArrayList<>();
            for (End end : branches.whole(loop.next(), scope, at)) {
                ends.addAll(round(loop, scope, end.path(), number, open));
            }
            return ends;
        });
    }

    /** Runs a body, and {@code next} on every way that stays in the loop. */
    private List<End> afterBody(Stmt body, Scope scope, Path path, Branches.Arm next) throws SourceException {
        List<End> around = new ArrayList<>();
        List<End> ends = new ArrayList<>();
        for (End end : side.run(body, scope, path)) {
            switch (end.kind()) {
                case NEXT, CONTINUE -> around.add(End.next(end.path()));
                case BREAK -> ends.add(End.next(end.path()));
                default -> ends.add(end);
            }
        }
        // Ways that stay in the loop can meet only if no other way has left it.
        for (End end : ends.isEmpty() ? branches.meet(path.block(), around) : around) {
            ends.addAll(next.go(end.path()));
        }
        side.text().limit(ends.size(), body.at());
        return ends;
    }
}
