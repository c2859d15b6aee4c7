package dev.fencepost.model.c;

import java.util.ArrayList;
import java.util.List;

/** Cuts one line of C, or several that comments or backslashes join, into tokens. Comments are white space. */
final class Scanner {
    private static final List<String> PUNCTUATION = List.of(
            "<<=", ">>=", "...", "->", "++", "--", "<<", ">>", "<=", ">=", "==", "!=", "&&", "||", "+=", "-=", "*=",
            "/=", "%=", "&=", "|=", "^=", "##", "{", "}", "(", ")", "[", "]", ";", ",", "<", ">", "=", "+", "-", "*",
            "/", "%", "&", "|", "^", "!", "~", "?", ":", ".", "#");

    private final Source source;
    private int at;

    Scanner(Source source) {
        this.source = source;
    }

    boolean atEnd() {
        return at >= source.text().length();
    }

    int offset() {
        return at;
    }

    /** The tokens up to the end of this logical line; the line break is passed. */
    List<Token> line() throws SourceException {
        List<Token> tokens = new ArrayList<>();
        while (skipBlanks()) {
            tokens.add(token());
        }
        at++;
        return tokens;
    }

    /** Passes blanks, comments and joined line ends; answers whether something follows on this logical line. */
    private boolean skipBlanks() throws SourceException {
        while (!atEnd()) {
            char c = source.at(at);
            if (c == '\\' && source.at(at + 1) == '\n') {
                at += 2;
            } else if (c == '/' && source.at(at + 1) == '/') {
                at = end("\n", at);
            } else if (c == '/' && source.at(at + 1) == '*') {
                int close = source.text().indexOf("*/", at + 2);
                if (close < 0) {
                    throw source.error(at, "comment without an end: expected '*/'");
                }
                at = close + 2;
            } else if (c == '\n') {
                return false;
            } else if (Character.isWhitespace(c)) {
                at++;
            } else {
                return true;
            }
        }
        return false;
    }

    private int end(String mark, int from) {
        int found = source.text().indexOf(mark, from);
        return found < 0 ? source.text().length() : found;
    }

    private Token token() throws SourceException {
        int start = at;
        char c = source.at(at);
        if (Character.isDigit(c)) {
            return number(start);
        }
        if (isNamePart(c)) {
            while (isNamePart(source.at(at))) {
                at++;
            }
            return new Token(Token.Kind.NAME, source.text().substring(start, at), 0, start);
        }
        if (c == '"') {
            return string(start);
        }
        if (c == '\'') {
            return character(start);
        }
        for (String mark : PUNCTUATION) {
            if (source.text().startsWith(mark, at)) {
                at += mark.length();
                return new Token(Token.Kind.PUNCTUATION, mark, 0, start);
            }
        }
        throw source.error(start, "'" + c + "' has no meaning in C: expected a name, a number or an operator");
    }

    private static boolean isNamePart(char c) {
        return c == '_' || c < 128 && Character.isLetterOrDigit(c);
    }

    private Token number(int start) throws SourceException {
        while (isNamePart(source.at(at)) || source.at(at) == '.') {
            at++;
        }
        String text = source.text().substring(start, at);
        String digits = text.replaceAll("(?i)[ul]+$", "");
        try {
            long value;
            if (digits.startsWith("0x") || digits.startsWith("0X")) {
                value = Long.parseUnsignedLong(digits.substring(2), 16);
            } else if (digits.startsWith("0b") || digits.startsWith("0B")) {
                value = Long.parseUnsignedLong(digits.substring(2), 2);
            } else {
                value = Long.parseUnsignedLong(digits, digits.startsWith("0") && digits.length() > 1 ? 8 : 10);
            }
            return new Token(Token.Kind.NUMBER, text, value, start);
        } catch (NumberFormatException e) {
            throw source.error(start, "'" + text + "' is no whole number of at most 64 bits");
        }
    }

    private Token string(int start) throws SourceException {
        StringBuilder text = new StringBuilder();
        for (at++; source.at(at) != '"'; at++) {
            if (atEnd() || source.at(at) == '\n') {
                throw source.error(start, "string without an end: expected '\"' on the same line");
            }
            if (source.at(at) == '\\') {
                at++;
            }
            text.append(source.at(at));
        }
        at++;
        return new Token(Token.Kind.STRING, text.toString(), 0, start);
    }

    private Token character(int start) throws SourceException {
        char c = source.at(at + 1);
        if (c == '\\' || c == '\n' || source.at(at + 2) != '\'') {
            throw source.error(start, "expected one character between quotes");
        }
        at += 3;
        return new Token(Token.Kind.NUMBER, "'" + c + "'", c, start);
    }
}
