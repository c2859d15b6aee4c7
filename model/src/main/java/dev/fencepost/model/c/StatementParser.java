package dev.fencepost.model.c;

import java.util.ArrayList;
import java.util.List;

/** Reads statements. */
final class StatementParser {
    private static final int DEEPEST = 100;

    private final TokenReader tokens;
    private final TypeParser types;
    private final ExpressionParser expressions;
    private int depth;

    StatementParser(TokenReader tokens, TypeParser types, ExpressionParser expressions) {
        this.tokens = tokens;
        this.types = types;
        this.expressions = expressions;
    }

    Stmt.Block block() throws SourceException {
        int at = tokens.expect("{", "before statements").at();
        List<Stmt> statements = new ArrayList<>();
        while (!tokens.at("}")) {
            if (tokens.peek().kind() == Token.Kind.END) {
                throw tokens.error(at, "block without an end: expected '}'");
            }
            statements.add(statement());
        }
        tokens.take();
        return new Stmt.Block(at, statements);
    }

    private Stmt statement() throws SourceException {
        if (++depth > DEEPEST) {
            throw tokens.error("statements nested more than " + DEEPEST + " deep");
        }
        Stmt statement = anyStatement();
        depth--;
        return statement;
    }

    private Stmt anyStatement() throws SourceException {
        Token token = tokens.peek();
        if (token.kind() == Token.Kind.NAME && tokens.peek(1).is(":")) {
            tokens.take();
            tokens.take();
            Stmt labelled = tokens.at("}") ? new Stmt.Empty(tokens.peek().at()) : statement();
            return new Stmt.Labelled(token.at(), token.text(), labelled);
        }
        if (token.is("{")) {
            return block();
        }
        if (tokens.pass(";")) {
            return new Stmt.Empty(token.at());
        }
        if (token.kind() == Token.Kind.NAME) {
            Stmt controlled = controlled(token);
            if (controlled != null) {
                return controlled;
            }
        }
        return simple();
    }

    private Stmt controlled(Token word) throws SourceException {
        int at = word.at();
        switch (word.text()) {
            case "if" -> {
                tokens.take();
                Expr condition = condition("if");
                Stmt then = statement();
                return new Stmt.If(at, condition, then, tokens.pass("else") ? statement() : new Stmt.Empty(at));
            }
            case "while" -> {
                tokens.take();
                Expr condition = condition("while");
                return new Stmt.Loop(at, new Stmt.Empty(at), condition, new Stmt.Empty(at), statement());
            }
            case "for" -> {
                return loop();
            }
            case "do" -> {
                tokens.take();
                Stmt body = statement();
                tokens.expect("while", "after the body of 'do'");
                Expr condition = condition("while");
                tokens.expect(";", "after 'do ... while (...)'");
                return new Stmt.Until(at, body, condition);
            }
            case "break", "continue" -> {
                tokens.take();
                tokens.expect(";", "after '" + word.text() + "'");
                return word.is("break") ? new Stmt.Break(at) : new Stmt.Continue(at);
            }
            case "return" -> {
                tokens.take();
                Expr value = tokens.at(";") ? null : expressions.expression();
                tokens.expect(";", "after 'return'");
                return new Stmt.Return(at, value);
            }
            case "goto", "switch", "asm", "__asm__" ->
                throw tokens.error("'" + word.text() + "' is not understood: expected if, while, for, do, break,"
                        + " continue, return, a declaration or a call");
            default -> {
                return null;
            }
        }
    }

    private Expr condition(String word) throws SourceException {
        tokens.expect("(", "after '" + word + "'");
        Expr condition = expressions.expression();
        tokens.expect(")", "after the condition of '" + word + "'");
        return condition;
    }

    private Stmt loop() throws SourceException {
        int at = tokens.take().at();
        tokens.expect("(", "after 'for'");
        Stmt first = simple();
        Expr condition = tokens.at(";") ? new Expr.Number(at, 1, CType.INT) : expressions.expression();
        tokens.expect(";", "after the condition of 'for'");
        Stmt next = tokens.at(")")
                ? new Stmt.Empty(at)
                : new Stmt.Evaluate(tokens.peek().at(), expressions.expression());
        tokens.expect(")", "after the last part of 'for'");
        Stmt body = statement();
        // The variable that it declares is its own.
        Stmt whole = new Stmt.Loop(at, new Stmt.Empty(at), condition, next, body);
        return new Stmt.Block(at, List.of(first, whole));
    }

    /** A declaration or an expression, with its semicolon; or nothing but that. */
    private Stmt simple() throws SourceException {
        int at = tokens.peek().at();
        if (tokens.pass(";")) {
            return new Stmt.Empty(at);
        }
        if (types.startsType(0)) {
            List<Stmt> declared = new ArrayList<>();
            CType base = types.base();
            do {
                TypeParser.Named named = types.declarator(base);
                Expr initial = tokens.pass("=") ? expressions.initial() : null;
                declared.add(new Stmt.Declare(named.at(), named.type(), named.name(), initial));
            } while (tokens.pass(","));
            tokens.expect(";", "after a declaration");
            return declared.size() == 1 ? declared.get(0) : new Stmt.Group(at, declared);
        }
        Expr expression = expressions.expression();
        tokens.expect(";", "after a statement");
        return new Stmt.Evaluate(at, expression);
    }
}
