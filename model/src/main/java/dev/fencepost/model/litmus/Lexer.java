package dev.fencepost.model.litmus;

/** Cuts a {@link Source} into {@link Token}s by the rules of one {@link Dialect}. */
final class Lexer {
    private final Source source;
    private final Dialect dialect;
    private int at;

    Lexer(Source source, Dialect dialect, int offset) {
        this.source = source;
        this.dialect = dialect;
        this.at = offset;
    }

    Token next() throws LitmusException {
        at = skipBlank(source, dialect, at);
        int start = at;
        char c = source.at(at);
        if (at >= source.text().length()) {
            return new Token(Token.Kind.END, "", start, start);
        } else if (dialect.startsName(c)) {
            return name(start);
        } else if (Dialect.isDigit(c) || dialect == Dialect.STATE && c == '-' && Dialect.isDigit(source.at(at + 1))) {
            return number(start);
        }
        return symbol(start);
    }

    private Token name(int start) {
        while (dialect.continuesName(source.at(at)) && !source.startsWith("/\\", at) && !source.startsWith("->", at)) {
            at++;
        }
        return token(Token.Kind.NAME, start);
    }

    private Token number(int start) throws LitmusException {
        if (source.at(at) == '-') {
            at++;
        }
        boolean hexadecimal = source.startsWith("0x", at) || source.startsWith("0X", at);
        at += hexadecimal ? 2 : 0;
        int digits = at;
        while (Character.digit(source.at(at), hexadecimal ? 16 : 10) >= 0) {
            at++;
        }
        int end = at;
        while (dialect == Dialect.BODY && "uUlL".indexOf(source.at(at)) >= 0 && source.at(at) != 0) {
            at++;
        }
        if (end == digits || Dialect.isLetter(source.at(at)) || source.at(at) == '_') {
            throw source.error(
                    start,
                    "'"
                            + source.text()
                                    .substring(
                                            start,
                                            Math.min(at + 1, source.text().length()))
                            + "' is no number: expected decimal or hexadecimal digits");
        }
        return new Token(Token.Kind.NUMBER, source.text().substring(start, end), start, at);
    }

    private Token symbol(int start) throws LitmusException {
        for (String symbol : dialect.longSymbols()) {
            if (source.startsWith(symbol, start)) {
                at += symbol.length();
                return token(Token.Kind.SYMBOL, start);
            }
        }
        char c = source.at(start);
        if ("{}()[];:,*/+-^&|~!<>=%.?&\"`#@".indexOf(c) < 0) {
            throw source.error(start, "unexpected character '" + c + "'");
        }
        at++;
        return token(Token.Kind.SYMBOL, start);
    }

    private Token token(Token.Kind kind, int start) {
        return new Token(kind, source.text().substring(start, at), start, at);
    }

    /** The offset of the first character from {@code at} on that is neither white space nor comment. */
    static int skipBlank(Source source, Dialect dialect, int at) throws LitmusException {
        int from = at;
        while (true) {
            if (from < source.text().length() && Character.isWhitespace(source.at(from))) {
                from++;
            } else if (source.startsWith("//", from)) {
                int end = source.text().indexOf('\n', from);
                from = end < 0 ? source.text().length() : end;
            } else if (source.startsWith("/*", from)) {
                int end = source.text().indexOf("*/", from + 2);
                if (end < 0) {
                    throw source.error(from, "comment without an end: expected */");
                }
                from = end + 2;
            } else if (dialect.parenthesisComments() && source.startsWith("(*", from)) {
                from = endOfComment(source, from);
            } else {
                return from;
            }
        }
    }

    /**
     * The offset behind the comment, possibly with others nested in it, that starts with {@code (*} at {@code start}.
     */
    static int endOfComment(Source source, int start) throws LitmusException {
        int depth = 0;
        for (int at = start; at < source.text().length(); at++) {
            if (source.startsWith("(*", at)) {
                depth++;
                at++;
            } else if (source.startsWith("*)", at)) {
                at++;
                depth--;
                if (depth == 0) {
                    return at + 1;
                }
            }
        }
        throw source.error(start, "comment without an end: expected *)");
    }
}
