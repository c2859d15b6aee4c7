package dev.fencepost.properties.memory;

import static dev.fencepost.properties.memory.Code.X;
import static dev.fencepost.properties.memory.Code.Y;
import static dev.fencepost.properties.memory.Code.program;
import static dev.fencepost.properties.memory.Code.read;
import static dev.fencepost.properties.memory.Code.thread;
import static dev.fencepost.properties.memory.Code.when;
import static dev.fencepost.properties.memory.Code.write;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.model.memory.Expression;
import dev.fencepost.model.memory.Instruction;
import dev.fencepost.model.memory.Lkmm;
import dev.fencepost.model.memory.Mode;
import dev.fencepost.model.memory.Program;
import org.junit.jupiter.api.Test;

/**
 * Where values hang on each other in a circle. What herd7 says of the same programs is in the names: out of thin air is
 * only a value that is computed from itself; a circle that is closed by conditions is judged by the model.
 */
class CircularValueTest {
    private static final Expression R0 = Expression.register("r0");
    private static final Expression R1 = Expression.register("r1");
    private static final Instruction COPY_Y = write(X, R1);

    /** 0 executions with it, 3 without. */
    @Test
    void aValueComputedFromItselfIsDropped() {
        Program program = program("LB+datas", thread(read("r0", X), write(Y, R0)), thread(read("r1", Y), COPY_Y));
        Outcome outcome = Outcome.of(program, new Lkmm());
        assertThat(outcome.states().keySet()).containsExactly("0:r0=0 1:r1=0 x=0 y=0 z=0 ");
        assertThat(outcome.executions()).isEqualTo(3);
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
