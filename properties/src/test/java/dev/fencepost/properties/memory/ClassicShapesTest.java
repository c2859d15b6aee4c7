package dev.fencepost.properties.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.model.memory.execution.MemoryModel;
import dev.fencepost.model.memory.model.Armv8;
import dev.fencepost.model.memory.model.Sc;
import dev.fencepost.model.memory.model.Tso;
import dev.fencepost.model.platform.Lowering;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The classic shapes under every model: which show the outcome, in how many of how many executions. */
class ClassicShapesTest {
    static List<Shape> shapes() {
        return ClassicShapes.all();
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void everyModelCountsAsHerdDoes(Shape shape) {
        // What herd7 says of these under RISC-V has not been recorded.
        for (MemoryModel model : Naive.MODELS.subList(0, 4)) {
            assertThat(counts(shape, model, model.name()))
                    .as("%s%n%s", model.name(), ProgramText.of(shape.program()))
                    .isEqualTo(shape.expected().get(model.name()));
        }
    }

    /** The mutant: a model passed off as another one is found out. */
    @Test
    void noModelPassesForAnother() {
        assertThat(passesFor(new Sc(), "tso")).isFalse();
        assertThat(passesFor(new Tso(), "sc")).isFalse();
        assertThat(passesFor(new Tso(), "armv8")).isFalse();
        assertThat(passesFor(new Armv8(), "tso")).isFalse();
        assertThat(passesFor(new Armv8(), "lkmm")).isFalse();
    }

    private static boolean passesFor(MemoryModel model, String other) {
        return shapes().stream()
                .allMatch(shape ->
                        counts(shape, model, other).equals(shape.expected().get(other)));
    }

    /** Positive executions of all, as the kernel's primitives are lowered for the model {@code lowering}. */
    private static String counts(Shape shape, MemoryModel model, String lowering) {
        Outcome outcome = Outcome.of(Lowering.forModel(lowering).lower(shape.program()), model);
        int positive = outcome.states().entrySet().stream()
                .filter(state -> shape.isOutcome(state.getKey()))
                .mapToInt(state -> state.getValue())
                .sum();
        return positive + "/" + outcome.executions();
    }
}
