package dev.fencepost.properties.memory;

import static dev.fencepost.properties.memory.Code.X;
import static dev.fencepost.properties.memory.Code.Y;
import static dev.fencepost.properties.memory.Code.Z;
import static dev.fencepost.properties.memory.Code.program;
import static dev.fencepost.properties.memory.Code.read;
import static dev.fencepost.properties.memory.Code.thread;
import static dev.fencepost.properties.memory.Code.when;
import static dev.fencepost.properties.memory.Code.write;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.model.memory.model.Lkmm;
import dev.fencepost.model.memory.program.Expression;
import dev.fencepost.model.memory.program.Instruction;
import dev.fencepost.model.memory.program.Mode;
import dev.fencepost.model.memory.program.Operator;
import dev.fencepost.model.memory.program.Program;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Where values hang on each other in a circle. What herd7 says of the same programs is in the names: out of thin air is
 * only a value that is computed from itself; a circle that is closed by conditions is judged by the model.
 */
class CircularValueTest {
    private static final Expression R0 = Expression.register("r0");
    private static final Expression R1 = Expression.register("r1");
    private static final Instruction COPY_Y = write(X, R1);

    /** 3 executions without it. */
    @Test
    void aValueComputedFromItselfIsDropped() {
        Expression successor = Expression.binary(Operator.ADD, R0, Expression.constant(1));
        Outcome outcome = Outcome.of(
                program(
                        "LB+datas",
                        thread(plainRead("r0", X), plainWrite(Y, successor)),
                        thread(plainRead("r1", Y), plainWrite(X, R1))),
                new Lkmm());
        assertThat(outcome.executions()).isEqualTo(3);
    }

    /** 4 executions: what reads copy from each other in a circle can be anything, and is called S0. */
    @Test
    void aValueCopiedInACircleIsASymbol() {
        Outcome outcome = Outcome.of(
                program(
                        "LB+copies",
                        thread(plainRead("r0", X), plainWrite(Y, R0)),
                        thread(plainRead("r1", Y), plainWrite(X, R1))),
                new Lkmm());
        assertThat(outcome.states())
                .containsEntry("0:r0=S0 1:r1=S0 x=S0 y=S0 z=0 ", 1)
                .hasSize(2);
        assertThat(outcome.executions()).isEqualTo(4);
    }

    /** Sometimes 1 1, with a data race: both writes are of constants. */
    @Test
    void aCircleOfConditionsOnlyIsKept() {
        Program program = program(
                "LB+ctrls",
                thread(plainRead("r0", X), when("r0", plainWrite(Y, 1))),
                thread(plainRead("r1", Y), when("r1", plainWrite(X, 1))));
        Outcome outcome = Outcome.of(program, new Lkmm());
        assertThat(outcome.states().keySet())
                .containsExactly("0:r0=0 1:r1=0 x=0 y=0 z=0 ", "0:r0=1 1:r1=1 x=1 y=1 z=0 ");
        assertThat(outcome.flags()).containsExactly("data-race");
    }

    /** Sometimes 1 4: what an arm assigns depends on the arm that was taken, not on the condition. */
    @Test
    void aRegisterAssignedInAnArmDoesNotDependOnTheCondition() {
        assertThat(assignedInArms(1, 0).states())
                .containsEntry("0:r0=1 0:r1=1 1:r1=1 x=1 y=1 z=0 ", 1)
                .hasSize(2);
        assertThat(assignedInArms(1, 0).executions()).isEqualTo(5);
        assertThat(assignedInArms(1, 1).executions()).isEqualTo(4);
    }

    private static Outcome assignedInArms(long then, long otherwise) {
        Instruction choice = new Instruction.If(
                R0,
                List.of(new Instruction.Assign("r1", Expression.constant(then))),
                List.of(new Instruction.Assign("r1", Expression.constant(otherwise))));
        return Outcome.of(
                program("LB+data+arm", thread(read("r0", X), choice, write(Y, R1)), thread(read("r1", Y), COPY_Y)),
                new Lkmm());
    }

    /** Sometimes 1 2: the read in the arm gets its value from outside the circle. */
    @Test
    void aReadInsideTheCircleIsKeptIfItsValueIsNotCircular() {
        Program program = program(
                "LB+data+inner",
                Code.locations(0, 1, 0),
                List.of(
                        thread(plainRead("r0", X), when("r0", plainRead("r1", Y), plainWrite(Z, R1))),
                        thread(plainRead("r1", Z), plainWrite(X, R1))));
        Outcome outcome = Outcome.of(program, new Lkmm());
        assertThat(outcome.states().keySet())
                .containsExactly("0:r0=0 0:r1=0 1:r1=0 x=0 y=1 z=0 ", "0:r0=1 0:r1=1 1:r1=1 x=1 y=1 z=1 ");
        assertThat(outcome.executions()).isEqualTo(3);
    }

    private static Instruction plainRead(String register, int location) {
        return read(register, location, Mode.PLAIN);
    }

    private static Instruction plainWrite(int location, long value) {
        return plainWrite(location, Expression.constant(value));
    }

    private static Instruction plainWrite(int location, Expression value) {
        return write(location, value, Mode.PLAIN);
    }
}
