package dev.fencepost.model.c;

/**
 * A text and where it came from.
 *
 * @param file the name that messages print
 * @param text its characters
 */
public record Source(String file, String text) {
    /** An error at {@code offset} (0 to the length of the text), with what was expected there. */
    public SourceException error(int offset, String message) {
        return new SourceException(file, line(offset), column(offset), message);
    }

    /** The line of an offset, from 1. */
    public int line(int offset) {
        return 1
                + (int) text.substring(0, Math.min(offset, text.length()))
                        .chars()
                        .filter(c -> c == '\n')
                        .count();
    }

    /** The column of an offset, from 1, counted in characters. */
    public int column(int offset) {
        int end = Math.min(offset, text.length());
        return end - text.lastIndexOf('\n', end - 1);
    }

    /** The character at {@code offset}, or 0 past the end. */
    char at(int offset) {
        return offset < text.length() ? text.charAt(offset) : 0;
    }
}
