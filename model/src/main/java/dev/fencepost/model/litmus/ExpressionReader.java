package dev.fencepost.model.litmus;

import dev.fencepost.model.memory.program.Operator;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads expressions with the operators and precedences of C. */
final class ExpressionReader {
    /** Binary operators, the loosest level first. */
    private static final List<Map<String, Operator>> LEVELS = List.of(
            Map.of("||", Operator.LOGICAL_OR),
            Map.of("&&", Operator.LOGICAL_AND),
            Map.of("|", Operator.OR),
            Map.of("^", Operator.XOR),
            Map.of("&", Operator.AND),
            Map.of("==", Operator.EQUAL, "!=", Operator.NOT_EQUAL),
            Map.of(
                    "<", Operator.LESS,
                    "<=", Operator.LESS_EQUAL,
                    ">", Operator.GREATER,
                    ">=", Operator.GREATER_EQUAL),
            Map.of("<<", Operator.SHIFT_LEFT, ">>", Operator.SHIFT_RIGHT),
            Map.of("+", Operator.ADD, "-", Operator.SUBTRACT),
            Map.of("*", Operator.MULTIPLY, "/", Operator.DIVIDE, "%", Operator.REMAINDER));

    private static final Pattern BYTE_ORDER =
            Pattern.compile("cpu_to_(?:le|be|virtio)(16|32|64)|(?:le|be|virtio)(16|32|64)_to_cpu");
    private static final int MAXIMAL_DEPTH = 200;

    private final Tokens tokens;
    private int depth;

    ExpressionReader(Tokens tokens) {
        this.tokens = tokens;
    }

    CExpression read() throws LitmusException {
        return binary(0);
    }

    /** Reads operators of {@code level} and tighter ones. */
    private CExpression binary(int level) throws LitmusException {
        CExpression left = unary();
        int next = levelOf(tokens.peek());
        int operators = 0;
        while (next >= level) {
            if (++operators > MAXIMAL_DEPTH) {
                throw tokens.unexpected("at most " + MAXIMAL_DEPTH + " operators in a row");
            }
            Operator operator = LEVELS.get(next).get(tokens.next().text());
            left = new CExpression.Binary(operator, left, binary(next + 1), left.offset());
            next = levelOf(tokens.peek());
        }
        return left;
    }

    /** The level of a binary operator, or -1 if {@code token} is none. */
    private static int levelOf(Token token) {
        for (int level = LEVELS.size() - 1; level >= 0; level--) {
            if (token.kind() == Token.Kind.SYMBOL && LEVELS.get(level).containsKey(token.text())) {
                return level;
            }
        }
        return -1;
    }

    private CExpression unary() throws LitmusException {
        if (++depth > MAXIMAL_DEPTH) {
            throw tokens.unexpected("at most " + MAXIMAL_DEPTH + " nested expressions");
        }
        try {
            int offset = tokens.peek().offset();
            if (tokens.accept("*")) {
                return new CExpression.Dereference(unary(), offset);
            } else if (tokens.accept("-")) {
                return negated(offset);
            } else if (tokens.accept("+")) {
                return unary();
            } else if (tokens.accept("!")) {
                return new CExpression.Binary(Operator.EQUAL, unary(), new CExpression.Number(0, offset), offset);
            } else if (tokens.accept("~")) {
                return new CExpression.Binary(Operator.XOR, unary(), new CExpression.Number(-1, offset), offset);
            } else if (tokens.peek().is("&")) {
                return addressOf();
            } else if (tokens.peek().is("(") && CType.isNext(tokens, 1)) {
                tokens.next();
                String type = CType.read(tokens);
                tokens.expect(")", "after the type of a cast");
                return cast(type, unary(), offset);
            }
            return postfix();
        } finally {
            depth--;
        }
    }

    /** A conversion; those that keep every value leave no trace. */
    private static CExpression cast(String type, CExpression operand, int offset) {
        IntegerType integer = CType.pointee(type) == null ? CType.integer(type) : IntegerType.S32;
        boolean changes = integer.isNarrow() || integer.isUnsignedInt();
        return changes ? new CExpression.Cast(type, operand, offset) : operand;
    }

    /** {@code &p->f}, {@code &a[i]}, {@code &*p}. */
    private CExpression addressOf() throws LitmusException {
        Token ampersand = tokens.next();
        if (tokens.peek().kind() == Token.Kind.NAME
                && !tokens.peek(1).is("->")
                && !tokens.peek(1).is("[")) {
            throw tokens.error(
                    ampersand.offset(),
                    "unexpected '&': expected a value; parameters are pointers already, so no '&' is needed");
        }
        CExpression target = unary();
        if (target instanceof CExpression.Dereference place) {
            return place.address();
        }
        throw tokens.error(ampersand.offset(), "unexpected '&': expected what stands in memory behind it");
    }

