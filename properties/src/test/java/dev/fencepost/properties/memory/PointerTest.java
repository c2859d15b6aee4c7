package dev.fencepost.properties.memory;

import static dev.fencepost.properties.memory.Code.X;
import static dev.fencepost.properties.memory.Code.Y;
import static dev.fencepost.properties.memory.Code.Z;
import static dev.fencepost.properties.memory.Code.at;
import static dev.fencepost.properties.memory.Code.mb;
import static dev.fencepost.properties.memory.Code.program;
import static dev.fencepost.properties.memory.Code.read;
import static dev.fencepost.properties.memory.Code.thread;
import static dev.fencepost.properties.memory.Code.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fencepost.model.memory.execution.Execution;
import dev.fencepost.model.memory.execution.ExecutionExplorer;
import dev.fencepost.model.memory.execution.ProgramFault;
import dev.fencepost.model.memory.model.Lkmm;
import dev.fencepost.model.memory.program.Expression;
import dev.fencepost.model.memory.program.Instruction;
import dev.fencepost.model.memory.program.Mode;
import dev.fencepost.model.memory.program.Operator;
import dev.fencepost.model.memory.program.Program;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** Pointers and arrays: what is read through null, written through null, and reached by arithmetic. */
class PointerTest {
    private static final Predicate<Execution> ALL = execution -> true;
    private static final Expression P = Expression.register("p");

    /** Publication by pointer: x is filled in, then z points to it. */
    private static Program publication(Instruction... between) {
        List<Instruction> writer = Code.join(Code.join(thread(write(X, 1)), List.of(between)), thread(write(Z, at(X))));
        return Code.program(
                "publication",
                Code.locations(0, 0, Code.address(Y)),
                List.of(writer, thread(read("p", Z), new Instruction.Load("a", P, Mode.ONCE))));
    }

    @Test
    void aPointerGivesAnAddressDependency() {
        String stale = "1:a=0 1:p=" + Code.address(X);
        assertThat(Outcome.of(publication(mb()), new Lkmm()).states().keySet())
                .hasSize(2)
                .noneMatch(state -> state.startsWith(stale));
        assertThat(Outcome.of(publication(), new Lkmm()).states().keySet()).anyMatch(state -> state.startsWith(stale));
    }

    @Test
    void aReadThroughNullIsDropped() {
        Program program =
                program("null", thread(write(Z, at(X))), thread(read("p", Z), new Instruction.Load("a", P, Mode.ONCE)));
        Outcome outcome = Outcome.of(program, new Lkmm());
        assertThat(outcome.executions()).isEqualTo(1);
        assertThat(outcome.states().firstKey()).contains("1:p=" + Code.address(X));
    }

    @Test
    void aWriteThroughNullIsAFaultOfTheProgram() {
        Program program =
                program("null", thread(read("p", Z), new Instruction.Store(P, Expression.constant(1), Mode.ONCE)));
        assertThatThrownBy(() -> new ExecutionExplorer(program, new Lkmm()).explore(ALL))
                .isInstanceOf(ProgramFault.class)
                .hasMessageContaining("null")
                .hasMessageContaining("P0")
                .hasMessageContaining("writes through 0");
    }

    @Test
    void aWriteThroughNullThatCannotHappenIsNone() {
        Instruction guarded = Code.when("p", new Instruction.Store(P, Expression.constant(1), Mode.ONCE));
        assertThat(Outcome.of(program("guarded", thread(read("p", Z), guarded)), new Lkmm())
                        .executions())
                .isEqualTo(1);
    }

    @Test
    void elementsOfAnArrayAreDistinctLocations() {
        Expression element = Expression.binary(Operator.ADD, at(X), Expression.register("i"));
        Program program = program(
                "array",
                thread(read("i", Z), new Instruction.Store(element, Expression.constant(7), Mode.ONCE)),
                thread(write(Z, 1)));
        assertThat(Outcome.of(program, new Lkmm()).states().keySet())
                .containsExactlyInAnyOrder("0:i=0 x=7 y=0 z=1 ", "0:i=1 x=0 y=7 z=1 ");
    }

    /** One address past the last location is nowhere. */
    @Test
    void anIndexBeyondTheArrayIsNoAddress() {
        Program program =
                program("beyond", thread(new Instruction.Store(at(Z + 1), Expression.constant(1), Mode.ONCE)));
        assertThat(Outcome.of(program, new Lkmm()).fault()).isTrue();
    }
}
