package dev.fencepost.model.c;

/**
 * A word of a C file.
 *
 * @param kind what it is
 * @param text as it is written; of a string, what stands between the quotes
 * @param value of a number or character
 * @param at the offset in the text; of a token that a macro stands for, where the macro is used
 */
record Token(Kind kind, String text, long value, int at) {
    enum Kind {
        NAME,
        NUMBER,
        STRING,
        PUNCTUATION,
        END
    }

    boolean is(String other) {
        return (kind == Kind.NAME || kind == Kind.PUNCTUATION) && text.equals(other);
    }

    /** As messages quote it. */
    String shown() {
        return switch (kind) {
            case END -> "the end of the file";
            case STRING -> "\"" + text + "\"";
            default -> "'" + text + "'";
        };
    }

    Token movedTo(int offset) {
        return new Token(kind, text, value, offset);
    }
}
