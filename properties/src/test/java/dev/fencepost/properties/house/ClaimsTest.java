package dev.fencepost.properties.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.fencepost.model.spec.Clause;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every clause of a subject that stands in {@code model} is claimed by a test, see {@link Claims}. */
class ClaimsTest {
    private static final JavaClasses TESTS = new ClassFileImporter().importPackages("dev.fencepost.properties");
    private static final JavaClasses MODEL = new ClassFileImporter().importPackages("dev.fencepost.model");

    /** Claims nothing but S1, as a project would that tests little. */
    @Claims(Clause.S1)
    private static final class TestsLittle {}

    @Test
    void everyClauseIsClaimed() {
        assertThat(unclaimed(TESTS)).isEmpty();
    }

    @Test
    void aClauseThatNobodyClaimsIsNoticed() {
        Set<Clause> unclaimed = unclaimed(new ClassFileImporter().importClasses(TestsLittle.class));
        assertThat(unclaimed).contains(Clause.S2, Clause.DMA_BARRIERS).doesNotContain(Clause.S1);
    }

    private static Set<Clause> unclaimed(JavaClasses tests) {
        Set<Clause> unclaimed = EnumSet.allOf(Clause.class);
        tests.stream()
                .flatMap(type -> Stream.concat(Stream.of(type.reflect()), Stream.of(methods(type.reflect()))))
                .filter(element -> element.isAnnotationPresent(Claims.class))
                .forEach(element ->
                        Stream.of(element.getAnnotation(Claims.class).value()).forEach(unclaimed::remove));
        unclaimed.removeIf(clause -> clause.name().matches("P\\d+") && !hasPackedRing());
        return unclaimed;
    }

    private static java.lang.reflect.AnnotatedElement[] methods(Class<?> type) {
        return type.getDeclaredMethods();
    }

    /** The packed ring's clauses are cited before its model is there. */
    private static boolean hasPackedRing() {
        return MODEL.stream().anyMatch(type -> type.getSimpleName().startsWith("PackedRing"));
    }
}
