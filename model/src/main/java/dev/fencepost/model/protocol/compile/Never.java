package dev.fencepost.model.protocol.compile;

import dev.fencepost.model.c.Expr;
import dev.fencepost.model.c.Nearest;
import dev.fencepost.model.c.SourceException;
import dev.fencepost.model.spec.Rule;
import java.util.List;

/**
 * The words of {@code never(condition, clause, "what went wrong")}.
 *
 * @param condition what must not be
 * @param rule the rule that forbids it
 * @param finding what went wrong, in one sentence
 */
public record Never(Expr condition, Rule rule, String finding) {
    public static Never of(Expr.Call call, ProtocolText text) throws SourceException {
        List<Expr> arguments = call.arguments();
        if (arguments.size() != 3
                || !(arguments.get(1) instanceof Expr.Name)
                || !(arguments.get(2) instanceof Expr.Text)) {
            throw text.error(call.at(), "expected never(condition, CLAUSE, \"what went wrong\")");
        }
        Expr.Name clause = (Expr.Name) arguments.get(1);
        Rule rule = text.rule(clause.name());
        if (rule == null) {
            throw text.error(
                    clause.at(),
                    "no clause '" + clause.name()
                            + "': expected one of Fencepost's own or one that clause(...) declares"
                            + Nearest.hint(clause.name(), text.ruleNames()));
        }
        return new Never(arguments.get(0), rule, ((Expr.Text) arguments.get(2)).value());
    }
}
