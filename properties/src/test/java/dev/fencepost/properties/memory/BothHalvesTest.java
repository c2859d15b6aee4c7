package dev.fencepost.properties.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.model.memory.execution.ExecutionExplorer;
import dev.fencepost.model.memory.execution.MemoryModel;
import dev.fencepost.model.memory.model.Armv8;
import dev.fencepost.model.memory.model.Lkmm;
import dev.fencepost.model.memory.program.Condition;
import dev.fencepost.model.memory.program.Expression;
import dev.fencepost.model.memory.program.Instruction;
import dev.fencepost.model.memory.program.Location;
import dev.fencepost.model.memory.program.Mode;
import dev.fencepost.model.memory.program.Observable;
import dev.fencepost.model.memory.program.Program;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** An exchange that is both acquire and release orders what each of the two does. */
class BothHalvesTest {
    private static final Expression X = Expression.address(0);
    private static final Expression Y = Expression.address(1);
    private static final Expression ONE = Expression.constant(1);

    static Stream<Supplier<MemoryModel>> models() {
        return Stream.of(Lkmm::new, Armv8::new);
    }

    private static Instruction exchange(Mode mode) {
        return new Instruction.ReadModifyWrite("flag", Y, ONE, ONE, new Expression.Old(), mode);
    }

    /** Message passing: whether the flag can be seen without the data. */
    private static boolean stale(MemoryModel model, Instruction publish, Instruction look) {
        Program program = new Program(
                "MP",
                List.of(Location.of("x", 0), Location.of("y", 0)),
                List.of(
                        Program.Thread.of("P0", List.of(new Instruction.Store(X, ONE, Mode.ONCE), publish)),
                        Program.Thread.of("P1", List.of(look, new Instruction.Load("data", X, Mode.ONCE)))));
        Condition bad = new Condition.All(List.of(
                Condition.equal(new Observable.RegisterOf(1, "flag"), 1),
                Condition.equal(new Observable.RegisterOf(1, "data"), 0)));
        boolean[] seen = new boolean[1];
        new ExecutionExplorer(program, model).explore(execution -> {
            seen[0] |= bad.holds(execution::value);
            return true;
        });
        return seen[0];
    }

    @ParameterizedTest
    @MethodSource("models")
    void asAReleaseItOrdersWhatComesBefore(Supplier<MemoryModel> model) {
        Instruction look = new Instruction.Load("flag", Y, Mode.ACQUIRE);
        assertThat(stale(model.get(), exchange(Mode.ACQUIRE_RELEASE), look)).isFalse();
        assertThat(stale(model.get(), exchange(Mode.RELEASE), look)).isFalse();
        assertThat(stale(model.get(), exchange(Mode.ACQUIRE), look)).isTrue();
    }

    @ParameterizedTest
    @MethodSource("models")
    void asAnAcquireItOrdersWhatComesAfter(Supplier<MemoryModel> model) {
        Instruction publish = new Instruction.Store(Y, ONE, Mode.RELEASE);
        assertThat(stale(model.get(), publish, exchange(Mode.ACQUIRE_RELEASE))).isFalse();
        assertThat(stale(model.get(), publish, exchange(Mode.ACQUIRE))).isFalse();
        assertThat(stale(model.get(), publish, exchange(Mode.RELEASE))).isTrue();
    }
}
