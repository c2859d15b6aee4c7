package dev.fencepost.properties.house;

import dev.fencepost.model.spec.Clause;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * The subjects, and what each needs in every room. README's table of subjects says which of them the project claims to
 * have; one without a row there is in the making, and may stand in some rooms only.
 */
final class Subjects {
    private static final String JAVA = "\\.java";

    private static final List<Subject> ALL = List.of(
            subject(
                    "split virtqueue",
                    'S',
                    "ring/split",
                    "SplitRingModel",
                    "split-ring.c",
                    "SplitDriver SplitDevice",
                    "SplitRing"),
            subject(
                    "packed virtqueue",
                    'P',
                    "ring/packed",
                    "PackedRingModel",
                    "packed-ring.c",
                    "PackedDriver PackedDevice",
                    "PackedRing"),
            subject("grant table", 'G', "grant/table", "GrantTableModel", "grant-table.c", "GrantTable", "GrantTable"),
            subject(
                    "persistent grants",
                    'B',
                    "grant/persistent",
                    "PersistentGrantModel",
                    "",
                    "PersistentGrants",
                    "PersistentGrant"),
            subject("MSI-X", 'M', "msix", "MsixModel", "msix.c msix-posted.c", "MsixTable MsixShadow", "Msix"),
            subject("dispatch", 'Q', "dispatch", "DispatchModel", "dispatch.c", "Dispatcher", "Dispatch"));

    private Subjects() {}

    /**
     * A subject.
     *
     * @param name the first cell of its row in README
     * @param letter what its clauses begin with
     * @param cells the files that it needs, as patterns of their paths
     */
    record Subject(String name, char letter, List<String> cells) {
        /** The cells that no file fills. */
        List<String> missing(List<Source> sources) {
            return cells.stream()
                    .filter(cell ->
                            sources.stream().noneMatch(source -> source.path().matches(cell)))
                    .toList();
        }

        /** Whether README has its row. */
        boolean isClaimedBy(String readme) {
            return readme.lines().anyMatch(line -> line.startsWith("| " + name + " |"));
        }

        boolean owns(Clause clause) {
            return clause.name().matches(letter + "\\d+");
        }
    }

    static List<Subject> all() {
        return ALL;
    }

    static Subject of(String name) {
        return ALL.stream()
                .filter(subject -> subject.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** What README says today. */
    static String readme() {
        return Source.ofProject().stream()
                .filter(source -> source.path().equals("README.md"))
                .findFirst()
                .orElseThrow()
                .text();
    }

    private static Subject subject(
            String name, char letter, String folder, String model, String protocols, String impl, String inOtherRooms) {
        Stream<String> models = Stream.of(model.split(" ")).map(type -> in("model", folder) + "(\\w+/)?" + type + JAVA);
        Stream<String> impls = Stream.of(impl.split(" ")).map(type -> in("impl", folder) + type + JAVA);
        Stream<String> files =
                Stream.of(protocols.split(" ")).filter(file -> !file.isEmpty()).map(file -> "protocols/" + file);
        List<String> others = Arrays.asList(
                "properties/src/test/java/dev/fencepost/properties/" + folder + "/" + inOtherRooms + "Properties"
                        + JAVA,
                "stress/src/main/java/dev/fencepost/stress/" + folder + "/" + inOtherRooms + "Harness" + JAVA,
                "stress/src/main/java/dev/fencepost/stress/" + folder + "/" + inOtherRooms + "_01_\\w+" + JAVA);
        return new Subject(
                name,
                letter,
                Stream.of(models, files, impls, others.stream())
                        .flatMap(cells -> cells)
                        .toList());
    }

    private static String in(String room, String folder) {
        return room + "/src/main/java/dev/fencepost/" + room + "/" + folder + "/";
    }
}
