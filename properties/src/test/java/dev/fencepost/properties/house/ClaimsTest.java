package dev.fencepost.properties.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.fencepost.model.spec.Clause;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Every clause is claimed by a test, see {@link Claims}. The clauses of a subject count from its row in README on, see
 * {@link Subjects}.
 */
class ClaimsTest {
    private static final JavaClasses TESTS = new ClassFileImporter().importPackages("dev.fencepost.properties");

    /** Claims nothing but S1, as a project would that tests little. */
    @Claims(Clause.S1)
    private static final class TestsLittle {}

    @Test
    void everyClauseIsClaimed() {
        assertThat(unclaimed(TESTS, Subjects.readme())).isEmpty();
    }

    @Test
    void aClauseThatNobodyClaimsIsNoticed() {
        Set<Clause> unclaimed = unclaimed(testsLittle(), "| split virtqueue | ... |");
        assertThat(unclaimed).contains(Clause.S2, Clause.DMA_BARRIERS).doesNotContain(Clause.S1, Clause.P1, Clause.M1);
    }

    @Test
    void theClausesOfASubjectCountFromItsRowOn() {
        assertThat(unclaimed(testsLittle(), "| MSI-X | ... |"))
                .contains(Clause.M1, Clause.M9)
                .doesNotContain(Clause.S2, Clause.G1);
    }

    private static JavaClasses testsLittle() {
        return new ClassFileImporter().importClasses(TestsLittle.class);
    }

    private static Set<Clause> unclaimed(JavaClasses tests, String readme) {
        Set<Clause> unclaimed = EnumSet.allOf(Clause.class);
        tests.stream()
                .flatMap(type -> Stream.concat(Stream.of(type.reflect()), Stream.of(methods(type.reflect()))))
                .filter(element -> element.isAnnotationPresent(Claims.class))
                .forEach(element ->
                        Stream.of(element.getAnnotation(Claims.class).value()).forEach(unclaimed::remove));
        unclaimed.removeIf(clause ->
                Subjects.all().stream().anyMatch(subject -> subject.owns(clause) && !subject.isClaimedBy(readme)));
        return unclaimed;
    }

    private static java.lang.reflect.AnnotatedElement[] methods(Class<?> type) {
        return type.getDeclaredMethods();
    }
}
