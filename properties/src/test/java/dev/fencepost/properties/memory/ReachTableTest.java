package dev.fencepost.properties.memory;

import static dev.fencepost.properties.memory.Code.X;
import static dev.fencepost.properties.memory.Code.Y;
import static dev.fencepost.properties.memory.Code.read;
import static dev.fencepost.properties.memory.Code.write;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.model.memory.model.Armv8;
import dev.fencepost.model.memory.model.ReachModel;
import dev.fencepost.model.memory.program.Barrier;
import dev.fencepost.model.memory.program.FenceKind;
import dev.fencepost.model.memory.program.Instruction;
import dev.fencepost.model.memory.program.Place;
import dev.fencepost.model.memory.program.Program;
import dev.fencepost.model.memory.program.Reach;
import dev.fencepost.model.memory.program.Topology;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Six shapes across a weak boundary and within one domain, with every mix of reaches on both sides: 108 verdicts. */
class ReachTableTest {
    private static final Topology APART = new Topology(List.of(Place.CPU, Place.REMOTE), Set.of(Reach.SYSTEM));
    private static final Topology TOGETHER = new Topology(List.of(Place.CPU, Place.CPU), Set.of(Reach.SYSTEM));
    private static final Topology STRONG = new Topology(List.of(Place.CPU, Place.REMOTE), Set.of());

    /** A shape: the two accesses of each thread, and its outcome as parts of a final state. */
    private record Outline(List<Instruction> first, List<Instruction> second, List<String> outcome) {}

    private static final Map<String, Outline> OUTLINES = Map.of(
            "MP",
            new Outline(List.of(write(X, 1), write(Y, 1)), List.of(read("a", Y), read("b", X)), List.of("a=1", "b=0")),
            "SB",
            new Outline(List.of(write(X, 1), read("a", Y)), List.of(write(Y, 1), read("b", X)), List.of("a=0", "b=0")),
            "LB",
            new Outline(List.of(read("a", X), write(Y, 1)), List.of(read("b", Y), write(X, 1)), List.of("a=1", "b=1")),
            "S",
            new Outline(List.of(write(X, 2), write(Y, 1)), List.of(read("a", Y), write(X, 1)), List.of("a=1", "x=2")),
            "R",
            new Outline(List.of(write(X, 1), write(Y, 1)), List.of(write(Y, 2), read("a", X)), List.of("a=0", "y=2")),
            "2+2W",
            new Outline(List.of(write(X, 1), write(Y, 2)), List.of(write(Y, 1), write(X, 2)), List.of("x=1", "y=1")));

    static List<String> rows() throws IOException {
        try (InputStream in = ReachTableTest.class.getResourceAsStream("reach.tsv")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#") && !line.startsWith("shape"))
                    .toList();
        }
    }

    @Test
    void theTableIsWhole() throws IOException {
        assertThat(rows()).hasSize(54).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("rows")
    void theReachOfBothFencesDecides(String row) {
        String[] cells = row.split("\t");
        assertThat(verdict(cells, APART)).as("across a weak boundary").isEqualTo(cells[4]);
        assertThat(verdict(cells, TOGETHER)).as("in the same domain").isEqualTo(cells[5]);
        assertThat(verdict(cells, STRONG)).as("across no weak boundary").isEqualTo(cells[5]);
    }

    /** The mutant: a model that forgets the boundary fails on every shape but load buffering. */
    @Test
    void aModelWithoutTheBoundaryIsRejected() throws IOException {
        List<String> rejecting = new ArrayList<>();
        for (String row : rows()) {
            String[] cells = row.split("\t");
            if (!verdict(cells, STRONG).equals(cells[4]) && !rejecting.contains(cells[0])) {
                rejecting.add(cells[0]);
            }
        }
        assertThat(rejecting).containsExactlyInAnyOrder("MP", "SB", "S", "R", "2+2W");
    }

    private static String verdict(String[] cells, Topology topology) {
        Outline outline = OUTLINES.get(cells[0]);
        String[] fences = cells[1].split(",");
        Program program = Code.program(
                cells[0],
                Code.locations(0, 0),
                List.of(fenced(outline.first, fences[0], cells[2]), fenced(outline.second, fences[1], cells[3])));
        Outcome outcome = Outcome.of(program, new ReachModel(new Armv8(), topology));
        boolean seen = outcome.states().keySet().stream()
                .anyMatch(state -> Arrays.asList(state.split("[ :]")).containsAll(outline.outcome));
        return seen ? "Sometimes" : "Never";
    }

    private static List<Instruction> fenced(List<Instruction> accesses, String fence, String reach) {
        if (reach.equals("none")) {
            return accesses;
        }
        FenceKind kind = switch (fence) {
            case "wmb" -> FenceKind.STORE_STORE;
            case "rmb" -> FenceKind.LOAD_LOAD;
            case "mb" -> FenceKind.FULL;
            default -> throw new IllegalArgumentException(fence);
        };
        Reach far = reach.equals("local") ? Reach.INNER : Reach.SYSTEM;
        Instruction between = new Instruction.Fence(new Barrier(fence, kind, far, false), "");
        return List.of(accesses.get(0), between, accesses.get(1));
    }
}
