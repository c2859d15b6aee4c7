package dev.fencepost.properties.memory;

import static dev.fencepost.properties.memory.Code.X;
import static dev.fencepost.properties.memory.Code.Y;
import static dev.fencepost.properties.memory.Code.Z;
import static dev.fencepost.properties.memory.Code.at;
import static dev.fencepost.properties.memory.Code.program;
import static dev.fencepost.properties.memory.Code.read;
import static dev.fencepost.properties.memory.Code.thread;
import static dev.fencepost.properties.memory.Code.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fencepost.model.machine.Exploration;
import dev.fencepost.model.machine.Explorer;
import dev.fencepost.model.machine.Limits;
import dev.fencepost.model.machine.Listener;
import dev.fencepost.model.machine.program.Forbidden;
import dev.fencepost.model.machine.program.Naming;
import dev.fencepost.model.machine.program.ProgramMachine;
import dev.fencepost.model.machine.program.ProgramState;
import dev.fencepost.model.machine.program.Representable;
import dev.fencepost.model.machine.program.StoreBuffer;
import dev.fencepost.model.memory.execution.ProgramFault;
import dev.fencepost.model.memory.program.Condition;
import dev.fencepost.model.memory.program.Expression;
import dev.fencepost.model.memory.program.Instruction;
import dev.fencepost.model.memory.program.Location;
import dev.fencepost.model.memory.program.LocationKind;
import dev.fencepost.model.memory.program.Mode;
import dev.fencepost.model.memory.program.Observable;
import dev.fencepost.model.memory.program.Operator;
import dev.fencepost.model.memory.program.Program;
import dev.fencepost.model.spec.Clause;
import dev.fencepost.model.verdict.Counterexample;
import dev.fencepost.model.verdict.Verdict;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Programs as state machines: what counts as broken, what a counterexample looks like, what is refused. */
class ProgramMachineTest {
    private static final Program BUFFERING =
            program("SB", thread(write(X, 1), read("a", Y)), thread(write(Y, 1), read("b", X)));
    private static final Condition BOTH_OLD =
            new Condition.All(List.of(Condition.equal(register(0, "a"), 0), Condition.equal(register(1, "b"), 0)));
    private static final Instruction LOCK = new Instruction.Lock(at(Z));

    @Test
    void theShortestWayIsShownUntilEveryStoreIsSeen() {
        Exploration<ProgramState> found = explore(BUFFERING, true, BOTH_OLD);
        assertThat(steps(found))
                .containsExactly(
                        "P0 store x = 1",
                        "P0 load  y = 0",
                        "P1 store y = 1",
                        "P1 load  x = 0",
                        "P0 visible: x = 1",
                        "P1 visible: y = 1");
        assertThat(steps(explore(BUFFERING, true, BOTH_OLD))).isEqualTo(steps(found));
    }

    /** A thread is in one of five states between which there are five steps; without a buffer it is three and two. */
    @Test
    void everyStateIsVisitedOnce() {
        Condition nothing = new Condition.Any(List.of());
        Exploration<ProgramState> behindBuffers = explore(BUFFERING, true, nothing);
        assertThat(List.of(behindBuffers.states(), behindBuffers.steps(), (long) behindBuffers.depth()))
                .containsExactly(25L, 50L, 6L);
        Exploration<ProgramState> interleaved = explore(BUFFERING, false, nothing);
        assertThat(List.of(interleaved.states(), interleaved.steps(), (long) interleaved.depth()))
                .containsExactly(9L, 12L, 4L);
        assertThat(interleaved.verdict()).isInstanceOf(Verdict.Holds.class);
    }

    /** What lasts is shown where it stands: the other thread's later steps have nothing to do with it. */
    @Test
    void whatLastsIsBrokenWhereItStands() {
        Program passing = program(
                "MP",
                thread(write(X, 1), write(Y, 1), write(X, 2)),
                thread(read("a", Y), assign("bad", Operator.EQUAL, "a", 1), read("c", Z)));
        assertThat(steps(explore(passing, false, isSet(1, "bad"))))
                .containsExactly("P0 store x = 1", "P0 store y = 1", "P1 load  y = 1");
        assertThat(steps(explore(passing, false, Condition.equal(register(1, "bad"), 1))))
                .hasSize(5);
    }

    /** As to the axioms, to which a thread that waits for ever has no execution. */
    @Test
    void whatNeverEndsIsNotBroken() {
        Program stuck = program("stuck", thread(assign("bad", Operator.EQUAL, "bad", 0), LOCK, LOCK));
        assertThat(explore(stuck, true, isSet(0, "bad")).verdict()).isInstanceOf(Verdict.Holds.class);
        Program free = program("free", thread(assign("bad", Operator.EQUAL, "bad", 0), LOCK));
        assertThat(explore(free, true, isSet(0, "bad")).verdict()).isInstanceOf(Verdict.Violated.class);
    }

