package dev.fencepost.properties.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The subjects stand in every room under the same name. A subject that is begun is found in each room; one that is not
 * begun is found in none.
 */
class NamingGridTest {
    /** A subject, and the files that it needs, as patterns of their paths. */
    private record Row(String subject, List<String> cells) {
        static Row of(String subject, String folder, String model, String impl, String name) {
            String[] room = {"model/src/main/java/dev/fencepost/model/", "impl/src/main/java/dev/fencepost/impl/"};
            Stream<String> inModel = Stream.of(model.split(" ")).map(type -> room[0] + folder + "/" + type);
            Stream<String> inImpl = Stream.of(impl.split(" ")).map(type -> room[1] + folder + "/" + type);
            Stream<String> inTests = Stream.of(
                    "properties/src/test/java/dev/fencepost/properties/" + folder + "/" + name + "Properties",
                    "stress/src/main/java/dev/fencepost/stress/jpf/" + name + "Harness",
                    "stress/src/main/java/dev/fencepost/stress/jcstress/" + name + "_01_\\w+");
            return new Row(
                    subject,
                    Stream.of(inModel, inImpl, inTests).flatMap(cells -> cells).toList());
        }

        List<String> missing(List<Source> sources) {
            return cells.stream()
                    .filter(cell ->
                            sources.stream().noneMatch(source -> source.path().matches(cell + "\\.java")))
                    .toList();
        }
    }

    private static final List<Row> GRID = List.of(
            Row.of("split vring", "vring", "SplitRingModel SplitRingProtocol", "SplitDriver SplitDevice", "SplitRing"),
            Row.of(
                    "packed vring",
                    "vring",
                    "PackedRingModel PackedRingProtocol",
                    "PackedDriver PackedDevice",
                    "PackedRing"),
            Row.of("grant table", "grant", "GrantTableModel GrantProtocol", "GrantTable", "GrantTable"),
            Row.of("persistent grants", "grant", "PersistentGrantModel", "PersistentGrants", "PersistentGrant"),
            Row.of("MSI-X", "msix", "MsixModel MsixProtocol", "MsixTable MsixShadow", "Msix"),
            Row.of("dispatch", "dispatch", "DispatchModel", "Dispatcher", "Dispatch"));

    private static List<String> incomplete(List<Source> sources) {
        return GRID.stream()
                .filter(row -> row.missing(sources).size() < row.cells().size())
                .flatMap(row -> row.missing(sources).stream())
                .toList();
    }

    @Test
    void aSubjectThatIsBegunStandsInEveryRoom() {
        assertThat(incomplete(Source.ofProject())).isEmpty();
    }

    @Test
    void theSplitRingIsBegun() {
        assertThat(GRID.get(0).missing(Source.ofProject())).isEmpty();
    }

    @Test
    void aSubjectThatMissesARoomIsNoticed() {
        Source lonely = new Source("model/src/main/java/dev/fencepost/model/dispatch/DispatchModel.java", "");
        assertThat(incomplete(List.of(lonely))).hasSize(4).allMatch(cell -> cell.contains("Dispatch"));
    }
}
