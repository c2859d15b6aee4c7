package dev.fencepost.model.c;

/** A text that cannot be read. The message says what was found and what was expected. */
public final class SourceException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String file;
    private final int line;
    private final int column;

    SourceException(String file, int line, int column, String message) {
        super(message);
        this.file = file;
        this.line = line;
        this.column = column;
    }

    /** The file as it was named to the reader. */
    public String file() {
        return file;
    }

    /** The line, from 1. */
    public int line() {
        return line;
    }

    /** The column, from 1, counted in characters. */
    public int column() {
        return column;
    }

    /** {@code file:line:column: message}. */
    public String report() {
        return file + ":" + line + ":" + column + ": " + getMessage();
    }
}
