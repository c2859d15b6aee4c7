package dev.fencepost.model.cost;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Curves as a chart of characters: a later one is drawn over an earlier one.
 *
 * @param x the axis to the right
 * @param y the axis upwards
 * @param curves what is drawn, each by its mark
 * @param joined whether the points of a curve are joined by dots, where nothing else is drawn
 */
public record Chart(Axis x, Axis y, List<Curve> curves, boolean joined) {
    private static final int LABEL = 8;
    private static final int HEIGHT = 16;
    private static final int WIDEST = 64;
    private static final char DOT = '.';

    /** Copies the list. */
    public Chart {
        curves = List.copyOf(curves);
    }

    /**
     * An axis.
     *
     * @param name what it shows, with its unit
     * @param from its lower end; above 0 if it is logarithmic
     * @param to its upper end; not below {@code from}
     */
    public record Axis(String name, double from, double to, boolean logarithmic) {
        /** Checks the ends. */
        public Axis {
            if (!(from <= to) || logarithmic && !(from > 0) || to == Double.POSITIVE_INFINITY) {
                throw new IllegalArgumentException("the axis of " + name + " cannot go from " + from + " to " + to);
            }
        }

        /** Each step adds the same. */
        public static Axis linear(String name, double from, double to) {
            return new Axis(name, from, to, false);
        }

        /** Each step is the same factor. */
        public static Axis logarithmic(String name, double from, double to) {
            return new Axis(name, from, to, true);
        }

        /** Which of {@code steps} + 1 places a value has; outside of them if it is outside of the axis. */
        private long place(double value, int steps) {
            return Math.round(steps * (from == to ? 0 : (scale(value) - scale(from)) / (scale(to) - scale(from))));
        }

        private double value(int place, int steps) {
            double scaled = scale(from) + (scale(to) - scale(from)) * place / steps;
            return logarithmic ? Math.exp(scaled) : scaled;
        }

        private double scale(double value) {
            return logarithmic ? Math.log(value) : value;
        }
    }

    /**
     * Draws it.
     *
     * @param columns how wide a line may be, 30 or more
     * @return lines, the last one ended too
     */
    public String text(int columns) {
        int width = Math.min(WIDEST, columns - LABEL - 3);
        char[][] grid = new char[HEIGHT][width];
        for (char[] row : grid) {
            Arrays.fill(row, ' ');
        }
        if (joined) {
            curves.forEach(curve -> join(grid, curve.points()));
        }
        for (Curve curve : curves) {
            for (Curve.Point point : curve.points()) {
                draw(grid, point.x(), point.y(), curve.mark());
            }
        }
        StringBuilder text = new StringBuilder(y.name()).append('\n');
        for (int row = 0; row < HEIGHT; row++) {
            boolean labelled = row % 3 == 0 || row == HEIGHT - 1;
            String label = labelled ? number(y.value(HEIGHT - 1 - row, HEIGHT - 1)) : "";
            String line = String.format("%" + LABEL + "s |%s", label, new String(grid[row]));
            text.append(line.stripTrailing()).append('\n');
        }
        return text.append(bottom(width)).toString();
    }

    /** Points outside of the axes are left out. */
    private void draw(char[][] grid, double atX, double atY, char mark) {
        long column = x.place(atX, grid[0].length - 1);
        long row = HEIGHT - 1 - y.place(atY, HEIGHT - 1);
        if (column >= 0 && column < grid[0].length && row >= 0 && row < HEIGHT) {
            grid[(int) row][(int) column] = mark;
        }
    }

    /** Straight as the axes are, whatever these are. */
    private void join(char[][] grid, List<Curve.Point> points) {
        int last = grid[0].length - 1;
        for (int i = 1; i < points.size(); i++) {
            Curve.Point left = points.get(i - 1);
            Curve.Point right = points.get(i);
            long from = x.place(left.x(), last);
            long to = x.place(right.x(), last);
            for (long column = Math.max(0, from + 1); column < Math.min(to, last + 1); column++) {
                double part = (double) (column - from) / (to - from);
                double scaled = y.scale(left.y()) + part * (y.scale(right.y()) - y.scale(left.y()));
                draw(grid, x.value((int) column, last), y.logarithmic() ? Math.exp(scaled) : scaled, DOT);
            }
        }
    }

    private String bottom(int width) {
        String from = number(x.from());
        String to = number(x.to());
        String axis = from + " ".repeat(Math.max(1, (width - x.name().length()) / 2 - from.length())) + x.name();
        return " ".repeat(LABEL) + " +" + "-".repeat(width) + "\n"
                + " ".repeat(LABEL + 2) + axis + " ".repeat(Math.max(1, width - axis.length() - to.length())) + to
                + "\n";
    }

    /** Three digits are enough to read a chart by. */
    private static String number(double value) {
        double size = Math.abs(value);
        int digits = size >= 9.995 || value == Math.rint(value) ? 0 : size >= 0.9995 ? 1 : 3;
        return String.format(Locale.ROOT, "%." + digits + "f", value);
    }
}
