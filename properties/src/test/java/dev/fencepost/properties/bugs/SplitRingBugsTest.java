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
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Every known bug of the split ring is tried, what became of it is written to {@code target/bugs.tsv}, and nothing that
 * was caught before gets away.
 */
class SplitRingBugsTest {
    private static final Path TABLE = Path.of("target", "bugs.tsv");

    private static List<Attempt> attempts() {
        return Stream.of(
                        FenceBugs.all(), //
                        AccessBugs.all(),
                        HistoryBugs.all(),
                        MachineBugs.all(),
                        HostileBugs.all())
                .flatMap(List::stream)
                .toList();
    }

    private static Fate fate(Attempt attempt) {
        assertThat(attempt.sound().counterexample())
                .as("bug %d: the check of the variant without it", attempt.number())
                .isEmpty();
        OptionalInt length = attempt.broken().counterexample();
        return length.isPresent() ? new Fate(attempt.check().label(), length.getAsInt()) : Fate.NOTHING;
    }

    @Test
    void everyKnownBugIsTriedAndNoneGetsAwayThatWasCaughtBefore() throws IOException {
        Map<Integer, Attempt> attempts =
                attempts().stream().collect(Collectors.toMap(Attempt::number, Function.identity()));
        List<KnownBug> bugs = KnownBugs.all();
        assertThat(attempts.keySet())
                .containsExactlyInAnyOrderElementsOf(
                        bugs.stream().map(KnownBug::number).toList());
        List<String> lines = new ArrayList<>(List.of("number\tsource\tclause\tcaught by\tlength"));
        Map<Integer, Fate> recorded = Fate.recorded();
        List<String> worse = new ArrayList<>();
        for (KnownBug bug : bugs) {
            Fate now = fate(attempts.get(bug.number()));
            lines.add(bug.number() + "\t" + bug.source() + "\t" + bug.clauseNames() + "\t" + now);
            Fate before = recorded.get(bug.number());
            if (before == null || now.worseThan(before)) {
                worse.add("bug " + bug.number() + " was: " + before + ", is: " + now);
            }
        }
        Files.createDirectories(TABLE.getParent());
        Files.write(TABLE, lines);
        assertThat(worse).as("fates worse than recorded in fates.tsv").isEmpty();
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
