package dev.fencepost.model.litmus;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Reads tokens with as much lookahead as asked for. */
final class Tokens {
    private final Source source;
    private final Lexer lexer;
    private final Deque<Token> ahead = new ArrayDeque<>();

    Tokens(Source source, Dialect dialect, int offset) {
        this.source = source;
        this.lexer = new Lexer(source, dialect, offset);
    }

    Source source() {
        return source;
    }

    Token peek() throws LitmusException {
        return peek(0);
    }

    /** The token {@code distance} (from 0) tokens ahead. */
    Token peek(int distance) throws LitmusException {
        while (ahead.size() <= distance) {
            ahead.add(lexer.next());
        }
        if (distance == 0) {
            return ahead.peekFirst();
        }
        List<Token> list = new ArrayList<>(ahead);
        return list.get(distance);
    }

    Token next() throws LitmusException {
        Token token = peek();
        ahead.removeFirst();
        return token;
    }

    /** Takes the next token if it is {@code symbol}. */
    boolean accept(String symbol) throws LitmusException {
        if (peek().is(symbol)) {
            next();
            return true;
        }
        return false;
    }

    /** Takes the next token, which must be {@code symbol}; {@code where} says what it would end or start. */
    Token expect(String symbol, String where) throws LitmusException {
        if (!peek().is(symbol)) {
            throw unexpected("'" + symbol + "' " + where);
        }
        return next();
    }

    /** Takes the next token, which must be a name. */
    Token expectName(String what) throws LitmusException {
        if (peek().kind() != Token.Kind.NAME) {
            throw unexpected(what);
        }
        return next();
    }

    /** An error at the next token. */
    LitmusException unexpected(String expected) throws LitmusException {
        return source.error(peek().offset(), "unexpected " + peek().shown() + ": expected " + expected);
    }

    LitmusException error(int offset, String message) {
        return source.error(offset, message);
    }
}
