package dev.fencepost.model.protocol.compile;

import dev.fencepost.model.c.CType;
import dev.fencepost.model.c.Declaration;
import dev.fencepost.model.c.Expr;
import dev.fencepost.model.c.Nearest;
import dev.fencepost.model.c.SourceException;
import dev.fencepost.model.memory.program.Condition;
import dev.fencepost.model.memory.program.Observable;
import dev.fencepost.model.memory.program.Operator;
import dev.fencepost.model.platform.Role;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a scenario's {@code never} asks for: a condition over what private variables and shared memory hold in the end.
 * Where several threads play one role it asks for some thread, the same one for all of that role's variables in it.
 */
final class FinalConditions {
    private static final Map<String, Operator> COMPARISONS = Map.of(
            "==", Operator.EQUAL,
            "!=", Operator.NOT_EQUAL,
            "<", Operator.LESS,
            "<=", Operator.LESS_EQUAL,
            ">", Operator.GREATER,
            ">=", Operator.GREATER_EQUAL);

    private final ProtocolText text;
    private final SharedMemory memory;
    private final Constants constants;
    private final List<ThreadSide> threads;

    FinalConditions(ProtocolText text, SharedMemory memory, Constants constants, List<ThreadSide> threads) {
        this.text = text;
        this.memory = memory;
        this.constants = constants;
        this.threads = threads;
    }

    Condition of(Expr expression) throws SourceException {
        Set<Role> roles = new LinkedHashSet<>();
        collect(expression, roles);
        List<Condition> choices = new ArrayList<>();
        choose(expression, new ArrayList<>(roles), new LinkedHashMap<>(), choices);
        return choices.size() == 1 ? choices.get(0) : new Condition.Any(choices);
    }

    private void choose(Expr expression, List<Role> open, Map<Role, Integer> chosen, List<Condition> choices)
            throws SourceException {
        if (open.isEmpty()) {
            choices.add(condition(expression, chosen));
            return;
        }
        Role role = open.get(0);
        boolean isPlayed = false;
        for (int i = 0; i < threads.size(); i++) {
            if (threads.get(i).role().equals(role)) {
                isPlayed = true;
                Map<Role, Integer> more = new LinkedHashMap<>(chosen);
                more.put(role, i);
                choose(expression, open.subList(1, open.size()), more, choices);
            }
        }
        if (!isPlayed) {
            throw text.error(expression.at(), "no thread of this scenario is the " + role.label());
        }
    }

    private void collect(Expr expression, Set<Role> roles) {
        if (expression instanceof Expr.Name name) {
            text.owner(name.name()).ifPresent(roles::add);
        } else if (expression instanceof Expr.Binary binary) {
            collect(binary.left(), roles);
            collect(binary.right(), roles);
        } else if (expression instanceof Expr.Unary unary) {
            collect(unary.operand(), roles);
        }
    }

    private Condition condition(Expr expression, Map<Role, Integer> chosen) throws SourceException {
        if (expression instanceof Expr.Binary binary) {
            Operator comparison = COMPARISONS.get(binary.operator());
            if (comparison != null) {
                return compare(comparison, binary, chosen);
            }
            if (binary.operator().equals("&&") || binary.operator().equals("||")) {
                List<Condition> parts = List.of(condition(binary.left(), chosen), condition(binary.right(), chosen));
                return binary.operator().equals("&&") ? new Condition.All(parts) : new Condition.Any(parts);
            }
        } else if (expression instanceof Expr.Unary unary && unary.operator().equals("!")) {
            return new Condition.Not(condition(unary.operand(), chosen));
        }
        return new Condition.Compare(Operator.NOT_EQUAL, term(expression, chosen), new Condition.Term.Value(0));
    }

    /** A comparison as C converts its operands: constants here, variables have to fit as they are. */
    private Condition compare(Operator comparison, Expr.Binary binary, Map<Role, Integer> chosen)
            throws SourceException {
        Condition.Term left = term(binary.left(), chosen);
        Condition.Term right = term(binary.right(), chosen);
        if (!(typeOf(binary.left()) instanceof CType.Int one && typeOf(binary.right()) instanceof CType.Int other)) {
            return new Condition.Compare(comparison, left, right);
        }
        CType.Int common = CType.Int.common(one, other);
        Condition.Term a = converted(left, one, common, binary);
        Condition.Term b = converted(right, other, common, binary);
        boolean isOrder = comparison != Operator.EQUAL && comparison != Operator.NOT_EQUAL;
        return isOrder && common.bits() == 64 && !common.signed()
                ? unsigned(comparison, a, b)
                : new Condition.Compare(comparison, a, b);
    }

