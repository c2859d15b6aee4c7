package dev.fencepost.properties.jcstress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.model.memory.program.FenceKind;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Lesson, engine and machine agree: the outcomes that a lesson accepts are those that the engine allows, and what the
 * machine shows is among them. Where the engine says that x86 shows a defect, this machine must show it.
 */
class LitmusAgreementTest {
    private static final boolean DEEP = Boolean.getBoolean("fencepost.deep");

    /** Once more, for longer: a busy machine has few moments in which two threads really run side by side. */
    private static final int RETRIES = 6;

    private static Map<String, Map<String, Long>> results;

    /** One line a subject. */
    private static final List<Lessons> SUBJECTS = List.of( //
            SplitRingLessons.lessons(), //
            PackedRingLessons.lessons(), //
            MsixLessons.lessons(), //
            DispatchLessons.lessons(), //
            GrantTableLessons.lessons(), //
            PersistentGrantLessons.lessons());

    static Stream<Lesson> lessons() {
        return SUBJECTS.stream().flatMap(subject -> subject.all().stream());
    }

    @BeforeAll
    static void run() {
        results = Jcstress.run("_[0-9]+_", DEEP ? 10 : 2, DEEP ? 500 : 60);
        results.forEach((lesson, counts) -> System.out.println("jcstress: " + lesson + " " + counts));
    }

    @Test
    void everyLessonHasAProgram() {
        assertThat(Jcstress.lessons())
                .isEqualTo(lessons().map(Lesson::name).collect(Collectors.toCollection(TreeSet::new)));
    }

    @ParameterizedTest
    @MethodSource("lessons")
    void itsWordsAreWhatTheEngineAllows(Lesson lesson) {
        assertThat(Judge.ofWords(lesson, Jcstress.declared(lesson))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("lessons")
    void theMachineDoesWhatItMayAndMust(Lesson lesson) {
        Judge.Declared declared = Jcstress.declared(lesson);
        Map<String, Long> observed = new TreeMap<>(results.getOrDefault(lesson.name(), Map.of()));
        for (int i = 1;
                i <= RETRIES
                        && !Judge.unseen(lesson, declared, observed.keySet()).isEmpty();
                i++) {
            Jcstress.run(lesson.name(), 5, 100 * i)
                    .getOrDefault(lesson.name(), Map.of())
                    .forEach((outcome, count) -> observed.merge(outcome, count, Long::sum));
        }
        assertThat(Judge.ofRun(lesson, declared, observed)).isEmpty();
    }

    /** Of real memory only store buffering without a full fence shows on x86, and two steps where one was needed. */
    @Test
    void whatMustShowFollowsFromTheModel() {
        Set<String> must = lessons()
                .filter(lesson -> !Judge.unseen(lesson, Jcstress.declared(lesson), Set.of())
                        .isEmpty())
                .map(Lesson::name)
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> expected = new TreeSet<>();
        for (Lessons subject : SUBJECTS) {
            expected.addAll(subject.mustShow());
            expected.addAll(Lesson.X86 ? subject.mustShowOnX86() : Set.of());
        }
        assertThat(must).isNotEmpty().isEqualTo(expected);
    }

    @Test
    void aLessonIsNamedAfterItsSubject() {
        for (Lessons subject : SUBJECTS) {
            assertThat(subject.all())
                    .isNotEmpty()
                    .allMatch(lesson -> lesson.name().matches(subject.subject() + "_\\d\\d_\\w+\\.\\w+"));
        }
    }

    // ---- What each check must reject.

    private static final String FENCED = "SplitRing_03_SuppressNotification.Fenced";
    private static final String BROKEN = "SplitRing_03_SuppressNotification.BrokenWithoutD2";

    private static Lesson lesson(String name) {
        return lessons()
                .filter(lesson -> lesson.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aForbiddenOutcomeIsRejected() {
        Lesson lesson = lesson(FENCED);
        assertThat(Judge.ofRun(lesson, Jcstress.declared(lesson), Map.of("1, 1", 5L, "0, 1", 1L)))
                .hasSize(2)
                .anyMatch(text -> text.contains("which it forbids"))
                .anyMatch(text -> text.contains("the engine does not allow"));
    }

    @Test
    void aDefectThatNeverShowsIsRejected() {
        Lesson lesson = lesson("SplitRing_05_RemoteProcessor.BrokenWithSmpFences");
        assertThat(Judge.ofRun(lesson, Jcstress.declared(lesson), Map.of("42", 5L, "-1", 1L, "0", 1L, "-2", 0L)))
                .singleElement()
                .asString()
                .contains("never showed '-2'");
    }

    @Test
    void aMissingResultIsRejected() {
        Lesson lesson = lesson(BROKEN);
        assertThat(Judge.ofRun(lesson, Jcstress.declared(lesson), Map.of())).containsExactly(BROKEN + " has no result");
        assertThat(Jcstress.run("SplitRing_99", 1, 10)).isEmpty();
    }

    /** A store fence where a full one is needed: the program allows more than the fenced lesson says. */
    @Test
    void aLessonThatSaysTooLittleIsRejected() {
        Lesson weakened = RingLessons.suppress(FENCED, LessonCode.fence(FenceKind.STORE_STORE));
        assertThat(Judge.ofWords(weakened, Jcstress.declared(lesson(FENCED))))
                .singleElement()
                .asString()
                .contains("the engine allows [0, 0, 0, 1, 1, 0, 1, 1]");
    }

    @Test
    void aLessonThatSaysTooMuchIsRejected() {
        Lesson fenced = RingLessons.publish(FENCED, LessonCode.fence(FenceKind.FULL));
        Judge.Declared broken = Jcstress.declared(lesson("SplitRing_01_PublishIndex.BrokenWithoutD1"));
        assertThat(Judge.ofWords(fenced, broken)).isNotEmpty();
    }
}
