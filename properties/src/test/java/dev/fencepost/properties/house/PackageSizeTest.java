package dev.fencepost.properties.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A package is small enough to be read as a whole. */
class PackageSizeTest {
    private static final long MOST_FILES = 25;

    /** Packages that are larger, and how large they may be: a number here may only become smaller. */
    private static final Map<String, Long> LARGER = Map.of(
            "dev/fencepost/model/litmus", 53L,
            "dev/fencepost/model/protocol/compile", 39L,
            "dev/fencepost/properties/dispatch", 35L,
            "dev/fencepost/properties/grant/table", 33L,
            "dev/fencepost/properties/memory", 31L,
            "dev/fencepost/properties/msix", 29L,
            "dev/fencepost/properties/ring", 31L,
            "dev/fencepost/properties/ring/split", 29L);

    private static Map<String, Long> tooLarge(List<Source> sources) {
        Map<String, Long> files = sources.stream()
                .filter(Source::isJava)
                .collect(Collectors.groupingBy(PackageSizeTest::folder, TreeMap::new, Collectors.counting()));
        files.values().removeIf(count -> count <= MOST_FILES);
        Map<String, Long> packages = new TreeMap<>();
        files.forEach((folder, count) -> packages.put(folder.replaceFirst(".*/java/", ""), count));
        return packages;
    }

    private static String folder(Source source) {
        return source.path().substring(0, source.path().lastIndexOf('/'));
    }

    @Test
    void packagesHaveAtMost25FilesButForThoseThatAreKnown() {
        assertThat(tooLarge(Source.ofProject())).containsExactlyInAnyOrderEntriesOf(LARGER);
    }

    @Test
    void aLargerPackageIsNoticed() {
        List<Source> sources = IntStream.rangeClosed(0, 25)
                .mapToObj(each -> new Source("model/src/main/java/dev/fencepost/model/spec/C" + each + ".java", ""))
                .toList();
        assertThat(tooLarge(sources)).containsOnly(Map.entry("dev/fencepost/model/spec", 26L));
        assertThat(tooLarge(sources.subList(1, 26))).isEmpty();
    }
}
