package dev.fencepost.model.litmus;

import dev.fencepost.model.memory.Operator;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

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
                throw tokens.unexpected("a value; parameters are pointers already, so no '&' is needed");
            } else if (tokens.peek().is("(") && CType.isNext(tokens, 1)) {
                tokens.next();
                CType.read(tokens);
                tokens.expect(")", "after the type of a cast");
                return unary();
            }
            return postfix();
        } finally {
            depth--;
        }
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
        Token next = tokens.peek();
        if (next.is("[") || next.is("->") || next.is(".") || next.is("(")) {
            throw tokens.unexpected("an operator or the end of the expression; arrays, structs and calls through "
                    + "pointers are not part of herd7's C");
        } else if (next.is("?")) {
            throw tokens.unexpected("an operator or the end of the expression; use 'if' instead of '?:'");
        }
        return value;
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
        return tokens.accept("(")
                ? new CExpression.Call(token.text(), arguments(), token.offset())
                : new CExpression.Name(token.text(), token.offset());
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
