package dev.fencepost.model.protocol.deployed;

import dev.fencepost.model.c.Source;
import dev.fencepost.model.c.SourceException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One line of a table, as cells with two blanks or more between them.
 *
 * @param table the table
 * @param cells not empty
 */
record Line(Source table, List<Cell> cells) {
    private static final Pattern CELL = Pattern.compile("\\S+(?: \\S+)*");

    /**
     * A cell.
     *
     * @param text its words, with one blank between two
     * @param offset where it begins in the table
     */
    record Cell(String text, int offset) {
        /** The first word. */
        String keyword() {
            return text.split(" ", 2)[0];
        }

        /** What follows the first word; empty if nothing does. */
        Cell rest() {
            int blank = text.indexOf(' ');
            return blank < 0 ? new Cell("", offset + text.length()) : from(blank + 1);
        }

        /** What is left from a position on. */
        Cell from(int position) {
            return new Cell(text.substring(position), offset + position);
        }

        /** What comes before a position. */
        Cell upTo(int position) {
            return new Cell(text.substring(0, position), offset);
        }

        /** Its parts between separators, without blanks around them. */
        List<Cell> parts(String separator) {
            List<Cell> parts = new ArrayList<>();
            int start = 0;
            for (String part : text.split(Pattern.quote(separator), -1)) {
                int lead = part.length() - part.stripLeading().length();
                parts.add(new Cell(part.strip(), offset + start + lead));
                start += part.length() + separator.length();
            }
            return parts;
        }
    }

    /** The lines of a table that say something. */
    static List<Line> of(Source table) {
        List<Line> lines = new ArrayList<>();
        Matcher line = Pattern.compile(".+").matcher(table.text());
        while (line.find()) {
            List<Cell> cells = new ArrayList<>();
            Matcher cell = CELL.matcher(line.group().replace('\t', ' '));
            while (cell.find()) {
                cells.add(new Cell(cell.group(), line.start() + cell.start()));
            }
            if (!cells.isEmpty() && !cells.get(0).text().startsWith("#")) {
                lines.add(new Line(table, cells));
            }
        }
        return lines;
    }

    Cell first() {
        return cells.get(0);
    }

    /**
     * The cell at an index.
     *
     * @throws SourceException if there is none
     */
    Cell cell(int index, String expected) throws SourceException {
        if (index < cells.size() && !cells.get(index).text().isEmpty()) {
            return cells.get(index);
        }
        Cell last = cells.get(cells.size() - 1);
        throw table.error(
                last.offset() + last.text().length(),
                "expected two blanks and " + expected + " at the end of the line");
    }

    /** The cell at an index, or an empty one. */
    String optional(int index) {
        return index < cells.size() ? cells.get(index).text() : "";
    }

    /** @throws SourceException if there are more cells than that */
    void atMost(int count) throws SourceException {
        if (cells.size() > count) {
            throw error(cells.get(count), "expected the end of the line, since only single blanks stand within a cell");
        }
    }

    SourceException error(Cell at, String message) {
        return table.error(at.offset(), message);
    }
}
