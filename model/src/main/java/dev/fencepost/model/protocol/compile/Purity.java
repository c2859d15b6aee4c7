package dev.fencepost.model.protocol.compile;

import dev.fencepost.model.c.CType;
import dev.fencepost.model.c.Expr;

/** Whether an expression can be evaluated where C might not: whether it touches no memory and changes nothing. */
final class Purity {
    private final ProtocolText text;
    private final StaticTypes types;
    private final Scope scope;

    Purity(ProtocolText text, Scope scope) {
        this.text = text;
        this.types = new StaticTypes(text);
        this.scope = scope;
    }

    boolean isPure(Expr expression) {
        if (expression instanceof Expr.Number || expression instanceof Expr.Text) {
            return true;
        } else if (expression instanceof Expr.Call call) {
            return Calls.isTransparent(call.name()) && call.arguments().stream().allMatch(this::isPure);
        } else if (expression instanceof Expr.Binary binary) {
            return isPure(binary.left()) && isPure(binary.right());
        } else if (expression instanceof Expr.Cast cast) {
            return isPure(cast.operand());
        } else if (expression instanceof Expr.Unary unary && !unary.operator().equals("*")) {
            return unary.operator().equals("&") ? isPurePlace(unary.operand()) : isPure(unary.operand());
        } else if (expression instanceof Expr.Assign
                || expression instanceof Expr.Step
                || expression instanceof Expr.Conditional) {
            return false;
        }
        // The value of an array is its address.
        boolean loads = isShared(expression) && !(types.of(expression, scope) instanceof CType.Array);
        return !loads && isPurePlace(expression);
    }

    /** Whether finding the place that it names is pure. */
    private boolean isPurePlace(Expr place) {
        if (place instanceof Expr.Index index) {
            boolean isPointer = !(types.of(index.array(), scope) instanceof CType.Array);
            return (isPointer ? isPure(index.array()) : isPurePlace(index.array())) && isPure(index.index());
        } else if (place instanceof Expr.Member member) {
            return member.arrow() ? isPure(member.object()) : isPurePlace(member.object());
        } else if (place instanceof Expr.Unary unary) {
            return isPure(unary.operand());
        }
        return place instanceof Expr.Name;
    }

    private boolean isShared(Expr place) {
        if (place instanceof Expr.Name name) {
            return scope.find(name.name()) == null && text.shared().containsKey(name.name());
        } else if (place instanceof Expr.Index index) {
            return types.of(index.array(), scope) instanceof CType.Pointer || isShared(index.array());
        } else if (place instanceof Expr.Member member) {
            return member.arrow() || isShared(member.object());
        }
        return true;
    }
}
