package dev.fencepost.stress.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Java PathFinder and our explorer on each harness: same verdict, same number of states. Where nobody asks for Java
 * PathFinder our explorer is alone: a line says so, and the tests that compare count as skipped.
 */
class HarnessJpfTest {
    private static final boolean DEEP = Boolean.getBoolean("fencepost.deep");
    private static final Path FILES = Path.of("src", "main", "jpf");

    /** Where a file says how many states there are. */
    private static final Pattern STATES = Pattern.compile("(\\d+) new states");

    static Stream<Arguments> clean() {
        return HarnessSubjects.ALL.stream()
                .flatMap(subject -> runs(subject.clean(), subject.deepClean()).map(run -> Arguments.of(subject, run)));
    }

    static Stream<Arguments> broken() {
        return HarnessSubjects.ALL.stream()
                .flatMap(
                        subject -> runs(subject.broken(), subject.deepBroken()).map(run -> Arguments.of(subject, run)));
    }

    private static Stream<String> runs(List<String> quick, List<String> deep) {
        return DEEP ? Stream.concat(quick.stream(), deep.stream()) : quick.stream();
    }

    @ParameterizedTest
    @MethodSource("clean")
    void oursFindsNothing(HarnessSubject subject, String words) {
        HarnessExplorer.Found ours = HarnessExplorer.explore(subject.of(words));
        assertThat(ours.violation()).isNull();
        assertThat(ours.ends()).isPositive();
    }

    @ParameterizedTest
    @MethodSource("broken")
    void oursFindsWhatIsBroken(HarnessSubject subject, String words) {
        assertThat(HarnessExplorer.explore(subject.of(words)).violation()).isNotNull();
    }

    @WithJpf
    @ParameterizedTest
    @MethodSource("clean")
    void bothVisitTheSameStates(HarnessSubject subject, String words) {
        JpfReport theirs = Jpf.get().run(subject.cleanFile(), List.of("+target.args=" + words));
        assertThat(theirs.fault()).as(theirs.text()).isNull();
        assertThat(theirs.violation()).isNull();
        assertThat(theirs.states())
                .isEqualTo(HarnessExplorer.explore(subject.of(words)).states());
        System.out.println(
                "Java PathFinder: " + subject + " " + words + ": " + theirs.states() + " states, as many as ours");
    }

    @WithJpf
    @ParameterizedTest
    @MethodSource("broken")
    void bothFindWhatIsBroken(HarnessSubject subject, String words) {
        JpfReport theirs = Jpf.get().run(subject.brokenFile(), List.of("+target.args=" + words));
        assertThat(theirs.fault()).as(theirs.text()).isNull();
        assertThat(theirs.violation()).as(theirs.text()).isNotNull();
    }

    /** Each file that is there for runs by hand belongs to a subject, and says what that subject runs. */
    @Test
    void theFilesAreThoseOfTheSubjects() throws IOException {
        TreeSet<String> named = new TreeSet<>();
        for (HarnessSubject subject : HarnessSubjects.ALL) {
            named.add(subject.cleanFile());
            named.add(subject.brokenFile());
            assertThat(arguments(subject.cleanFile())).isIn(subject.clean());
            Matcher said = STATES.matcher(Files.readString(FILES.resolve(subject.cleanFile())));
            if (said.find()) {
                HarnessExplorer.Found ours = HarnessExplorer.explore(subject.of(arguments(subject.cleanFile())));
                assertThat(said.group(1)).as(subject.cleanFile()).isEqualTo(Integer.toString(ours.states()));
            }
            assertThat(arguments(subject.brokenFile())).isIn(subject.broken());
        }
        try (Stream<Path> files = Files.list(FILES)) {
            assertThat(files.map(file -> file.getFileName().toString()).toList())
                    .containsExactlyInAnyOrderElementsOf(named);
        }
    }

    /** What no subject of today has: three actors, locks, references that change and ways to choose from. */
    @Test
    void oursVisitsTheStatesOfASampleWithoutMemory() {
        HarnessExplorer.Found ours = sample(false);
        HarnessExplorer.Found deadlock = sample(true);
        assertThat(ours.violation()).isNull();
        assertThat(ours.states()).isEqualTo(130);
        assertThat(deadlock.violation()).contains("wait for each other");
        assertThat(deadlock.trace()).containsSubsequence("  actor 0 locks left", "  actor 1 locks right");
    }

    private static HarnessExplorer.Found sample(boolean reversed) {
        return HarnessExplorer.explore(journal -> new SampleHarness(reversed, journal));
    }

    @WithJpf
    @Test
    void bothVisitTheSameStatesOfASampleWithoutMemory() {
        List<String> options = List.of(
                "+target=" + SampleHarness.class.getName(),
                "+target.args=in-order",
                "+classpath+=;" + Path.of("target", "test-classes"));
        JpfReport theirs = Jpf.get().run(HarnessSubjects.SPLIT_RING.cleanFile(), options);
        assertThat(theirs.fault()).as(theirs.text()).isNull();
        assertThat(theirs.states()).isEqualTo(sample(false).states());
    }

    private static String arguments(String file) throws IOException {
        return Files.readAllLines(FILES.resolve(file)).stream()
                .filter(line -> line.startsWith("target.args = "))
                .map(line -> line.substring("target.args = ".length()))
                .findFirst()
                .orElseThrow();
    }

    /** Both exit with 0, and the first says "no errors detected". */
    @WithJpf
    @Test
    void aRunThatProvesNothingIsRefused() {
        String file = HarnessSubjects.SPLIT_RING.cleanFile();
        List<String> missing = List.of("+target=dev.fencepost.stress.harness.Missing");
        assertThat(Jpf.get().run(file, List.of("+search.depth_limit=5")).fault())
                .isNotNull();
        assertThat(Jpf.get().run(file, missing).fault()).isNotNull();
    }
}
