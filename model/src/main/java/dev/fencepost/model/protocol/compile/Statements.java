package dev.fencepost.model.protocol.compile;

import dev.fencepost.model.c.CType;
import dev.fencepost.model.c.Expr;
import dev.fencepost.model.c.SourceException;
import dev.fencepost.model.c.Stmt;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Runs statements. Loops whose end is known are run to it; others for so many rounds. */
final class Statements {
    /** Rounds of a loop whose condition is known; one that is longer never ends. */
    private static final int LONGEST = 10_000;

    private final Side side;
    private final ProtocolText text;
    private final Branches branches;
    private final SiteStatements sites;
    private final long mostRounds;

    Statements(Side side, Branches branches, SiteStatements sites) {
        this.side = side;
        this.text = side.text();
        this.branches = branches;
        this.sites = sites;
        this.mostRounds = side.constants().find(ProtocolText.ROUNDS);
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
            return loop(loop, scope, new Round(path, 0, 0));
        } else if (statement instanceof Stmt.Until until) {
            return body(until.body(), scope, path, at -> loop(asLoop(until), scope, new Round(at, 1, 1)));
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
            at.set(
                    scope.declare(declare.name(), type, declare.at(), side.registers()),
                    Arithmetic.convert(value, type));
            return List.of(End.next(at));
        });
    }

    private static Stmt.Loop asLoop(Stmt.Until until) {
        Stmt nothing = new Stmt.Empty(until.at());
        return new Stmt.Loop(until.at(), nothing, until.condition(), nothing, until.body());
    }

    /** A way that is about to test a loop; {@code open} counts the rounds that nothing known bounds. */
    private record Round(Path path, int number, int open) {}

    /** Round by round, and not each inside the one before: a loop can have many. */
    private List<End> loop(Stmt.Loop loop, Scope scope, Round first) throws SourceException {
        Deque<Round> rounds = new ArrayDeque<>(List.of(first));
        List<End> ends = new ArrayList<>();
        while (!rounds.isEmpty()) {
            Round round = rounds.removeFirst();
            if (round.number > LONGEST) {
                throw text.error(loop.at(), "this loop does not end within " + LONGEST + " rounds");
            }
            Then tested = (at, value) -> List.of(new End(at, End.Kind.NEXT, value));
            for (End test : side.evaluate(loop.condition(), scope, round.path, tested)) {
                if (test.is(End.Kind.NEXT)) {
                    round(loop, scope, round, test, rounds, ends);
                } else {
                    ends.add(test);
                }
            }
            text.limit(ends.size() + rounds.size(), loop.at());
        }
        return ends;
    }

    private void round(Stmt.Loop loop, Scope scope, Round round, End test, Deque<Round> rounds, List<End> ends)
            throws SourceException {
        // Where the test has parted the ways, what is known on this one was decided by a load.
        boolean counts =
                !test.value().isKnown() || test.path().block() != round.path.block() || isEndless(loop.condition());
        ends.addAll(branches.on(
                test.value(),
                test.path(),
                in -> {
                    if (counts && round.open >= mostRounds) {
                        return Branches.cut(in);
                    }
                    return body(loop.body(), scope, in, at -> {
                        List<End> left = new ArrayList<>();
                        for (End end : branches.whole(loop.next(), scope, at)) {
                            if (end.is(End.Kind.NEXT)) {
                                rounds.add(new Round(end.path(), round.number + 1, round.open + (counts ? 1 : 0)));
                            } else {
                                left.add(end);
                            }
                        }
                        return left;
                    });
                },
                out -> List.of(End.next(out))));
    }

    private static boolean isEndless(Expr condition) {
        return condition instanceof Expr.Number
                || condition instanceof Expr.Name name && name.name().equals("true");
    }

    /** Runs a body, and {@code next} on every way that stays in the loop. */
    private List<End> body(Stmt body, Scope scope, Path path, Branches.Arm next) throws SourceException {
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
