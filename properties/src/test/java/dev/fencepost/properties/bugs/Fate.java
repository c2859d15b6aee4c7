package dev.fencepost.properties.bugs;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What became of a bug.
 *
 * @param caughtBy the check, or {@code nothing}
 * @param length of its counterexample; 0 for nothing
 */
record Fate(String caughtBy, int length) {
    static final Fate NOTHING = new Fate("nothing", 0);

    /** Lengths of different checks count different things. */
    boolean worseThan(Fate before) {
        if (equals(NOTHING) || before.equals(NOTHING)) {
            return equals(NOTHING) && !before.equals(NOTHING);
        }
        return caughtBy.equals(before.caughtBy) && length > before.length;
    }

    /** What is known of each bug of a subject, by number: {@code fates/SUBJECT.tsv}. */
    static Map<Integer, Fate> recorded(String subject) throws IOException {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                Fate.class.getResourceAsStream("fates/" + subject + ".tsv"), StandardCharsets.UTF_8))) {
            return lines.lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split("\t"))
                    .collect(Collectors.toMap(
                            cells -> Integer.valueOf(cells[0]),
                            cells -> cells[1].equals("nothing")
                                    ? NOTHING
                                    : new Fate(cells[1], Integer.parseInt(cells[2]))));
        }
    }

    @Override
    public String toString() {
        return caughtBy + "\t" + (equals(NOTHING) ? "-" : length);
    }
}
