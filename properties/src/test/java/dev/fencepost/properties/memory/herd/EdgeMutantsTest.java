package dev.fencepost.properties.memory.herd;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.model.memory.MemoryModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A memory model with any single edge less disagrees with herd7 on some program of the tables. */
class EdgeMutantsTest {
    /** Edges that follow from the others, so that no program can miss them, with the reason. */
    private static final Map<String, String> FOLLOW_FROM_OTHERS = Map.of();

    @ParameterizedTest
    @EnumSource
    void everyEdgeIsNeeded(RowGenerator.Flavour flavour) throws IOException {
        List<HerdTable.Row> rows = new ArrayList<>(HerdTable.read(flavour));
        List<String> unnoticed = new ArrayList<>();
        for (EdgeMutants.Mutant mutant : EdgeMutants.of(flavour, sources())) {
            boolean noticed = rows.stream().anyMatch(row -> isRejectedBy(row, mutant.model()));
            if (noticed == FOLLOW_FROM_OTHERS.containsKey(mutant.edge())) {
                unnoticed.add(mutant.edge() + (noticed ? " (noticed, against what is said of it)" : ""));
            }
        }
        assertThat(unnoticed).isEmpty();
    }

    private static boolean isRejectedBy(HerdTable.Row row, MemoryModel mutant) {
        return !Facts.of(row.program(), mutant, row.condition()).equals(row.facts());
    }

    @Test
    void thereAreAsManyMutantsAsEdges() throws IOException {
        assertThat(EdgeMutants.of(RowGenerator.Flavour.ARMV8, sources()))
                .extracting(EdgeMutants.Mutant::edge)
                .contains("Armv8.dependencies: x.data", "OrderedModel.order: fenceOrder(x)");
    }

    private static Path sources() {
        Path folder = Path.of("").toAbsolutePath();
        String below = "model/src/main/java/" + MemoryModel.class.getPackageName().replace('.', '/');
        while (!Files.exists(folder.resolve(below))) {
            folder = folder.getParent();
        }
        return folder.resolve(below);
    }
}
