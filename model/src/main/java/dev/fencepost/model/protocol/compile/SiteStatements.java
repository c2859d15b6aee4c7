package dev.fencepost.model.protocol.compile;

import dev.fencepost.model.c.Expr;
import dev.fencepost.model.c.SourceException;
import dev.fencepost.model.c.Stmt;
import dev.fencepost.model.platform.Primitive;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Statements with a label: barrier sites. */
public final class SiteStatements {
    private final Side side;
    private final Calls calls;

    SiteStatements(Side side, Calls calls) {
        this.side = side;
        this.calls = calls;
    }

    List<End> run(Stmt.Labelled labelled, Scope scope, Path path) throws SourceException {
        Optional<Primitive> fence = fence(labelled.statement());
        FileSite site = side.text().site(labelled.label());
        site.passedBy(side.role());
        if (fence.isPresent()) {
            path.pass(site);
            return List.of(End.next(path));
        }
        calls.arm(site);
        List<End> ends = side.run(labelled.statement(), scope, path);
        if (calls.disarm()) {
            throw side.text()
                    .error(
                            labelled.at(),
                            "site " + labelled.label() + " is not on this way: expected an access with an annotation");
        }
        return ends;
    }

    /** What stands between accesses: a fence, or nothing; empty if the statement is no such thing. */
    public static Optional<Primitive> fence(Stmt statement) {
        if (statement instanceof Stmt.Empty) {
            return Optional.of(Primitive.NONE);
        }
        if (statement instanceof Stmt.Evaluate evaluate && evaluate.expression() instanceof Expr.Call call) {
            return spelled(call).filter(primitive -> primitive.form() == Primitive.Form.FENCE);
        }
        return Optional.empty();
    }

    /** The primitive that a call spells: by its name, or with a word such as a memory order. */
    static Optional<Primitive> spelled(Expr.Call call) {
        String words =
                Accesses.words(call).stream().filter(word -> !word.isEmpty()).collect(Collectors.joining(","));
        return Primitive.of(call.name()).or(() -> Primitive.of(call.name() + "(" + words + ")"));
    }
}
