package dev.fencepost.model.protocol.compile;

import dev.fencepost.model.c.CType;
import dev.fencepost.model.c.Expr;
import dev.fencepost.model.c.SourceException;
import dev.fencepost.model.memory.program.Expression;
import java.util.List;

/** Evaluates expressions on the way that a side takes. Operands are evaluated from left to right. */
final class Expressions {
    private final Side side;
    private final ProtocolText text;
    private final Places places;
    private final Branches branches;
    private final PlainAccesses plain;

    Expressions(Side side, Places places, Branches branches) {
        this.side = side;
        this.text = side.text();
        this.places = places;
        this.branches = branches;
        this.plain = new PlainAccesses(side, places);
    }

    List<End> evaluate(Expr expression, Scope scope, Path path, Then then) throws SourceException {
        if (expression instanceof Expr.Number number) {
            return then.with(path, Value.of(number.type(), number.value()));
        } else if (expression instanceof Expr.Name name) {
            return name(name, scope, path, then);
        } else if (expression instanceof Expr.Unary unary) {
            return unary(unary, scope, path, then);
        } else if (expression instanceof Expr.Binary binary) {
            return binary(binary, scope, path, then);
        } else if (expression instanceof Expr.Conditional choice) {
            return branches.choose(choice, scope, path, then);
        } else if (expression instanceof Expr.Assign assign) {
            return assign(assign, scope, path, then);
        } else if (expression instanceof Expr.Step step) {
            return step(step, scope, path, then);
        } else if (expression instanceof Expr.Call call) {
            return side.call(call, scope, path, then);
        } else if (expression instanceof Expr.Cast cast) {
            return side.evaluate(
                    cast.operand(), scope, path, (at, value) -> then.with(at, Arithmetic.convert(value, cast.type())));
        } else if (expression instanceof Expr.Text string) {
            throw text.error(string.at(), "text has no value here");
        } else if (expression instanceof Expr.Values values) {
            throw text.error(values.at(), "values in braces stand in declarations only");
        }
        return places.find(expression, scope, path, (at, place) -> load(place, expression.at(), at, then));
    }

    private List<End> name(Expr.Name name, Scope scope, Path path, Then then) throws SourceException {
        if (scope.find(name.name()) == null) {
            Long constant = side.constants().find(name.name());
            if (constant != null) {
                return then.with(path, Value.named(constant));
            }
        }
        return places.find(name, scope, path, (at, place) -> load(place, name.at(), at, then));
    }

    /** The value at a place: of a private variable; an array is a pointer to its first element. */
    private List<End> load(Place place, int at, Path path, Then then) throws SourceException {
        if (place instanceof Place.Shared shared) {
            return plain.load(shared, at, path, then);
        }
        Value value = path.get(((Place.Private) place).key());
        if (value == null) {
            throw text.error(at, "expected a single value, not a whole struct or array");
        }
        return then.with(path, value);
    }

    private List<End> unary(Expr.Unary unary, Scope scope, Path path, Then then) throws SourceException {
        if (unary.operator().equals("&")) {
            return places.find(unary.operand(), scope, path, (at, place) -> {
                if (place instanceof Place.Shared shared) {
                    return then.with(at, new Value(new CType.Pointer(shared.type()), shared.address()));
                }
                throw text.error(unary.at(), "the address of a private variable has no meaning here");
            });
        }
        if (unary.operator().equals("*")) {
            return places.find(unary, scope, path, (at, place) -> load(place, unary.at(), at, then));
        }
        return side.evaluate(
                unary.operand(),
                scope,
                path,
                (at, value) -> then.with(
                        at,
                        switch (unary.operator()) {
                            case "-" -> Arithmetic.negate(value);
                            case "~" -> Arithmetic.complement(value);
                            default -> Arithmetic.not(value);
                        }));
    }

