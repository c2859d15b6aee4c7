package dev.fencepost.properties.bugs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.model.spec.KnownBug;
import dev.fencepost.model.spec.KnownBugs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every known bug of every subject is tried, what became of it is written to {@code target/bugs.tsv}, and nothing that
 * was caught before gets away.
 */
class KnownBugsTest {
    private static final Path TABLE = Path.of("target", "bugs.tsv");

    private static final SortedMap<Integer, String> ROWS = new TreeMap<>();

    static List<String> subjects() {
        return KnownBugs.subjects();
    }

    @AfterAll
    static void writeTheTable() throws IOException {
        List<String> lines = new ArrayList<>(List.of("number\tsource\tclause\tcaught by\tlength"));
        lines.addAll(ROWS.values());
        Files.createDirectories(TABLE.getParent());
        Files.write(TABLE, lines);
    }

    private static Fate fate(Attempt attempt) {
        assertThat(attempt.sound().counterexample())
                .as("bug %d: the check of the variant without it", attempt.number())
                .isEmpty();
        OptionalInt length = attempt.broken().counterexample();
        return length.isPresent() ? new Fate(attempt.check().label(), length.getAsInt()) : Fate.NOTHING;
    }

    @ParameterizedTest
    @MethodSource("subjects")
    void everyKnownBugIsTriedAndNoneGetsAwayThatWasCaughtBefore(String subject) throws IOException {
        Map<Integer, Attempt> attempts =
                Attempts.at(subject).stream().collect(Collectors.toMap(Attempt::number, Function.identity()));
        List<KnownBug> bugs = KnownBugs.of(subject);
        assertThat(attempts.keySet())
                .containsExactlyInAnyOrderElementsOf(
                        bugs.stream().map(KnownBug::number).toList());
        Map<Integer, Fate> recorded = Fate.recorded(subject);
        List<String> worse = new ArrayList<>();
        for (KnownBug bug : bugs) {
            Fate now = fate(attempts.get(bug.number()));
            ROWS.put(bug.number(), bug.number() + "\t" + bug.source() + "\t" + bug.clauseNames() + "\t" + now);
            Fate before = recorded.get(bug.number());
            if (before == null || now.worseThan(before)) {
                worse.add("bug " + bug.number() + " was: " + before + ", is: " + now);
            }
        }
        assertThat(worse)
                .as("fates worse than recorded in fates/%s.tsv", subject)
                .isEmpty();
    }

    /** An attempt at a subject that no table knows would never be made. */
    @Test
    void everyAttemptIsAtASubjectWithATable() {
        assertThat(KnownBugs.subjects()).containsAll(Attempts.subjects());
    }

    @Test
    void aNumberIsUsedOnce() {
        assertThat(KnownBugs.all().stream().map(KnownBug::number)).isNotEmpty().doesNotHaveDuplicates();
    }

    /** A test that compares fates and takes every fate for good would prove nothing. */
    @Test
    void anEscapeAndALongerCounterexampleAreWorse() {
        Fate caught = new Fate("histories", 7);
        assertThat(Fate.NOTHING.worseThan(caught)).isTrue();
        assertThat(new Fate("histories", 8).worseThan(caught)).isTrue();
        assertThat(new Fate("histories", 6).worseThan(caught)).isFalse();
        assertThat(new Fate("hostile peers", 9).worseThan(caught)).isFalse();
        assertThat(caught.worseThan(Fate.NOTHING)).isFalse();
    }
}
