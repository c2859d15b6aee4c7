package dev.fencepost.model.protocol.compile;

import dev.fencepost.model.c.CType;
import dev.fencepost.model.c.Expr;
import dev.fencepost.model.c.SourceException;
import dev.fencepost.model.c.Stmt;
import dev.fencepost.model.memory.program.Expression;
import dev.fencepost.model.memory.program.Instruction;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Parts the ways of a side on what it has loaded, and lets them meet again. */
final class Branches {
    private final Side side;

    Branches(Side side) {
        this.side = side;
    }

    /** What to do on one way. */
    interface Arm {
        List<End> go(Path path) throws SourceException;
    }

    /** Goes on by {@code condition}: on one way where it is known, else on both. */
    List<End> on(Value condition, Path path, Arm then, Arm otherwise) throws SourceException {
        if (condition.isKnown()) {
            return condition.known() != 0 ? then.go(path) : otherwise.go(path);
        }
        Block yes = new Block();
        Block no = new Block();
        path.block().add(new Item.Branch(condition.term(), yes, no));
        List<End> ends = new ArrayList<>(then.go(path.in(yes)));
        ends.addAll(otherwise.go(path.in(no)));
        return ends;
    }

    /** One end instead of several, if all ways through what began in {@code block} go on alike. */
    List<End> meet(Block block, List<End> ends) {
        if (ends.size() < 2) {
            return ends;
        }
        End first = ends.get(0);
        boolean alike = ends.stream()
                .allMatch(end -> end.kind() == first.kind() && end.value().equals(first.value()));
        if (!alike || first.is(End.Kind.STOPPED)) {
            return ends;
        }
        Path met = Path.meet(block, ends.stream().map(End::path).toList(), side.registers());
        return List.of(new End(met, first.kind(), first.value()));
    }

    List<End> choose(Expr.Conditional choice, Scope scope, Path path, Then use) throws SourceException {
        CType type = new StaticTypes(side.text()).common(choice, scope);
        // Each value before the ways meet: there is one type behind that, and the values have come from two.
        UnaryOperator<Value> converted = value -> type == null ? value : Arithmetic.convert(value, type);
        Then then = (at, value) -> use.with(at, converted.apply(value));
        Purity purity = new Purity(side.text(), scope);
        return side.evaluate(choice.condition(), scope, path, (at, condition) -> {
            if (!condition.isKnown() && purity.isPure(choice.then()) && purity.isPure(choice.otherwise())) {
                return select(choice, condition, converted, scope, at, use);
            }
            return on(
                    condition,
                    at,
                    yes -> side.evaluate(choice.then(), scope, yes, then),
                    no -> side.evaluate(choice.otherwise(), scope, no, then));
        });
    }

    /** A choice between values that cost no access: the ways meet at once. */
    private List<End> select(
            Expr.Conditional choice, Value condition, UnaryOperator<Value> converted, Scope scope, Path path, Then then)
            throws SourceException {
        String key = side.registers().fresh("?");
        Then keep = (at, value) -> {
            at.set(key, converted.apply(value));
            return List.of(End.next(at));
        };
        List<End> ends = meet(
                path.block(),
                on(
                        condition,
                        path,
                        yes -> side.evaluate(choice.then(), scope, yes, keep),
                        no -> side.evaluate(choice.otherwise(), scope, no, keep)));
        Path met = ends.get(0).path();
        return then.with(met, met.get(key));
    }

    /** {@code &&} and {@code ||}: the right side only where the left one leaves it open. */
    List<End> logic(Expr.Binary binary, boolean isAnd, Scope scope, Path path, Then then) throws SourceException {
        return side.evaluate(binary.left(), scope, path, (at, left) -> {
            if (left.isKnown() && left.known() != 0 != isAnd) {
                return then.with(at, Value.truth(!isAnd));
            }
            if (left.isKnown()) {
                return side.evaluate(binary.right(), scope, at, (same, right) -> then.with(same, truth(right)));
            }
            if (new Purity(side.text(), scope).isPure(binary.right())) {
                return side.evaluate(
                        binary.right(),
                        scope,
                        at,
                        (same, right) -> then.with(same, Arithmetic.binary(binary.operator(), left, right)));
            }
            Arm open = way -> side.evaluate(binary.right(), scope, way, (same, right) -> then.with(same, truth(right)));
            Arm decided = way -> then.with(way, Value.truth(!isAnd));
            return isAnd ? on(left, at, open, decided) : on(left, at, decided, open);
        });
    }

    private static Value truth(Value value) {
        return value.isKnown() ? Value.truth(value.known() != 0) : Arithmetic.not(Arithmetic.not(value));
    }

    /**
     * A loop that was cut: an execution that gets here leaves the verdict open. What it does next does not matter, so
     * it does not keep the other ways from meeting.
     */
    static List<End> cut(Path path) {
        path.add(new Instruction.Loop(List.of(), Expression.constant(1), List.of(), 0));
        return List.of();
    }

    /** Runs a statement where the ways that it parts meet again, if they can. */
    List<End> whole(Stmt statement, Scope scope, Path path) throws SourceException {
        return meet(path.block(), side.run(statement, scope, path));
    }
}
