package dev.fencepost.model.protocol.compile;

import dev.fencepost.model.c.CType;
import dev.fencepost.model.c.Expr;
import dev.fencepost.model.c.SourceException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Puts numbers in the place of a scenario's counters. */
final class Substitution {
    private final Map<String, Long> known;
    private final Constants constants;

    Substitution(Map<String, Long> known, Constants constants) {
        this.known = known;
        this.constants = constants;
    }

    long value(Expr expression) throws SourceException {
        return constants.value(in(expression));
    }

    Expr in(Expr expression) {
        if (known.isEmpty()) {
            return expression;
        } else if (expression instanceof Expr.Name name) {
            Long value = known.get(name.name());
            return value == null ? name : new Expr.Number(name.at(), value, CType.INT);
        } else if (expression instanceof Expr.Unary unary) {
            return new Expr.Unary(unary.at(), unary.operator(), in(unary.operand()));
        } else if (expression instanceof Expr.Binary binary) {
            return new Expr.Binary(binary.at(), binary.operator(), in(binary.left()), in(binary.right()));
        } else if (expression instanceof Expr.Call call) {
            List<Expr> arguments = new ArrayList<>();
            call.arguments().forEach(argument -> arguments.add(in(argument)));
            return new Expr.Call(call.at(), call.name(), arguments);
        } else if (expression instanceof Expr.Index index) {
            return new Expr.Index(index.at(), in(index.array()), in(index.index()));
        } else if (expression instanceof Expr.Member member) {
            return new Expr.Member(member.at(), in(member.object()), member.name(), member.arrow());
        }
        return expression;
    }
}
