package dev.fencepost.workbench.console;

import dev.fencepost.model.verdict.Counterexample;
import java.util.List;

/**
 * One column for each agent of a timeline. A line has one step, so that where the columns do not fit side by side they
 * may overlap: each starts far enough left for its widest text, and far enough right for the heads to stand apart.
 */
public final class Columns {
    private static final int GAP = 2;

    private final List<String> heads;
    private final int[] starts;
    private final int width;

    /**
     * Columns for the steps of a counterexample.
     *
     * @param first where the first column starts
     * @param prefix how much every step is longer than its text
     * @param width of a line
     * @param apart how far the columns start from each other where they fit so; 0 for as near as their texts let them
     */
    public Columns(Counterexample example, int first, int prefix, int width, int apart) {
        this(example.agents(), example.timeline(), first, prefix, width, apart);
    }

    /** Columns for the steps of a timeline, one for each of {@code agents}. */
    public Columns(
            List<String> agents, List<Counterexample.Step> timeline, int first, int prefix, int width, int apart) {
        heads = agents;
        this.width = width;
        int[] widths = heads.stream().mapToInt(head -> prefix + head.length()).toArray();
        for (Counterexample.Step step : timeline) {
            widths[step.agent()] =
                    Math.max(widths[step.agent()], prefix + step.text().length());
        }
        starts = sideBySide(widths, first, apart);
        int last = widths.length - 1;
        if (starts[last] + widths[last] > width) {
            overlap(widths, first, prefix);
        }
    }

    private static int[] sideBySide(int[] widths, int first, int apart) {
        int[] starts = new int[widths.length];
        int at = first;
        for (int i = 0; i < widths.length; i++) {
            starts[i] = at;
            at += apart == 0 ? widths[i] + GAP : apart;
        }
        return starts;
    }

    private void overlap(int[] widths, int first, int prefix) {
        int last = widths.length - 1;
        int room = Math.max(0, width - widths[last] - first);
        int leftmost = first;
        for (int i = 0; i <= last; i++) {
            int even = last == 0 ? first : first + i * room / last;
            starts[i] = Math.max(leftmost, Math.min(even, width - widths[i]));
            leftmost = starts[i] + prefix + heads.get(i).length() + GAP;
        }
    }

    /** The heads, each {@code prefix} to the right of its column's start. */
    public String heads(int prefix) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < starts.length; i++) {
            pad(line, starts[i] + prefix).append(heads.get(i));
        }
        return line.toString();
    }

    /** A step in its column, after {@code left}; in several lines if it is too long for one. */
    public String step(String left, int agent, String text) {
        String head = pad(new StringBuilder(left), starts[agent]).toString();
        return Paragraph.of(head, head.length(), text, width);
    }

    private static StringBuilder pad(StringBuilder line, int column) {
        return line.append(" ".repeat(Math.max(1, column - line.length())));
    }
}
