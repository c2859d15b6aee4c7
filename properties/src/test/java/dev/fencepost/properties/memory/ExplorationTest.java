package dev.fencepost.properties.memory;

import static dev.fencepost.properties.memory.Code.X;
import static dev.fencepost.properties.memory.Code.Y;
import static dev.fencepost.properties.memory.Code.program;
import static dev.fencepost.properties.memory.Code.read;
import static dev.fencepost.properties.memory.Code.thread;
import static dev.fencepost.properties.memory.Code.write;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.model.memory.execution.Execution;
import dev.fencepost.model.memory.execution.ExecutionExplorer;
import dev.fencepost.model.memory.execution.Exploration;
import dev.fencepost.model.memory.model.Armv8;
import dev.fencepost.model.memory.model.Lkmm;
import dev.fencepost.model.memory.model.Sc;
import dev.fencepost.model.memory.program.Expression;
import dev.fencepost.model.memory.program.Instruction;
import dev.fencepost.model.memory.program.Operator;
import dev.fencepost.model.memory.program.Program;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** How an exploration ends, and what it then claims. */
class ExplorationTest {
    private static final Predicate<Execution> ALL = execution -> true;

    @Test
    void everythingVisitedIsComplete() {
        Exploration done = new ExecutionExplorer(storeBuffering(), new Sc()).explore(ALL);
        assertThat(done.end()).isEqualTo(Exploration.End.EXHAUSTED);
        assertThat(done.executions()).isEqualTo(3);
        assertThat(done.complete()).isTrue();
    }

    @Test
    void aLoopThatCouldGoOnIsReportedAndNotComplete() {
        Exploration done = new ExecutionExplorer(spinning(3), new Lkmm()).explore(ALL);
        assertThat(done.end()).isEqualTo(Exploration.End.EXHAUSTED);
        assertThat(done.loopBoundReached()).isTrue();
        assertThat(done.complete()).isFalse();
        assertThat(done.executions()).as("x seen in round 0, 1, 2 or 3").isEqualTo(4);
    }

    /** The mutant of the report: a bound that is never reached is not reported. */
    @Test
    void aLoopThatEndsWithinItsBoundIsComplete() {
        Exploration done = new ExecutionExplorer(counting(3, 3), new Sc()).explore(ALL);
        assertThat(done.loopBoundReached()).isFalse();
        assertThat(done.complete()).isTrue();
        assertThat(done.executions()).isEqualTo(1);
        Exploration cut = new ExecutionExplorer(counting(3, 2), new Sc()).explore(ALL);
        assertThat(cut.loopBoundReached()).isTrue();
        assertThat(cut.executions()).isZero();
    }

    @Test
    void theVisitorStopsIt() {
        int[] visited = new int[1];
        Exploration done = new ExecutionExplorer(storeBuffering(), new Armv8()).explore(execution -> ++visited[0] < 2);
        assertThat(done.end()).isEqualTo(Exploration.End.STOPPED);
        assertThat(done.executions()).isEqualTo(2);
        assertThat(done.complete()).isFalse();
    }

    @Test
    void aTimeLimitIsReported() {
        Exploration done = new ExecutionExplorer(large(), new Lkmm()).explore(ALL, Duration.ZERO);
        assertThat(done.end()).isEqualTo(Exploration.End.TIMED_OUT);
        assertThat(done.complete()).isFalse();
    }

    @Test
    void anInterruptedThreadGivesUpAndStaysInterrupted() {
        Thread.currentThread().interrupt();
        try {
            Exploration done = new ExecutionExplorer(large(), new Lkmm()).explore(ALL);
            assertThat(done.end()).isEqualTo(Exploration.End.TIMED_OUT);
            assertThat(done.complete()).isFalse();
            assertThat(Thread.currentThread().isInterrupted()).isTrue();
        } finally {
            Thread.interrupted();
        }
    }

    @Test
    void theSameExplorerVisitsTheSameExecutionsInTheSameOrder() {
        for (Shape shape : ClassicShapes.all()) {
            ExecutionExplorer explorer = new ExecutionExplorer(shape.program(), new Lkmm());
            List<String> first = visited(shape.program(), explorer);
            assertThat(visited(shape.program(), explorer)).isEqualTo(first);
            assertThat(visited(shape.program(), new ExecutionExplorer(shape.program(), new Lkmm())))
                    .isEqualTo(first);
        }
    }

    /** After a visitor that stopped or failed, an explorer starts afresh. */
    @Test
    void anExplorerRecoversFromItsVisitor() {
        ExecutionExplorer explorer = new ExecutionExplorer(storeBuffering(), new Armv8());
        explorer.explore(execution -> false);
        assertThat(explorer.explore(ALL).executions()).isEqualTo(4);
    }

    private static List<String> visited(Program program, ExecutionExplorer explorer) {
        List<String> states = new ArrayList<>();
        explorer.explore(execution -> states.add(Outcome.state(program, execution::value)));
        return states;
    }

    private static Program storeBuffering() {
        return program("SB", thread(write(X, 1), read("a", Y)), thread(write(Y, 1), read("b", X)));
    }

    /** Waits for x to become 1. */
    private static Program spinning(int bound) {
        Expression notYet = Expression.binary(Operator.EQUAL, Expression.register("a"), Expression.constant(0));
        return program(
                "spin",
                thread(write(X, 1)),
                thread(new Instruction.Loop(List.of(read("a", X)), notYet, List.of(), bound)));
    }

    private static Program counting(int rounds, int bound) {
        Expression count = Expression.register("i");
        Expression more = Expression.binary(Operator.LESS, count, Expression.constant(rounds));
        Expression next = Expression.binary(Operator.ADD, count, Expression.constant(1));
        return program(
                "count",
                thread(new Instruction.Loop(
                        List.of(), more, List.of(new Instruction.Assign("i", next), write(X, next)), bound)));
    }

    /** Far more executions than anybody would visit. */
    private static Program large() {
        List<Instruction> reads = new ArrayList<>();
        List<Instruction> writes = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            reads.add(read("r" + i, i % 2));
            writes.add(write(i % 2, i + 1));
        }
        return program("large", reads, writes, writes, reads);
    }
}
