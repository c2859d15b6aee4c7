package dev.fencepost.properties.house;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RoomRulesTest {
    private static final String ROOT = "dev.fencepost";
    private static final String SAMPLE = "dev.fencepost.properties.house.sample";
    private static final JavaClasses HOUSE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(ROOT);
    private static final JavaClasses BROKEN = new ClassFileImporter().importPackages(SAMPLE);

    static Stream<ArchRule> rules() {
        return RoomRules.below(ROOT).stream();
    }

    @ParameterizedTest
    @MethodSource("rules")
    void theHouseKeeps(ArchRule rule) {
        rule.check(HOUSE);
    }

    @Test
    void theHouseIsNotEmpty() {
        assertThat(HOUSE.containPackage("dev.fencepost.model.memory")).isTrue();
        assertThat(HOUSE.containPackage(SAMPLE)).isFalse();
    }

    @Test
    void aLibraryInModelIsRejected() {
        assertRejected(RoomRules.onlyJdk(SAMPLE, "model"), "MemoryUsesLibrary");
    }

    @Test
    void modelInImplIsRejected() {
        assertRejected(RoomRules.onlyJdk(SAMPLE, "impl"), "ImplUsesModel");
    }

    @Test
    void aPackageWithoutARowIsRejected() {
        assertRejected(RoomRules.everyModelPackageHasARow(SAMPLE), "StrayPackage");
    }

    @Test
    void aHigherLayerIsRejected() {
        assertRejected(RoomRules.row(SAMPLE, "spec"), "SpecUsesMemory");
    }

    @Test
    void anotherSubjectIsRejected() {
        assertRejected(RoomRules.row(SAMPLE, "grant"), "GrantUsesMsix");
        RoomRules.row(SAMPLE, "msix").check(BROKEN);
    }

    private static void assertRejected(ArchRule rule, String culprit) {
        assertThatThrownBy(() -> rule.check(BROKEN))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(culprit);
    }
}
