package dev.fencepost.properties.house;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.properties.house.Subjects.Subject;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The subjects stand in every room under the same name. A subject with a row in README is found in each room, and one
 * that is found in each room has a row.
 */
class NamingGridTest {
    private static List<String> faults(List<Source> sources, String readme) {
        List<String> faults = new ArrayList<>();
        for (Subject subject : Subjects.all()) {
            List<String> missing = subject.missing(sources);
            if (subject.isClaimedBy(readme)) {
                missing.forEach(cell -> faults.add(subject.name() + ": there is no " + cell));
            } else if (missing.isEmpty()) {
                faults.add(subject.name() + " stands in every room and has no row in README.md");
            }
        }
        return faults;
    }

    @Test
    void aSubjectWithARowStandsInEveryRoom() {
        assertThat(faults(Source.ofProject(), Subjects.readme())).isEmpty();
    }

    @Test
    void theSplitRingHasARow() {
        assertThat(Subjects.of("split virtqueue").isClaimedBy(Subjects.readme()))
                .isTrue();
    }

    @Test
    void aRowWithAMissingRoomIsNoticed() {
        List<Source> sources = new ArrayList<>(Source.ofProject());
        sources.removeIf(source -> source.path().endsWith("/SplitRingHarness.java"));
        assertThat(faults(sources, Subjects.readme()))
                .containsExactly("split virtqueue: there is no "
                        + "stress/src/main/java/dev/fencepost/stress/ring/split/SplitRingHarness\\.java");
    }

    @Test
    void aRowWithoutItsProtocolIsNoticed() {
        List<Source> sources = new ArrayList<>(Source.ofProject());
        sources.removeIf(source -> source.path().equals("protocols/msix-posted.c"));
        assertThat(faults(sources, Subjects.readme())).containsExactly("MSI-X: there is no protocols/msix-posted.c");
    }

    @Test
    void everyRoomAndNoRowIsNoticed() {
        assertThat(faults(Source.ofProject(), ""))
                .contains("split virtqueue stands in every room and has no row in README.md");
    }

    /** Else a subject could not be made piece by piece. */
    @Test
    void someRoomsAndNoRowIsASubjectInTheMaking() {
        Source lonely = new Source("model/src/main/java/dev/fencepost/model/dispatch/DispatchModel.java", "");
        assertThat(faults(List.of(lonely), "")).isEmpty();
    }
}
