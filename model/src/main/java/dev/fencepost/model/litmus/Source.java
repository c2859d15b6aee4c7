package dev.fencepost.model.litmus;

/** The text of a test and where it came from. */
record Source(String file, String text) {
    /** An error at {@code offset} (0 to the length of the text). */
    LitmusException error(int offset, String message) {
        int line = 1;
        int start = 0;
        int end = Math.min(offset, text.length());
        for (int i = 0; i < end; i++) {
            if (text.charAt(i) == '\n') {
                line++;
                start = i + 1;
            }
        }
        return new LitmusException(file, line, end - start + 1, message);
    }

    /** The character at {@code offset}, or 0 past the end. */
    char at(int offset) {
        return offset < text.length() ? text.charAt(offset) : 0;
    }

    boolean startsWith(String prefix, int offset) {
        return text.startsWith(prefix, offset);
    }
}