    @Test
    void whoReadsThroughNoAddressNeverEnds() {
        Program reading = program(
                "reading", thread(read("p", X), new Instruction.Load("a", Expression.register("p"), Mode.ONCE)));
        assertThat(explore(reading, true, Condition.equal(register(0, "p"), 0)).verdict())
                .isInstanceOf(Verdict.Holds.class);
        Program pointing = program(
                "pointing",
                thread(write(X, at(Y)), read("p", X), new Instruction.Load("a", Expression.register("p"), Mode.ONCE)));
        assertThat(steps(explore(pointing, true, Condition.equal(register(0, "a"), 0))))
                .containsExactly(
                        "P0 store x = &y", "P0 load  x = &y (own store)", "P0 load  y = 0", "P0 visible: x = &y");
    }

    @Test
    void aLoopThatIsCutIsBoundedUnlessSomethingIsBroken() {
        Instruction.Loop loop = new Instruction.Loop(
                List.of(read("a", X)),
                Expression.binary(Operator.EQUAL, Expression.register("a"), Expression.constant(0)),
                List.of(),
                1);
        Program waiting = program("waiting", thread(write(X, 1)), thread(loop, read("b", Y)));
        Verdict bounded =
                explore(waiting, true, Condition.equal(register(1, "a"), 0)).verdict();
        assertThat(((Verdict.Bounded) bounded).reasons()).containsExactly("waiting reached the bound of a loop");
        assertThat(explore(waiting, true, Condition.equal(register(1, "a"), 1)).verdict())
                .isInstanceOf(Verdict.Violated.class);
    }

    @Test
    void aLimitIsBounded() {
        ProgramMachine machine = machine(BUFFERING, true, new Condition.Any(List.of()));
        Verdict verdict = Explorer.explore(machine, Limits.ofThisJvm().withStates(20), Listener.NONE)
                .verdict();
        assertThat(((Verdict.Bounded) verdict).reasons().get(0)).contains("the limit of 20 states was reached");
    }

    @Test
    void whoWritesThroughNoAddressIsAFault() {
        Program fault = program(
                "fault", thread(new Instruction.Store(Expression.constant(7), Expression.constant(1), Mode.ONCE)));
        assertThatThrownBy(() -> explore(fault, true, new Condition.Any(List.of())))
                .isInstanceOf(ProgramFault.class)
                .hasMessage("program fault: thread P0 writes through 7, which is no address");
    }

    @ParameterizedTest
    @EnumSource(value = LocationKind.class, names = "COHERENT", mode = EnumSource.Mode.EXCLUDE)
    void whatAStoreBufferIsNoModelOfIsRefusedByName(LocationKind kind) {
        Program program = Code.program(
                "bell", List.of(Location.of("x", 0), new Location("bell", 0, kind)), List.of(thread(read("a", X))));
        assertThat(Representable.objection(program).orElseThrow())
                .startsWith("bell is ")
                .endsWith(", and a store buffer is no model of that");
        assertThatThrownBy(() -> machine(program, true, BOTH_OLD))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("bell is ");
    }

    @Test
    void whatHasNoOrderOrNothingForbiddenIsRefused() {
        Instruction open = new Instruction.Unsequenced(List.of(read("a", X), read("b", Y)));
        assertThat(Representable.objection(program("sum", thread(Code.when("c", open))))
                        .orElseThrow())
                .isEqualTo("sum has a C statement of several accesses, whose order C leaves open");
        assertThatThrownBy(() -> new ProgramMachine(BUFFERING, Optional.empty(), List.of(), Naming.PLAIN))
                .hasMessage("nothing is forbidden to SB");
    }

    private static Observable register(int thread, String name) {
        return new Observable.RegisterOf(thread, name);
    }

    private static Condition isSet(int thread, String name) {
        return new Condition.Compare(
                Operator.NOT_EQUAL, new Condition.Term.Of(register(thread, name)), new Condition.Term.Value(0));
    }

    private static Instruction assign(String to, Operator operator, String from, long value) {
        return new Instruction.Assign(
                to, Expression.binary(operator, Expression.register(from), Expression.constant(value)));
    }

    private static ProgramMachine machine(Program program, boolean buffered, Condition bad) {
        return new ProgramMachine(
                program,
                buffered ? Optional.of(new StoreBuffer()) : Optional.empty(),
                List.of(new Forbidden(bad, Clause.S3, "what must not be")),
                Naming.PLAIN);
    }

    private static Exploration<ProgramState> explore(Program program, boolean buffered, Condition bad) {
        return Explorer.explore(machine(program, buffered, bad));
    }

    private static List<String> steps(Exploration<ProgramState> exploration) {
        Counterexample example = ((Verdict.Violated) exploration.verdict()).counterexample();
        return example.timeline().stream()
                .map(step -> example.agents().get(step.agent()) + " " + step.text())
                .toList();
    }
}