    private Condition.Term converted(Condition.Term term, CType.Int type, CType.Int common, Expr.Binary binary)
            throws SourceException {
        if (term instanceof Condition.Term.Value constant) {
            return new Condition.Term.Value(common.convert(constant.value()));
        } else if (type.signed() && !common.signed()) {
            throw text.error(binary.at(), "C converts a signed variable to unsigned here: compare in the side's code");
        }
        return term;
    }

    /** Values of 64 bits are kept as signed ones: the half with the highest bit is above the other. */
    private static Condition unsigned(Operator comparison, Condition.Term left, Condition.Term right) {
        boolean isLess = comparison == Operator.LESS || comparison == Operator.LESS_EQUAL;
        Condition smallIsLow = low(isLess ? left : right);
        Condition greatIsLow = low(isLess ? right : left);
        Condition sameHalf = new Condition.Any(List.of(
                new Condition.All(List.of(smallIsLow, greatIsLow)),
                new Condition.All(List.of(new Condition.Not(smallIsLow), new Condition.Not(greatIsLow)))));
        return new Condition.Any(List.of(
                new Condition.All(List.of(smallIsLow, new Condition.Not(greatIsLow))),
                new Condition.All(List.of(sameHalf, new Condition.Compare(comparison, left, right)))));
    }

    private static Condition low(Condition.Term term) {
        return new Condition.Compare(Operator.GREATER_EQUAL, term, new Condition.Term.Value(0));
    }

    /** The type of what {@link #term} finds, or null. */
    private CType typeOf(Expr expression) throws SourceException {
        if (expression instanceof Expr.Name name) {
            Role owner = text.owner(name.name()).orElse(null);
            if (owner != null) {
                return text.own(owner).stream()
                        .filter(variable -> variable.name().equals(name.name()))
                        .map(Declaration.Variable::type)
                        .findFirst()
                        .orElse(null);
            }
        }
        return location(expression) != null
                ? type(expression)
                : constants.evaluate(expression).type();
    }

    private Condition.Term term(Expr expression, Map<Role, Integer> chosen) throws SourceException {
        if (expression instanceof Expr.Name name) {
            Role owner = text.owner(name.name()).orElse(null);
            if (owner != null) {
                int thread = chosen.get(owner);
                String register = threads.get(thread).last(name.name());
                if (register == null) {
                    throw text.error(
                            name.at(), "'" + name.name() + "' is no single number: compare in the side's code");
                }
                return new Condition.Term.Of(new Observable.RegisterOf(thread, register));
            }
        }
        Integer location = location(expression);
        if (location != null) {
            return new Condition.Term.Of(new Observable.MemoryAt(location));
        }
        return new Condition.Term.Value(constants.value(expression));
    }

    /** The shared location that an expression names, or null if it names none. */
    private Integer location(Expr expression) throws SourceException {
        if (expression instanceof Expr.Name name) {
            Declaration.Variable variable = text.shared().get(name.name());
            if (variable == null && constants.find(name.name()) == null) {
                List<String> names = new ArrayList<>(text.shared().keySet());
                names.addAll(text.privateNames());
                throw text.error(name.at(), "'" + name.name() + "' is not declared" + Nearest.hint(name.name(), names));
            }
            return variable == null ? null : Integer.valueOf(memory.base(variable));
        } else if (expression instanceof Expr.Member member) {
            CType type = type(member.object());
            Integer base = location(member.object());
            if (base != null && type instanceof CType.Struct struct) {
                return base + memory.offset(struct, member.name(), member.at());
            }
        } else if (expression instanceof Expr.Index index) {
            CType type = type(index.array());
            Integer base = location(index.array());
            if (base != null && type instanceof CType.Array array) {
                int stride = memory.locations(array.of(), index.at());
                return base + (int) constants.value(index.index()) * stride;
            }
        }
        return null;
    }

    private CType type(Expr expression) {
        if (expression instanceof Expr.Name name) {
            Declaration.Variable variable = text.shared().get(name.name());
            return variable == null ? null : variable.type();
        } else if (expression instanceof Expr.Index index && type(index.array()) instanceof CType.Array array) {
            return array.of();
        } else if (expression instanceof Expr.Member member && type(member.object()) instanceof CType.Struct struct) {
            return struct.members().stream()
                    .filter(candidate -> candidate.name().equals(member.name()))
                    .map(CType.Member::type)
                    .findFirst()
                    .orElse(null);
        }
        return null;
    }
}