    private List<End> binary(Expr.Binary binary, Scope scope, Path path, Then then) throws SourceException {
        boolean isAnd = binary.operator().equals("&&");
        if (isAnd || binary.operator().equals("||")) {
            return branches.logic(binary, isAnd, scope, path, then);
        }
        Path.Mark start = path.mark();
        return side.evaluate(binary.left(), scope, path, (one, left) -> {
            Path.Mark between = one.mark();
            return side.evaluate(binary.right(), scope, one, (two, right) -> {
                two.expectSequenced(start, between, text, binary.at());
                boolean divides =
                        binary.operator().equals("/") || binary.operator().equals("%");
                if (divides && right.isKnown() && right.known() == 0) {
                    throw text.error(binary.at(), "division by zero");
                }
                expectShift(binary, left, right);
                return then.with(two, pointed(binary.operator(), left, right, binary.at()));
            });
        });
    }

    /** C says nothing of what a shift by so many digits yields. */
    private void expectShift(Expr.Binary binary, Value left, Value right) throws SourceException {
        boolean isShift = binary.operator().equals("<<") || binary.operator().equals(">>");
        int bits = left.type() instanceof CType.Int type ? type.promoted().bits() : 64;
        if (isShift && right.isKnown() && (right.known() < 0 || right.known() >= bits)) {
            throw text.error(
                    binary.at(), "shift of " + bits + " bits by " + right.known() + ": expected 0 to " + (bits - 1));
        }
    }

    /** Arithmetic, in steps of what a pointer points to. */
    private Value pointed(String operator, Value left, Value right, int at) throws SourceException {
        boolean moves = operator.equals("+") || operator.equals("-");
        if (moves && left.type() instanceof CType.Pointer pointer && !right.isPointer()) {
            int stride = side.memory().locations(pointer.to(), at);
            return Arithmetic.binary(operator, left, Arithmetic.binary("*", right, Value.of(stride)));
        }
        return Arithmetic.binary(operator, left, right);
    }

    private List<End> assign(Expr.Assign assign, Scope scope, Path path, Then then) throws SourceException {
        Path.Mark start = path.mark();
        return places.find(assign.target(), scope, path, (found, place) -> {
            expectSingle(place, assign.at());
            Path.Mark between = found.mark();
            if (assign.operator().isEmpty()) {
                return side.evaluate(assign.value(), scope, found, (at, value) -> {
                    at.expectSequenced(start, between, text, assign.at());
                    return store(place, value, assign.at(), at, then);
                });
            }
            return load(place, assign.at(), found, (loaded, before) -> {
                Path.Mark read = loaded.mark();
                return side.evaluate(assign.value(), scope, loaded, (at, value) -> {
                    at.expectSequenced(start, read, text, assign.at());
                    return store(place, pointed(assign.operator(), before, value, assign.at()), assign.at(), at, then);
                });
            });
        });
    }

    private void expectSingle(Place place, int at) throws SourceException {
        if (!(place.type() instanceof CType.Int || place.type() instanceof CType.Pointer)) {
            throw text.error(at, "a whole struct or array cannot be assigned here: assign its members");
        }
    }

    private List<End> store(Place place, Value value, int at, Path path, Then then) throws SourceException {
        if (place instanceof Place.Shared shared) {
            return plain.store(shared, value, at, path, then);
        }
        Place.Private variable = (Place.Private) place;
        Value stored = Arithmetic.convert(value, variable.type());
        path.set(variable.key(), stored);
        return then.with(path, stored);
    }

    private List<End> step(Expr.Step step, Scope scope, Path path, Then then) throws SourceException {
        return places.find(step.target(), scope, path, (found, place) -> {
            expectSingle(place, step.at());
            return load(place, step.at(), found, (at, before) -> {
                Value after = pointed("+", before, Value.of(step.by()), step.at());
                Then result = (same, stored) -> then.with(same, step.before() ? stored : before);
                return store(place, after, step.at(), at, result);
            });
        });
    }

    /** A register that holds the value of an access. */
    static Value register(CType type, String name) {
        return new Value(type, Expression.register(name));
    }
}
