package dev.fencepost.model.litmus;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads the statements of a function body: assignments, stores, calls, if, while, for and blocks. */
final class StatementReader {
    private static final Set<String> REFUSED = Set.of("goto", "break", "continue", "return", "switch", "do", "case");
    private static final Set<String> UPDATES =
            Set.of("+=", "-=", "*=", "/=", "%=", "&=", "|=", "^=", "<<=", ">>=", "++", "--");
    private static final int MAXIMAL_DEPTH = 200;

    private final Tokens tokens;
    private final ExpressionReader expressions;
    private final Map<String, String> types = new HashMap<>();
    private int depth;

    StatementReader(Tokens tokens) {
        this.tokens = tokens;
        this.expressions = new ExpressionReader(tokens);
    }

    /** The types of the variables that were declared so far, with their stars. */
    Map<String, String> types() {
        return types;
    }

    /** Reads up to the brace that closes the block, and leaves that brace. */
    List<CStatement> untilBrace() throws LitmusException {
        List<CStatement> statements = new ArrayList<>();
        while (!tokens.peek().is("}")) {
            if (tokens.peek().kind() == Token.Kind.END) {
                throw tokens.unexpected("a statement or '}'");
            }
            statements.addAll(statement());
        }
        return statements;
    }

    /** Reads one statement, which may be a block or declare nothing, so the answer may have any length. */
    private List<CStatement> statement() throws LitmusException {
        if (++depth > MAXIMAL_DEPTH) {
            throw tokens.unexpected("at most " + MAXIMAL_DEPTH + " nested statements");
        }
        try {
            if (tokens.accept(";")) {
                return List.of();
            } else if (tokens.accept("{")) {
                List<CStatement> block = untilBrace();
                tokens.next();
                return block;
            } else if (tokens.accept("if")) {
                return List.of(branch());
            } else if (tokens.accept("while")) {
                return List.of(new CStatement.While(parenthesised("while"), statement()));
            } else if (tokens.accept("for")) {
                return counted();
            } else if (CType.isNext(tokens, 0)) {
                return declaration();
            }
            List<CStatement> simple = List.of(simple());
            tokens.expect(";", "after a statement");
            return simple;
        } finally {
            depth--;
        }
    }

    private CExpression parenthesised(String after) throws LitmusException {
        tokens.expect("(", "after '" + after + "'");
        CExpression condition = expressions.read();
        tokens.expect(")", "after the condition of '" + after + "'");
        return condition;
    }

    private CStatement branch() throws LitmusException {
        CExpression condition = parenthesised("if");
        List<CStatement> then = statement();
        return new CStatement.If(condition, then, tokens.accept("else") ? statement() : List.of());
    }

    /** {@code for (first; condition; step) body} is {@code first; while (condition) { body step }}. */
    private List<CStatement> counted() throws LitmusException {
        tokens.expect("(", "after 'for'");
        List<CStatement> result = new ArrayList<>();
        if (!tokens.accept(";")) {
            if (CType.isNext(tokens, 0)) {
                result.addAll(declaration());
            } else {
                result.add(simple());
                tokens.expect(";", "after the first part of 'for'");
            }
        }
        int offset = tokens.peek().offset();
        CExpression condition = tokens.peek().is(";") ? new CExpression.Number(1, offset) : expressions.read();
        tokens.expect(";", "after the condition of 'for'");
        List<CStatement> step = tokens.peek().is(")") ? List.of() : List.of(simple());
        tokens.expect(")", "after the last part of 'for'");
        List<CStatement> body = new ArrayList<>(statement());
        body.addAll(step);
        result.add(new CStatement.While(condition, body));
        return result;
    }

    private List<CStatement> declaration() throws LitmusException {
        List<CStatement> assignments = new ArrayList<>();
        String type = CType.read(tokens);
        do {
            while (tokens.accept("*")) {
                type += "*";
            }
            Token name = tokens.expectName("the name of a variable");
            String before = types.put(name.text(), type);
            if (before != null && CType.integer(before) != CType.integer(type)) {
                throw tokens.error(name.offset(), name.text() + " is a " + before + " as well: expected one type");
            }
            type = type.replace("*", "");
            if (tokens.accept("=")) {
                assignments.add(new CStatement.Assign(name.text(), expressions.read()));
            } else if (tokens.peek().is("[")) {
                throw tokens.unexpected("'=' or ';'; arrays are declared in the initial state");
            }
        } while (tokens.accept(","));
        tokens.expect(";", "or '=' after a declaration");
        return assignments;
    }

    private CStatement simple() throws LitmusException {
        Token first = tokens.peek();
        if (REFUSED.contains(first.text()) && !tokens.peek(1).is("=")) {
            throw tokens.unexpected("an assignment, a primitive, 'if', 'while' or 'for'");
        }
        CExpression left = expressions.read();
        if (UPDATES.contains(tokens.peek().text())) {
            throw tokens.unexpected("'=' with the whole value behind it");
        } else if (!tokens.accept("=")) {
            return new CStatement.Evaluate(left);
        } else if (left instanceof CExpression.Name name) {
            return new CStatement.Assign(name.name(), expressions.read());
        } else if (left instanceof CExpression.Dereference target) {
            return new CStatement.Store(target.address(), expressions.read());
        }
        throw tokens.error(first.offset(), "cannot assign to this: expected a variable or *pointer before '='");
    }
}
