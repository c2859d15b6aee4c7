package dev.fencepost.properties.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TidyTest {
    private static final List<Source> PROJECT = Source.ofProject();

    static Stream<TidyRule> rules() {
        return Stream.concat(TidyRules.all().stream(), TestRules.all().stream());
    }

    @ParameterizedTest
    @MethodSource("rules")
    void theHouseKeeps(TidyRule rule) {
        assertThat(PROJECT.stream().flatMap(source -> rule.check(source).stream()))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("rules")
    void itsSampleIsRejected(TidyRule rule) {
        assertThat(rule.check(rule.broken())).isNotEmpty();
    }

    @Test
    void theWholeProjectIsRead() {
        assertThat(PROJECT)
                .extracting(Source::path)
                .contains(
                        "pom.xml", "fencepost", "model/src/main/java/dev/fencepost/model/memory/program/Program.java");
    }

    @Test
    void everyPackageSaysWhatItIsFor() {
        assertThat(packagesWithoutInfo(PROJECT)).isEmpty();
    }

    @Test
    void aPackageThatDoesNotIsRejected() {
        Source lonely = new Source("model/src/main/java/dev/fencepost/model/lonely/Lonely.java", "");
        Source test = new Source("model/src/test/java/dev/fencepost/model/memory/SampleTest.java", "");
        Source info = new Source("model/src/main/java/dev/fencepost/model/memory/package-info.java", "");
        assertThat(packagesWithoutInfo(List.of(lonely, test, info)))
                .containsExactly("model/dev/fencepost/model/lonely");
    }

    /** A test may share the package, and so the documentation, of what it tests. */
    private static Set<String> packagesWithoutInfo(List<Source> sources) {
        Set<String> missing = sources.stream()
                .filter(Source::isJava)
                .map(TidyTest::packageOf)
                .collect(Collectors.toCollection(TreeSet::new));
        sources.stream()
                .filter(source -> source.path().endsWith("/package-info.java"))
                .forEach(info -> missing.remove(packageOf(info)));
        return missing;
    }

    private static String packageOf(Source source) {
        String folder = source.path().substring(0, source.path().lastIndexOf('/'));
        return folder.replaceFirst("/src/(main|test)/java", "");
    }
}
