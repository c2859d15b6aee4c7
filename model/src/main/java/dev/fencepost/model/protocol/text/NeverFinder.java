package dev.fencepost.model.protocol.text;

import dev.fencepost.model.c.Declaration;
import dev.fencepost.model.c.Expr;
import dev.fencepost.model.c.SourceException;
import dev.fencepost.model.c.Stmt;
import dev.fencepost.model.protocol.compile.Never;
import dev.fencepost.model.protocol.compile.ProtocolText;
import dev.fencepost.model.spec.Rule;
import java.util.ArrayList;
import java.util.List;

/** Finds what must not happen according to a file. */
final class NeverFinder {
    private NeverFinder() {}

    /** The rules of all {@code never} in the order of the file, each once. */
    static List<Rule> rules(List<Declaration> declarations, ProtocolText text) throws SourceException {
        List<Rule> rules = new ArrayList<>();
        for (Declaration declaration : declarations) {
            if (declaration instanceof Declaration.Function function) {
                collect(function.body(), text, rules);
            } else if (declaration instanceof Declaration.Directive directive && directive.body() != null) {
                collect(directive.body(), text, rules);
            }
        }
        return rules.stream().distinct().toList();
    }

    private static void collect(Stmt statement, ProtocolText text, List<Rule> rules) throws SourceException {
        if (statement instanceof Stmt.Block block) {
            for (Stmt inner : block.statements()) {
                collect(inner, text, rules);
            }
        } else if (statement instanceof Stmt.If branch) {
            collect(branch.then(), text, rules);
            collect(branch.otherwise(), text, rules);
        } else if (statement instanceof Stmt.Loop loop) {
            collect(loop.body(), text, rules);
        } else if (statement instanceof Stmt.Until until) {
            collect(until.body(), text, rules);
        } else if (statement instanceof Stmt.Labelled labelled) {
            collect(labelled.statement(), text, rules);
        } else if (statement instanceof Stmt.Evaluate evaluate
                && evaluate.expression() instanceof Expr.Call call
                && call.name().equals("never")) {
            rules.add(Never.of(call, text).rule());
        }
    }
}
