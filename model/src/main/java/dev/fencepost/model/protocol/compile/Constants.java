package dev.fencepost.model.protocol.compile;

import dev.fencepost.model.c.Expr;
import dev.fencepost.model.c.Nearest;
import dev.fencepost.model.c.SourceException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Names with a number in one scenario: constants, features, parameters and the bound; and expressions over them. */
public final class Constants {
    private final ProtocolText text;
    private final Map<String, Long> values = new LinkedHashMap<>();

    Constants(ProtocolText text) {
        this.text = text;
        set("true", 1);
        set("false", 0);
        set("NULL", 0);
    }

    void set(String name, long value) {
        values.put(name, value);
    }

    /** The number, or null where the name has none. */
    Long find(String name) {
        return values.get(name);
    }

    /** The value of an expression that is known where the program is made. */
    public long value(Expr expression) throws SourceException {
        return evaluate(expression).known();
    }

    /** The same with its type. */
    Value evaluate(Expr expression) throws SourceException {
        if (expression instanceof Expr.Number number) {
            return Value.of(number.type(), number.value());
        } else if (expression instanceof Expr.Name name) {
            Long value = values.get(name.name());
            if (value == null) {
                throw text.error(
                        name.at(),
                        "'" + name.name()
                                + "' is not known before the sides run: expected a number, an enum constant, a"
                                + " feature, a parameter or the bound" + Nearest.hint(name.name(), values.keySet()));
            }
            return Value.named(value);
        } else if (expression instanceof Expr.Unary unary) {
            Value operand = evaluate(unary.operand());
            switch (unary.operator()) {
                case "-" -> {
                    return Arithmetic.negate(operand);
                }
                case "~" -> {
                    return Arithmetic.complement(operand);
                }
                case "!" -> {
                    return Arithmetic.not(operand);
                }
                default -> throw notConstant(expression);
            }
        } else if (expression instanceof Expr.Binary binary) {
            return binary(binary);
        } else if (expression instanceof Expr.Conditional choice) {
            return evaluate(evaluate(choice.condition()).known() != 0 ? choice.then() : choice.otherwise());
        } else if (expression instanceof Expr.Cast cast) {
            return Arithmetic.convert(evaluate(cast.operand()), cast.type());
        } else if (expression instanceof Expr.Call call) {
            return call(call);
        }
        throw notConstant(expression);
    }

    private Value binary(Expr.Binary binary) throws SourceException {
        Value left = evaluate(binary.left());
        Value right = evaluate(binary.right());
        Value result = Arithmetic.binary(binary.operator(), left, right);
        if (!result.isKnown()) {
            throw text.error(binary.at(), "division by zero");
        }
        return result;
    }

    private Value call(Expr.Call call) throws SourceException {
        List<Expr> arguments = call.arguments();
        boolean isLargest = call.name().equals("max");
        if ((isLargest || call.name().equals("min")) && arguments.size() == 2) {
            Value left = evaluate(arguments.get(0));
            Value right = evaluate(arguments.get(1));
            return left.known() > right.known() == isLargest ? left : right;
        }
        throw notConstant(call);
    }

    private SourceException notConstant(Expr expression) {
        return text.error(expression.at(), "expected a value that is known before the sides run");
    }
}
