package dev.fencepost.model.c;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Reads expressions, by the precedence of C. */
final class ExpressionParser {
    /** Operators of two operands, those that bind least first. */
    private static final List<Set<String>> LEVELS = List.of(
            Set.of("||"),
            Set.of("&&"),
            Set.of("|"),
            Set.of("^"),
            Set.of("&"),
            Set.of("==", "!="),
            Set.of("<", "<=", ">", ">="),
            Set.of("<<", ">>"),
            Set.of("+", "-"),
            Set.of("*", "/", "%"));

    private static final Set<String> ASSIGNMENTS =
            Set.of("=", "+=", "-=", "*=", "/=", "%=", "&=", "|=", "^=", "<<=", ">>=");
    private static final Set<String> PREFIXES = Set.of("-", "+", "~", "!", "&", "*");

    /** How deep expressions may stand in each other, so that a hostile file is an error and no stack overflow. */
    private static final int DEEPEST = 200;

    private final TokenReader tokens;
    private final TypeParser types;
    private int depth;

    ExpressionParser(TokenReader tokens, TypeParser types) {
        this.tokens = tokens;
        this.types = types;
    }

    /** An expression, an assignment included, without a comma operator. */
    Expr expression() throws SourceException {
        if (++depth > DEEPEST) {
            throw tokens.error("expressions nested more than " + DEEPEST + " deep");
        }
        Expr left = conditional();
        if (tokens.peek().kind() == Token.Kind.PUNCTUATION
                && ASSIGNMENTS.contains(tokens.peek().text())) {
            Token operator = tokens.take();
            String before = operator.text().substring(0, operator.text().length() - 1);
            left = new Expr.Assign(operator.at(), before, left, expression());
        }
        depth--;
        return left;
    }

    /** What a variable starts with. */
    Expr initial() throws SourceException {
        if (!tokens.at("{")) {
            return expression();
        }
        int at = tokens.take().at();
        List<String> names = new ArrayList<>();
        List<Expr> values = new ArrayList<>();
        while (!tokens.at("}")) {
            if (tokens.pass(".")) {
                names.add(tokens.name("the name of a member").text());
                tokens.expect("=", "after the name of a member");
            } else {
                names.add("");
            }
            values.add(initial());
            if (!tokens.pass(",")) {
                break;
            }
        }
        tokens.expect("}", "after the values");
        return new Expr.Values(at, names, values);
    }

    private Expr conditional() throws SourceException {
        Expr condition = binary(0);
        if (!tokens.at("?")) {
            return condition;
        }
        int at = tokens.take().at();
        Expr then = expression();
        tokens.expect(":", "after the first choice of '?'");
        return new Expr.Conditional(at, condition, then, expression());
    }

    private Expr binary(int level) throws SourceException {
        if (level == LEVELS.size()) {
            return unary();
        }
        Expr left = binary(level + 1);
        while (tokens.peek().kind() == Token.Kind.PUNCTUATION
                && LEVELS.get(level).contains(tokens.peek().text())) {
            Token operator = tokens.take();
            left = new Expr.Binary(operator.at(), operator.text(), left, binary(level + 1));
        }
        return left;
    }

    private Expr unary() throws SourceException {
        if (++depth > DEEPEST) {
            throw tokens.error("expressions nested more than " + DEEPEST + " deep");
        }
        try {
            Token token = tokens.peek();
            if (token.kind() == Token.Kind.PUNCTUATION && PREFIXES.contains(token.text())) {
                tokens.take();
                Expr operand = unary();
                return token.text().equals("+") ? operand : new Expr.Unary(token.at(), token.text(), operand);
            }
            if (token.is("++") || token.is("--")) {
                tokens.take();
                return new Expr.Step(token.at(), token.is("++") ? 1 : -1, true, unary());
            }
            if (token.is("sizeof")) {
                throw tokens.error("'sizeof' has no meaning here: memory is made of locations, not of bytes");
            }
            if (token.is("(") && types.startsType(1)) {
                tokens.take();
                CType type = types.typeName();
                tokens.expect(")", "after the type");
                return new Expr.Cast(token.at(), type, unary());
            }
            return postfix(primary());
        } finally {
            depth--;
        }
    }

    private Expr postfix(Expr first) throws SourceException {
        Expr expression = first;
        while (true) {
            Token token = tokens.peek();
            if (tokens.pass("[")) {
                expression = new Expr.Index(token.at(), expression, expression());
                tokens.expect("]", "after the index");
            } else if (tokens.pass(".")) {
                expression = new Expr.Member(
                        token.at(),
                        expression,
                        tokens.name("the name of a member").text(),
                        false);
            } else if (tokens.pass("->")) {
                expression = new Expr.Member(
                        token.at(),
                        expression,
                        tokens.name("the name of a member").text(),
                        true);
            } else if (token.is("++") || token.is("--")) {
                tokens.take();
                expression = new Expr.Step(token.at(), token.is("++") ? 1 : -1, false, expression);
            } else {
                return expression;
            }
        }
    }

    private Expr primary() throws SourceException {
        Token token = tokens.peek();
        switch (token.kind()) {
            case NUMBER -> {
                tokens.take();
                return new Expr.Number(token.at(), token.value(), typeOf(token));
            }
            case STRING -> {
                StringBuilder text = new StringBuilder();
                while (tokens.peek().kind() == Token.Kind.STRING) {
                    text.append(tokens.take().text());
                }
                return new Expr.Text(token.at(), text.toString());
            }
            case NAME -> {
                tokens.take();
                if (tokens.at("(")) {
                    return new Expr.Call(token.at(), token.text(), arguments());
                }
                return new Expr.Name(token.at(), token.text());
            }
            default -> {
                tokens.expect("(", "or a name or a number, as the beginning of an expression");
                Expr inner = expression();
                tokens.expect(")", "after the expression in brackets");
                return inner;
            }
        }
    }

    /** The first type of C's list for such a number that holds it (C11 6.4.4.1). */
    private static CType.Int typeOf(Token number) {
        String suffix = number.text().toLowerCase(Locale.ROOT).replaceAll("^('.*'|.*?(?=[ul]*$))", "");
        boolean unsigned = suffix.contains("u");
        boolean wide = suffix.contains("l");
        boolean decimal = !number.text().startsWith("0");
        long value = number.value();
        if (!wide && value >= 0 && value <= Integer.MAX_VALUE) {
            return new CType.Int(32, !unsigned);
        } else if (!wide && (unsigned || !decimal) && value >>> 32 == 0) {
            return new CType.Int(32, false);
        }
        return new CType.Int(64, !unsigned && value >= 0);
    }

    /** Arguments in brackets. An argument can be a list in square brackets' stead: nothing but expressions here. */
    List<Expr> arguments() throws SourceException {
        tokens.expect("(", "before the arguments");
        List<Expr> arguments = new ArrayList<>();
        while (!tokens.at(")")) {
            arguments.add(expression());
            if (!tokens.pass(",")) {
                break;
            }
        }
        tokens.expect(")", "after the arguments");
        return arguments;
    }
}
