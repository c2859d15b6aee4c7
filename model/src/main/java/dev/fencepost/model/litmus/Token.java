package dev.fencepost.model.litmus;

/**
 * A word of a test. {@code offset} is where it starts in the {@link Source}, {@code end} is behind its last character.
 */
record Token(Kind kind, String text, int offset, int end) {
    enum Kind {
        NAME,
        NUMBER,
        SYMBOL,
        END
    }

    boolean is(String symbol) {
        return text.equals(symbol) && kind != Kind.END;
    }

    /** For messages. */
    String shown() {
        return kind == Kind.END ? "the end of the file" : "'" + text + "'";
    }
}
