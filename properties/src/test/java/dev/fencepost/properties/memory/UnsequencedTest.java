package dev.fencepost.properties.memory;

import static dev.fencepost.properties.memory.Code.X;
import static dev.fencepost.properties.memory.Code.Y;
import static dev.fencepost.properties.memory.Code.acquire;
import static dev.fencepost.properties.memory.Code.program;
import static dev.fencepost.properties.memory.Code.read;
import static dev.fencepost.properties.memory.Code.thread;
import static dev.fencepost.properties.memory.Code.write;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.model.memory.model.Lkmm;
import dev.fencepost.model.memory.model.Sc;
import dev.fencepost.model.memory.program.Expression;
import dev.fencepost.model.memory.program.Instruction;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Statements with several accesses, which C leaves unordered; counts as herd7 has them. */
class UnsequencedTest {
    @Test
    void twoReadsOfOneStatementMayDisagreeWithTheirOrder() {
        List<Instruction> writer = thread(write(X, 1));
        assertThat(stale(writer, one(read("a", X), read("b", X)))).isTrue();
        assertThat(stale(writer, read("a", X), read("b", X))).isFalse();
    }

    @Test
    void anAcquireDoesNotOrderItsOwnStatement() {
        List<Instruction> writer = thread(write(X, 1), Code.release(Y, 1));
        assertThat(stale(writer, one(acquire("a", Y), read("b", X)))).isTrue();
        assertThat(stale(writer, acquire("a", Y), read("b", X))).isFalse();
    }

    @Test
    void dataFlowOrdersTheAccessesOfAStatement() {
        Instruction copy = one(read("a", X), write(Y, Expression.register("a")));
        Instruction back = one(read("b", Y), write(X, Expression.register("b")));
        assertThat(Outcome.of(program("LB+copies", thread(copy), thread(back)), new Lkmm())
                        .executions())
                .isEqualTo(3);
    }

    @Test
    void evenSequentialConsistencyKeepsNoOrderWithinAStatement() {
        assertThat(Outcome.of(program("CoRR", thread(write(X, 1)), thread(one(read("a", X), read("b", X)))), new Sc())
                        .executions())
                .isEqualTo(4);
    }

    private static Instruction one(Instruction... parts) {
        return new Instruction.Unsequenced(List.of(parts));
    }

    private static boolean stale(List<Instruction> writer, Instruction... reader) {
        return Outcome.of(program("statement", writer, List.of(reader)), new Lkmm()).states().keySet().stream()
                .anyMatch(state -> state.contains("a=1 1:b=0"));
    }
}
