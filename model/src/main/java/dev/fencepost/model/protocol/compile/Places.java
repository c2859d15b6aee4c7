package dev.fencepost.model.protocol.compile;

import dev.fencepost.model.c.CType;
import dev.fencepost.model.c.Declaration;
import dev.fencepost.model.c.Expr;
import dev.fencepost.model.c.Nearest;
import dev.fencepost.model.c.SourceException;
import dev.fencepost.model.memory.program.Address;
import dev.fencepost.model.memory.program.Expression;
import dev.fencepost.model.memory.program.Operator;
import java.util.ArrayList;
import java.util.List;

/** Finds what an expression names: a variable, an element, a member, what a pointer points to. */
final class Places {
    /** What is done with a place. */
    interface Use {
        List<End> of(Path path, Place place) throws SourceException;
    }

    private final Side side;
    private final ProtocolText text;
    private final SharedMemory memory;

    Places(Side side) {
        this.side = side;
        this.text = side.text();
        this.memory = side.memory();
    }

    List<End> find(Expr expression, Scope scope, Path path, Use use) throws SourceException {
        if (expression instanceof Expr.Name name) {
            return use.of(path, named(name, scope));
        } else if (expression instanceof Expr.Index index) {
            return element(index, scope, path, use);
        } else if (expression instanceof Expr.Member member) {
            return member(member, scope, path, use);
        } else if (expression instanceof Expr.Unary unary && unary.operator().equals("*")) {
            return side.evaluate(unary.operand(), scope, path, (at, value) -> use.of(at, target(value, unary.at())));
        } else if (expression instanceof Expr.Cast cast) {
            throw text.error(cast.at(), "expected a variable, not a cast: put the '*' before it");
        }
        throw text.error(expression.at(), "expected a variable, an element or a member");
    }

    /** What a pointer points to. */
    Place.Shared target(Value pointer, int at) throws SourceException {
        if (!(pointer.type() instanceof CType.Pointer type)) {
            throw text.error(at, "expected a pointer to shared memory");
        }
        return new Place.Shared(type.to(), pointer.term());
    }

    private Place named(Expr.Name name, Scope scope) throws SourceException {
        Scope.Variable variable = scope.find(name.name());
        if (variable != null) {
            return new Place.Private(variable.type(), variable.key());
        }
        Declaration.Variable shared = text.shared().get(name.name());
        if (shared != null) {
            return new Place.Shared(shared.type(), Expression.address(memory.base(shared)));
        }
        List<String> names = new ArrayList<>(text.shared().keySet());
        names.addAll(text.privateNames());
        throw text.error(
                name.at(), "'" + name.name() + "' is not declared for this side" + Nearest.hint(name.name(), names));
    }

    private List<End> element(Expr.Index index, Scope scope, Path path, Use use) throws SourceException {
        return find(
                index.array(),
                scope,
                path,
                (found, array) -> side.evaluate(
                        index.index(), scope, found, (at, number) -> within(array, number, index.at(), at, use)));
    }

    /**
     * An element whose index may be outside of its array: that must not happen, and if it does nothing can be said of
     * what follows.
     */
    private List<End> within(Place array, Value index, int at, Path path, Use use) throws SourceException {
        if (!(array.type() instanceof CType.Array type)) {
            return use.of(path, element(array, index, at, path));
        }
        long size = memory.size(type, at);
        if (index.isKnown() && index.known() >= 0 && index.known() < size) {
            return use.of(path, element(array, index, at, path));
        }
        if (index.isKnown() && path.isCertain()) {
            throw text.error(at, "index " + index.known() + " of an array that has 0 to " + (size - 1));
        }
        Value unsigned = Arithmetic.convert(index, new CType.Int(32, false));
        Value outside = Arithmetic.binary(">=", unsigned, Value.of(new CType.Int(32, false), size));
        String finding = "an index is outside of its array of " + size;
        side.forbid(path, outside, at, OwnRule.BOUNDS, finding);
        return index.isKnown()
                ? List.of(End.of(path, End.Kind.STOPPED))
                : use.of(path, element(array, index, at, path));
    }

    private Place element(Place array, Value index, int at, Path path) throws SourceException {
        if (array.type() instanceof CType.Pointer && array instanceof Place.Private variable) {
            Place.Shared first = target(path.get(variable.key()), at);
            return new Place.Shared(first.type(), moved(first.address(), index, memory.locations(first.type(), at)));
        }
        if (!(array.type() instanceof CType.Array type)) {
            throw text.error(at, "expected an array before '['");
        }
        if (array instanceof Place.Shared shared) {
            return new Place.Shared(type.of(), moved(shared.address(), index, memory.locations(type.of(), at)));
        }
        if (!index.isKnown()) {
            throw text.error(at, "the index of a private array must not depend on what the side loads");
        }
        return new Place.Private(type.of(), ((Place.Private) array).key() + "[" + index.known() + "]");
    }

    private static Expression moved(Expression address, Value index, int stride) {
        Expression distance = Arithmetic.folded(Operator.MULTIPLY, index.term(), Expression.constant(stride));
        if (stride == 1) {
            distance = index.term();
        }
        return Arithmetic.folded(Operator.ADD, address, distance);
    }

    private List<End> member(Expr.Member member, Scope scope, Path path, Use use) throws SourceException {
        if (member.arrow()) {
            return side.evaluate(
                    member.object(),
                    scope,
                    path,
                    (at, value) -> use.of(at, member(target(value, member.at()), member)));
        }
        return find(member.object(), scope, path, (at, place) -> use.of(at, member(place, member)));
    }

    private Place member(Place object, Expr.Member member) throws SourceException {
        if (!(object.type() instanceof CType.Struct struct)) {
            throw text.error(member.at(), "'" + member.name() + "' of something that is no struct");
        }
        CType type = struct.members().stream()
                .filter(candidate -> candidate.name().equals(member.name()))
                .map(CType.Member::type)
                .findFirst()
                .orElse(null);
        if (type == null) {
            List<String> names =
                    struct.members().stream().map(CType.Member::name).toList();
            throw text.error(
                    member.at(),
                    "no member '" + member.name() + "': the struct has " + String.join(", ", names)
                            + Nearest.hint(member.name(), names));
        }
        if (object instanceof Place.Private variable) {
            return new Place.Private(type, variable.key() + "." + member.name());
        }
        int offset = memory.offset(struct, member.name(), member.at());
        Expression address = ((Place.Shared) object).address();
        return new Place.Shared(type, Arithmetic.folded(Operator.ADD, address, Expression.constant(offset)));
    }

    /** A short name for what an address points to, for registers. */
    String hint(Expression address) {
        Expression first = address;
        while (first instanceof Expression.Binary binary) {
            first = binary.left();
        }
        if (first instanceof Expression.Constant constant && Address.isAddress(constant.value())) {
            return memory.name(Address.index(constant.value()));
        }
        return first instanceof Expression.Register register ? "*" + register.name() : "loaded";
    }
}
