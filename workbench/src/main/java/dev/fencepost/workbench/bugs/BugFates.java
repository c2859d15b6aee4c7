package dev.fencepost.workbench.bugs;

import dev.fencepost.workbench.console.BadInput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What became of each known bug when the tests last tried it: the table that they write. */
final class BugFates {
    /** Where the tests write it, from the root of the project. */
    static final Path WRITTEN = Path.of("properties", "target", "bugs.tsv");

    private static final int COLUMNS = 5;
    private static final int CAUGHT_BY = 3;
    private static final int LENGTH = 4;
    private static final String NOTHING = "nothing";

    private final Map<Integer, Fate> fates;

    private BugFates(Map<Integer, Fate> fates) {
        this.fates = fates;
    }

    /**
     * What became of one.
     *
     * @param caughtBy a check, or {@code nothing}
     * @param length of the counterexample; empty for nothing
     */
    record Fate(String caughtBy, Optional<Integer> length) {
        boolean escaped() {
            return caughtBy.equals(NOTHING);
        }
    }

    /** The fate of the bug with that number, if it was tried. */
    Optional<Fate> of(int number) {
        return Optional.ofNullable(fates.get(number));
    }

    /** Whether none was tried. */
    boolean isEmpty() {
        return fates.isEmpty();
    }

    /** The table that the tests of this project wrote; empty if they have not run. The launcher says where it is. */
    static BugFates written() {
        String home = System.getProperty("fencepost.home");
        Path file = home == null ? null : Path.of(home).resolve(WRITTEN);
        return file != null && Files.exists(file) ? in(file) : new BugFates(Map.of());
    }

    /**
     * The table in a file.
     *
     * @throws BadInput if there is none
     */
    static BugFates in(Path file) {
        List<String> lines;
        try {
            lines = Files.readAllLines(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new BadInput("cannot read " + file + "; 'mvn test' writes " + WRITTEN, e);
        }
        Map<Integer, Fate> fates = new HashMap<>();
        for (int i = 1; i < lines.size(); i++) { // the first line names the columns
            String[] cells = lines.get(i).split("\t", -1);
            String length = cells.length == COLUMNS ? cells[LENGTH] : "";
            if (!cells[0].matches("[0-9]{1,6}") || !length.matches("-|[0-9]{1,6}")) {
                throw new BadInput(file + ":" + (i + 1) + ": expected number, source, clause, caught by and length, "
                        + "with tabs between them");
            }
            Optional<Integer> known = length.equals("-") ? Optional.empty() : Optional.of(Integer.valueOf(length));
            fates.put(Integer.valueOf(cells[0]), new Fate(cells[CAUGHT_BY], known));
        }
        return new BugFates(fates);
    }
}
