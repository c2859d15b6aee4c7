package dev.fencepost.model.litmus;

import java.util.List;

/** The lexical rules of the three parts of a test; herd7 reads them with different lexers. */
enum Dialect {
    /** Initial state and final condition. Names may hold dots, dashes and slashes. */
    STATE(List.of("/\\", "\\/", "=>", "==", "!=", "<>", "->"), true),
    /** Between and around functions, where {@code (*} starts a comment. */
    TOP(List.of(), true),
    /** Inside a function, where {@code (*x)} is an expression. */
    BODY(
            List.of(
                    "<<=", ">>=", "<<", ">>", "<=", ">=", "==", "!=", "&&", "||", "->", "++", "--", "+=", "-=", "*=",
                    "/=", "%=", "&=", "|=", "^="),
            false);

    private final List<String> longSymbols;
    private final boolean parenthesisComments;

    Dialect(List<String> longSymbols, boolean parenthesisComments) {
        this.longSymbols = longSymbols;
        this.parenthesisComments = parenthesisComments;
    }

    /** Symbols of more than one character, longer ones before their prefixes. */
    List<String> longSymbols() {
        return longSymbols;
    }

    boolean parenthesisComments() {
        return parenthesisComments;
    }

    boolean startsName(char c) {
        return isLetter(c) || c == '_' || this == STATE && (c == '.' || c == '$');
    }

    boolean continuesName(char c) {
        return startsName(c) || isDigit(c) || this == STATE && (c == '-' || c == '/');
    }

    static boolean isLetter(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }

    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
