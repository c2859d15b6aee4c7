package dev.fencepost.model.spec;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** The defects that Fencepost knows, from the tables in {@code bugs} beside this class, one for each subject. */
public final class KnownBugs {
    private static final List<String> SUBJECTS =
            List.of("split-ring", "packed-ring", "grant-table", "persistent-grants", "msix", "dispatch");
    private static final int COLUMNS = 6;

    private KnownBugs() {}

    /** What they are defects of. */
    public static List<String> subjects() {
        return SUBJECTS;
    }

    /** All of them, by number. */
    public static List<KnownBug> all() {
        return SUBJECTS.stream()
                .flatMap(subject -> of(subject).stream())
                .sorted(Comparator.comparingInt(KnownBug::number))
                .toList();
    }

    /**
     * Those of one subject, by number.
     *
     * @throws IllegalArgumentException if there is no such subject
     */
    public static List<KnownBug> of(String subject) {
        if (!SUBJECTS.contains(subject)) {
            throw new IllegalArgumentException("no bugs of " + subject + " are known, but of " + SUBJECTS);
        }
        try (InputStream in = KnownBugs.class.getResourceAsStream("bugs/" + subject + ".tsv");
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return lines.lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> row(subject, line))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static KnownBug row(String subject, String line) {
        String[] cells = line.split("\t", -1);
        if (cells.length != COLUMNS) {
            throw new IllegalStateException("bugs/" + subject + ".tsv: expected " + COLUMNS + " columns in: " + line);
        }
        List<Clause> clauses = cells[2].equals("-")
                ? List.of()
                : Arrays.stream(cells[2].split(",")).map(Clause::valueOf).toList();
        return new KnownBug(Integer.parseInt(cells[0]), cells[1], subject, clauses, cells[3], cells[4], cells[5]);
    }
}
