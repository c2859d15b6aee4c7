package dev.fencepost.workbench.explain;

import dev.fencepost.workbench.console.Output;
import dev.fencepost.workbench.console.Paragraph;

/** The entries that {@code explain} prints: each a heading, and lines with a word at the left. */
final class ExplainEntry {
    /** How wide the words at the left are. */
    private static final int KEY = 9;

    private final Output output;
    private boolean isFirst = true;

    ExplainEntry(Output output) {
        this.output = output;
    }

    /** Begins an entry. */
    void head(String name, String what) {
        output.out().print(isFirst ? "" : "\n");
        isFirst = false;
        String whole = Paragraph.of(name + " ", 2, what, output.width());
        output.out().print(output.paint(Output.Style.STRONG, name) + whole.substring(name.length()));
    }

    /** A line; without a word at the left it belongs to the one before. */
    void line(String key, String text) {
        output.out().print(Paragraph.of(String.format("  %-" + KEY + "s  ", key), KEY + 4, text, output.width()));
    }

    /** Several lines under one word. */
    void lines(String key, Iterable<String> texts) {
        String word = key;
        for (String text : texts) {
            line(word, text);
            word = "";
        }
    }
}
