package dev.fencepost.workbench.console;

/** Text that is broken between words where a line is full. */
public final class Paragraph {
    private Paragraph() {}

    /**
     * The lines of a paragraph, each ended by a line break.
     *
     * @param first what the first line starts with; counts as text
     * @param indent how many blanks the other lines start with
     * @param text words separated by blanks
     * @param width columns to fill
     */
    public static String of(String first, int indent, String text, int width) {
        StringBuilder whole = new StringBuilder();
        StringBuilder line = new StringBuilder(first);
        boolean empty = true; // nothing but the start of a line so far
        for (String word : text.split(" ")) {
            if (!empty && line.length() + 1 + word.length() > width) {
                whole.append(line).append('\n');
                line = new StringBuilder(" ".repeat(indent));
                empty = true;
            }
            line.append(empty ? "" : " ").append(word);
            empty = false;
        }
        return whole.append(line).append('\n').toString();
    }
}
