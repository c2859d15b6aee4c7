package dev.fencepost.model.c;

import java.util.List;

/** Tokens one after the other. */
final class TokenReader {
    private final Source source;
    private final List<Token> tokens;
    private int next;

    TokenReader(Source source, List<Token> tokens) {
        this.source = source;
        this.tokens = tokens;
    }

    Token peek() {
        return tokens.get(next);
    }

    /** The token {@code ahead} of the next one; the end of the file where there is none. */
    Token peek(int ahead) {
        return tokens.get(Math.min(next + ahead, tokens.size() - 1));
    }

    Token take() {
        Token token = tokens.get(next);
        if (next < tokens.size() - 1) {
            next++;
        }
        return token;
    }

    boolean at(String text) {
        return peek().is(text);
    }

    /** Passes that word if it is next. */
    boolean pass(String text) {
        if (at(text)) {
            take();
            return true;
        }
        return false;
    }

    /** Passes that word, which must be next; {@code where} says after what. */
    Token expect(String text, String where) throws SourceException {
        if (!at(text)) {
            throw error("expected '" + text + "' " + where + ", not " + peek().shown());
        }
        return take();
    }

    Token name(String what) throws SourceException {
        if (peek().kind() != Token.Kind.NAME) {
            throw error("expected " + what + ", not " + peek().shown());
        }
        return take();
    }

    /** An error at the next token. */
    SourceException error(String message) {
        return source.error(peek().at(), message);
    }

    SourceException error(int at, String message) {
        return source.error(at, message);
    }
}
