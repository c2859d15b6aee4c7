package dev.fencepost.properties.memory.herd;

import dev.fencepost.model.memory.program.Program;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/** The tables {@code herd-lkmm.txt}, {@code herd-armv8.txt}, {@code herd-tso.txt} and {@code herd-riscv.txt}. */
final class HerdTable {
    private HerdTable() {}

    /**
     * A line of a table: a program, one of its final states or one that it might have, and what herd7 says.
     *
     * @param text the program in the language of {@link RowParser}
     * @param condition a final state
     * @param facts herd7's, null where it has not been asked yet
     */
    record Row(String text, String condition, Facts facts) {
        static Row parse(String line) {
            String[] cells = line.split("\\s+\\|\\s+");
            return new Row(cells[0], cells[1], cells.length > 2 ? Facts.parse(cells[2]) : null);
        }

        /**
         * Whether facts are herd7's. Of AArch64's CAS that fails herd7 has two executions, one that writes what it
         * read: there the numbers of executions say nothing beyond whether there are any.
         */
        boolean agreesWith(Facts other) {
            boolean doubled = text.contains("cas(")
                    && !text.contains("plain")
                    && facts.flags().isEmpty();
            return facts.equals(other)
                    || doubled
                            && facts.states() == other.states()
                            && facts.hash().equals(other.hash())
                            && facts.flags().equals(other.flags())
                            && (facts.positive() == 0) == (other.positive() == 0)
                            && facts.positive() >= other.positive()
                            && facts.negative() >= other.negative();
        }

        Program program() {
            return RowParser.parse("row", text);
        }

        @Override
        public String toString() {
            return text + " | " + condition + (facts == null ? "" : " | " + facts);
        }
    }

    static List<Row> read(RowGenerator.Flavour flavour) {
        String name = "herd-" + flavour.name().toLowerCase(Locale.ROOT) + ".txt";
        try (InputStream in = HerdTable.class.getResourceAsStream(name)) {
            return rows(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(name, e);
        }
    }

    static List<Row> rows(String text) {
        return text.lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(Row::parse)
                .toList();
    }
}
