package dev.fencepost.model.protocol.compile;

import dev.fencepost.model.c.CType;
import dev.fencepost.model.c.Declaration;
import dev.fencepost.model.c.Expr;
import java.util.Set;

/**
 * The types of expressions that are not evaluated: the choice that {@code ?:} does not take has a say in the type of
 * the one that it takes (C11 6.5.15).
 */
final class StaticTypes {
    private static final CType.Int INT = CType.INT;

    private final ProtocolText text;

    StaticTypes(ProtocolText text) {
        this.text = text;
    }

    /** What both choices are converted to, where both are numbers; else null. */
    CType common(Expr.Conditional choice, Scope scope) {
        return of(choice.then(), scope) instanceof CType.Int one
                        && of(choice.otherwise(), scope) instanceof CType.Int other
                ? CType.Int.common(one, other)
                : null;
    }

    /** The type, or null where nothing is known of it. */
    CType of(Expr expression, Scope scope) {
        if (expression instanceof Expr.Number number) {
            return number.type();
        } else if (expression instanceof Expr.Cast cast) {
            return cast.type();
        } else if (expression instanceof Expr.Unary unary) {
            return unary(unary, scope);
        } else if (expression instanceof Expr.Binary binary) {
            return binary(binary, scope);
        } else if (expression instanceof Expr.Conditional choice) {
            return common(choice, scope);
        } else if (expression instanceof Expr.Assign assign) {
            return of(assign.target(), scope);
        } else if (expression instanceof Expr.Step step) {
            return of(step.target(), scope);
        } else if (expression instanceof Expr.Call call) {
            return call(call, scope);
        }
        return place(expression, scope);
    }

    private CType unary(Expr.Unary unary, Scope scope) {
        CType operand = of(unary.operand(), scope);
        return switch (unary.operator()) {
            case "!" -> INT;
            case "&" -> operand == null ? null : new CType.Pointer(operand);
            case "*" -> operand instanceof CType.Pointer pointer ? pointer.to() : null;
            default -> operand instanceof CType.Int number ? number.promoted() : operand;
        };
    }

    private CType binary(Expr.Binary binary, Scope scope) {
        if (Set.of("==", "!=", "<", "<=", ">", ">=", "&&", "||").contains(binary.operator())) {
            return INT;
        }
        CType left = of(binary.left(), scope);
        CType right = of(binary.right(), scope);
        if (!(left instanceof CType.Int one && right instanceof CType.Int other)) {
            return left instanceof CType.Pointer ? left : right;
        }
        return binary.operator().equals("<<") || binary.operator().equals(">>")
                ? one.promoted()
                : CType.Int.common(one, other);
    }

    private CType call(Expr.Call call, Scope scope) {
        Declaration.Function function = text.functions().get(call.name());
        if (function != null) {
            return function.result();
        }
        if (call.arguments().isEmpty()) {
            return null;
        }
        CType first = of(call.arguments().get(0), scope);
        return first instanceof CType.Pointer pointer ? pointer.to() : first;
    }

    private CType place(Expr expression, Scope scope) {
        if (expression instanceof Expr.Name name) {
            Scope.Variable variable = scope.find(name.name());
            if (variable != null) {
                return variable.type();
            }
            Declaration.Variable shared = text.shared().get(name.name());
            return shared == null ? INT : shared.type();
        } else if (expression instanceof Expr.Index index) {
            CType array = of(index.array(), scope);
            return array instanceof CType.Array of
                    ? of.of()
                    : array instanceof CType.Pointer pointer ? pointer.to() : null;
        } else if (expression instanceof Expr.Member member) {
            CType object = of(member.object(), scope);
            CType struct = object instanceof CType.Pointer pointer ? pointer.to() : object;
            return struct instanceof CType.Struct of
                    ? of.members().stream()
                            .filter(each -> each.name().equals(member.name()))
                            .map(CType.Member::type)
                            .findFirst()
                            .orElse(null)
                    : null;
        }
        return null;
    }
}
