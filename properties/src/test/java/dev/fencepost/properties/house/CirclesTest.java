package dev.fencepost.properties.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CirclesTest {
    private static final String SAMPLE = "dev.fencepost.properties.house.sample.circle";

    private static final JavaClasses HOUSE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.fencepost");

    private static List<JavaClass> room(String name) {
        return HOUSE.stream()
                .filter(type -> type.getPackageName().startsWith("dev.fencepost." + name + "."))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"model", "impl", "stress"})
    void noPackagesUseEachOther(String room) {
        assertThat(room(room)).isNotEmpty();
        assertThat(Circles.ofPackages(room(room))).isEmpty();
    }

    /** A list that may only become shorter: what circles.txt names and is none any more has to be struck out. */
    @ParameterizedTest
    @ValueSource(strings = {"model", "impl"})
    void noClassesUseEachOtherButThoseThatAreKnown(String room) throws IOException {
        List<String> circles = Circles.ofClasses(room(room)).stream()
                .map(circle -> String.join(" ", circle).replace("dev.fencepost.", ""))
                .toList();
        assertThat(circles).containsExactlyInAnyOrderElementsOf(known(room));
    }

    @Test
    void packagesThatUseEachOtherAreNoticed() {
        JavaClasses sample = new ClassFileImporter().importPackages(SAMPLE);
        assertThat(Circles.ofPackages(sample)).containsExactly(Set.of(SAMPLE + ".egg", SAMPLE + ".hen"));
        assertThat(Circles.ofClasses(sample)).containsExactly(Set.of(SAMPLE + ".egg.Egg", SAMPLE + ".hen.Hen"));
    }

    private static List<String> known(String room) throws IOException {
        try (InputStream in = CirclesTest.class.getResourceAsStream("circles.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> line.startsWith(room + "."))
                    .toList();
        }
    }
}
