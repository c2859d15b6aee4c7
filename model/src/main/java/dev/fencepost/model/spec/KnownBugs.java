package dev.fencepost.model.spec;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** The defects that Fencepost knows, from the table {@code bugs.tsv} beside this class. */
public final class KnownBugs {
    private static final String TABLE = "bugs.tsv";
    private static final int COLUMNS = 7;

    private KnownBugs() {}

    /** All of them, by number. */
    public static List<KnownBug> all() {
        try (InputStream in = KnownBugs.class.getResourceAsStream(TABLE);
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return lines.lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(KnownBugs::row)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static KnownBug row(String line) {
        String[] cells = line.split("\t", -1);
        if (cells.length != COLUMNS) {
            throw new IllegalStateException(TABLE + ": expected " + COLUMNS + " columns in: " + line);
        }
        List<Clause> clauses = cells[3].equals("-")
                ? List.of()
                : Arrays.stream(cells[3].split(",")).map(Clause::valueOf).toList();
        return new KnownBug(Integer.parseInt(cells[0]), cells[1], cells[2], clauses, cells[4], cells[5], cells[6]);
    }
}
