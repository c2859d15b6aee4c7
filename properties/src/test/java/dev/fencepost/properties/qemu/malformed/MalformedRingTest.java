package dev.fencepost.properties.qemu.malformed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.properties.qemu.QemuProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * Rings that break a rule, given to QEMU's block device and to ours: who refuses what. The table is
 * {@code malformed-rings.tsv}; where the two differ, its last column says on whose side the standard is. What was found
 * instead is written to {@code target}.
 */
class MalformedRingTest {
    private static final String TABLE = "malformed-rings.tsv";
    private static final String VERSION = "7.2";
    private static final String HEADER = "ring\tattack\tclause\tQEMU " + VERSION + "\tours\tthe standard";
    private static final String UNKNOWN = "?";

    @Test
    void whoRefusesWhat() throws IOException {
        Map<String, String> sides = sides();
        List<String> found = new ArrayList<>(List.of(HEADER));
        for (RawAttack attack : RawAttack.all()) {
            found.add(attack.layout() + "\t" + attack.name() + "\t" + attack.clause() + "\t" + UNKNOWN + "\t"
                    + attack.ring().onOurs() + "\t" + sides.getOrDefault(attack.layout() + attack.name(), ""));
        }
        Optional<Path> program = QemuProgram.find().filter(MalformedRingTest::isTheOneOfTheTable);
        program.ifPresent(path -> fillIn(path, found));
        Files.write(Path.of("target", TABLE), found);
        List<String> known = new ArrayList<>();
        for (String line : table()) {
            known.add(program.isPresent() || line.equals(HEADER) ? line : withoutQemu(line));
        }
        assertThat(found).isEqualTo(known);
    }

    private static boolean isTheOneOfTheTable(Path program) {
        String version = QemuProgram.version(program);
        if (!version.equals(VERSION)) {
            System.out.println("Left out: malformed rings on QEMU " + version + ", the table is of " + VERSION);
        }
        return version.equals(VERSION);
    }

    private static void fillIn(Path program, List<String> found) {
        try (RawReferee referee = new RawReferee(program)) {
            int row = 1;
            for (RawAttack attack : RawAttack.all()) {
                RawRing.Outcome theirs = referee.outcome(attack.ring());
                found.set(row, found.get(row).replace("\t" + UNKNOWN + "\t", "\t" + theirs + "\t"));
                row++;
                // A device that refused works again after a reset.
                assertThat(referee.outcome(attack.sound()).used())
                        .as("a sound ring after: %s", attack.name())
                        .isEqualTo(attack.sound().onOurs().used());
            }
        }
    }

    /** Where the two differ somebody has looked into the standard, and only there. */
    @Test
    void everyDifferenceIsExplained() throws IOException {
        for (String line : table().subList(1, table().size())) {
            String[] columns = line.split("\t", -1);
            boolean same =
                    columns[4].startsWith("refuses") ? columns[3].equals("refuses") : columns[3].equals(columns[4]);
            assertThat(columns[5].isEmpty()).as(line).isEqualTo(same);
        }
    }

    /** The mutant: a device that follows whatever is there differs from the table. */
    @Test
    void deviceThatLooksAtNothingIsNoticed() {
        long differ = RawAttack.all().stream()
                .filter(attack -> !attack.ring().onOurs().equals(attack.sound().onOurs()))
                .count();
        assertThat(differ).isGreaterThan(RawAttack.all().size() / 2);
    }

    private static Map<String, String> sides() throws IOException {
        Map<String, String> sides = new LinkedHashMap<>();
        for (String line : table()) {
            String[] columns = line.split("\t", -1);
            sides.put(columns[0] + columns[1], columns[5]);
        }
        return sides;
    }

    private static String withoutQemu(String line) {
        String[] columns = line.split("\t", -1);
        columns[3] = UNKNOWN;
        return String.join("\t", columns);
    }

    private static List<String> table() throws IOException {
        return Files.readAllLines(
                Path.of("src", "test", "resources", "dev", "fencepost", "properties", "qemu", "malformed", TABLE));
    }
}