    /** What follows a minus sign; a literal takes it in, so that the smallest integer can be written. */
    private CExpression negated(int offset) throws LitmusException {
        Token next = tokens.peek();
        if (next.kind() == Token.Kind.NUMBER) {
            tokens.next();
            Token number = new Token(Token.Kind.NUMBER, "-" + next.text(), next.offset(), next.end());
            return new CExpression.Number(Numbers.value(tokens.source(), number), offset);
        }
        return new CExpression.Binary(Operator.SUBTRACT, new CExpression.Number(0, offset), unary(), offset);
    }

    private CExpression postfix() throws LitmusException {
        CExpression value = primary();
        int links = 0;
        while (tokens.peek().is("->") || tokens.peek().is(".") || tokens.peek().is("[")) {
            if (++links > MAXIMAL_DEPTH) {
                throw tokens.unexpected("at most " + MAXIMAL_DEPTH + " fields in a row");
            }
            value = place(value);
        }
        Token next = tokens.peek();
        if (next.is("(")) {
            throw tokens.unexpected("an operator or the end of the expression; calls through pointers are not read");
        } else if (next.is("?")) {
            throw tokens.unexpected("an operator or the end of the expression; use 'if' instead of '?:'");
        }
        return value;
    }

    /** {@code p->f}, {@code s.f} where s is a field itself, and {@code a[i]}. */
    private CExpression place(CExpression base) throws LitmusException {
        Token link = tokens.next();
        CExpression.Field inner =
                base instanceof CExpression.Dereference whole && whole.address() instanceof CExpression.Field field
                        ? field
                        : null;
        CExpression address;
        if (link.is("[")) {
            CExpression index = read();
            tokens.expect("]", "after an index");
            if (inner != null && !(index instanceof CExpression.Number)) {
                throw tokens.error(index.offset(), "the index of an array inside a struct must be a number here");
            }
            address = inner == null
                    ? new CExpression.Element(base, index, link.offset())
                    : new CExpression.Field(
                            inner.base(),
                            inner.name() + "[" + ((CExpression.Number) index).value() + "]",
                            inner.offset());
        } else {
            Token name = tokens.expectName("the name of a field");
            if (link.is("->")) {
                address = new CExpression.Field(base, name.text(), link.offset());
            } else if (inner != null) {
                address = new CExpression.Field(inner.base(), inner.name() + "." + name.text(), inner.offset());
            } else if (base instanceof CExpression.Dereference whole) {
                address = new CExpression.Field(whole.address(), name.text(), link.offset());
            } else {
                throw tokens.error(link.offset(), "unexpected '.': expected '->', since only pointers lead to structs");
            }
        }
        return new CExpression.Dereference(address, base.offset());
    }

    private CExpression primary() throws LitmusException {
        Token token = tokens.peek();
        if (token.kind() == Token.Kind.NUMBER) {
            return new CExpression.Number(Numbers.value(tokens.source(), tokens.next()), token.offset());
        } else if (tokens.accept("(")) {
            if (tokens.peek().is("{")) {
                throw tokens.unexpected("an expression; statement expressions are not part of herd7's C");
            }
            CExpression inner = read();
            tokens.expect(")", "after an expression");
            return inner;
        } else if (token.kind() != Token.Kind.NAME) {
            throw tokens.unexpected("an expression");
        }
        tokens.next();
        return tokens.accept("(") ? call(token, arguments()) : new CExpression.Name(token.text(), token.offset());
    }

    /** The kernel's conversions of byte order change no value here: every agent of a test has the same one. */
    private static CExpression call(Token name, List<CExpression> arguments) {
        Matcher order = BYTE_ORDER.matcher(name.text());
        if (order.matches() && !arguments.isEmpty()) {
            CExpression value = arguments.get(arguments.size() - 1);
            return cast("u" + (order.group(1) == null ? order.group(2) : order.group(1)), value, name.offset());
        }
        return new CExpression.Call(name.text(), arguments, name.offset());
    }

    private List<CExpression> arguments() throws LitmusException {
        List<CExpression> arguments = new ArrayList<>();
        if (tokens.accept(")")) {
            return arguments;
        }
        do {
            arguments.add(read());
        } while (tokens.accept(","));
        tokens.expect(")", "or ',' after an argument");
        return arguments;
    }
}
